import type { RepositoryCreationTemplate } from '@aws-sdk/client-ecr';
import type { Call } from '../../service.ts';
import { CreateRepository } from './repositories.ts';
import type { Repository } from './state.ts';

/** The template for what no other has the prefix of. */
const ROOT = 'ROOT';

/**
 * A repository that a push brings into being: where the template with the longest prefix of its name, or else that of
 * the root, applies to pushes. Undefined where there is none.
 */
export function createOnPush(name: string, call: Call): Repository | undefined {
  const template = templateFor(name, call);
  if (!template?.appliedFor?.includes('CREATE_ON_PUSH')) return undefined;
  const { imageTagMutability, imageTagMutabilityExclusionFilters, resourceTags, encryptionConfiguration } =
    template;
  CreateRepository(
    {
      ...{ repositoryName: name, imageTagMutability, imageTagMutabilityExclusionFilters },
      tags: resourceTags,
      ...(encryptionConfiguration && { encryptionConfiguration }),
    },
    call,
  );
  const repository = call.region.ecr.repositories.get(name);
  if (!repository) return undefined;
  repository.policy = template.repositoryPolicy;
  const { lifecyclePolicy: text } = template;
  if (text !== undefined) repository.lifecycle = { text, putAt: call.now, evaluatedAt: undefined };
  return repository;
}

function templateFor(name: string, { region }: Call): RepositoryCreationTemplate | undefined {
  const { templates } = region.ecr;
  const parts = name.split('/');
  const prefixes = parts.map((_, index) => parts.slice(0, parts.length - 1 - index).join('/'));
  const prefix = [...prefixes, ROOT].find((one) => templates.has(one));
  return templates.get(prefix ?? '');
}
