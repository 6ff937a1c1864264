import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { type ImageReference, parseImageReference } from '../../reference.ts';
import type { ImageName } from '../found.ts';

/** Every image of the containers, each once. */
export function imageNames(containers: readonly ContainerDefinition[], partition: string): ImageName[] {
  const texts = [...new Set(containers.flatMap(({ image }) => image ?? []))];
  return texts.map((text) => nameOf(text, containers, partition));
}

function nameOf(text: string, containers: readonly ContainerDefinition[], partition: string): ImageName {
  const using = containers.filter(({ image }) => image === text);
  const { registry, repository = text, tag, digest } = referenceOf(text) ?? {};
  const isEcr = registry?.kind === 'ecr' && registry.host !== undefined;
  const [account, region] = isEcr ? [registry.account ?? '', registry.region ?? ''] : ['', ''];
  const credentials = using.map(({ repositoryCredentials }) => repositoryCredentials?.credentialsParameter);
  return {
    ...{ text, account, region, repository },
    containers: using.map(({ name = '' }) => name),
    registry: isEcr ? 'ecr' : registry?.kind === 'ecr-public' ? 'ecr-public' : 'other',
    ...(credentials[0] !== undefined && { credentials: credentials[0] }),
    repositoryArn: isEcr ? `arn:${partition}:ecr:${region}:${account}:repository/${repository}` : '',
    // What is pulled without a tag or a digest is pulled by this one.
    ...(digest === undefined ? { tag: tag ?? 'latest' } : { digest }),
  };
}

/** Undefined for an image of a registry that ecsctl knows nothing of. In task definitions a bare name is Docker Hub's. */
function referenceOf(text: string): ImageReference | undefined {
  try {
    return parseImageReference(text);
  } catch {
    return undefined;
  }
}
