import type {
  CreateRepositoryCreationTemplateCommandInput,
  CreateRepositoryCreationTemplateCommandOutput,
  DeleteRepositoryCreationTemplateCommandInput,
  DeleteRepositoryCreationTemplateCommandOutput,
  DescribeRepositoryCreationTemplatesCommandInput,
  DescribeRepositoryCreationTemplatesCommandOutput,
  RepositoryCreationTemplate,
} from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { page, pageSize } from '../paging.ts';
import { invalidParameter, invalidToken } from './lookup.ts';

/** Tags and keys are put on by a role, without which a template cannot have them. */
export function CreateRepositoryCreationTemplate(
  input: CreateRepositoryCreationTemplateCommandInput,
  { region, world, now }: Call,
): Answer<CreateRepositoryCreationTemplateCommandOutput> {
  const { prefix = '', customRoleArn, resourceTags, encryptionConfiguration } = input;
  if (region.ecr.templates.has(prefix)) {
    const message = `The template with prefix '${prefix}' already exists in the registry with id '${world.accountId}'`;
    throw new AwsError('TemplateAlreadyExistsException', message);
  }
  const needsRole = resourceTags?.length || encryptionConfiguration?.encryptionType?.startsWith('KMS');
  if (needsRole && customRoleArn === undefined) {
    throw new AwsError('ValidationException', 'A custom role is needed for resource tags and KMS keys');
  }
  const template: RepositoryCreationTemplate = {
    ...{ ...input, prefix, imageTagMutability: input.imageTagMutability ?? 'MUTABLE' },
    encryptionConfiguration: encryptionConfiguration ?? { encryptionType: 'AES256' },
    ...{ createdAt: now, updatedAt: now },
  };
  region.ecr.templates.set(prefix, template);
  return { registryId: world.accountId, repositoryCreationTemplate: template };
}

/** All, or those of the prefixes that are there. */
export function DescribeRepositoryCreationTemplates(
  { prefixes, nextToken, maxResults }: DescribeRepositoryCreationTemplatesCommandInput,
  { region, world }: Call,
): Answer<DescribeRepositoryCreationTemplatesCommandOutput> {
  const outOfRange = invalidParameter('maxResults', 'Member must have value from 1 to 1000');
  const size = pageSize(maxResults, { otherwise: 100, most: 1000 }, outOfRange);
  const known = [...region.ecr.templates].filter(([prefix]) => prefixes?.includes(prefix) ?? true);
  const { items, nextToken: next } = page(known, nextToken, size, invalidToken);
  const templates = items.map(([, template]) => template);
  return { registryId: world.accountId, repositoryCreationTemplates: templates, nextToken: next };
}

export function DeleteRepositoryCreationTemplate(
  { prefix = '' }: DeleteRepositoryCreationTemplateCommandInput,
  { region, world }: Call,
): Answer<DeleteRepositoryCreationTemplateCommandOutput> {
  const template = region.ecr.templates.get(prefix);
  if (!template) {
    const message = `The template with prefix '${prefix}' does not exist in the registry with id '${world.accountId}'`;
    throw new AwsError('TemplateNotFoundException', message);
  }
  region.ecr.templates.delete(prefix);
  return { registryId: world.accountId, repositoryCreationTemplate: template };
}
