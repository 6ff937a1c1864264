import type { ContainerDefinition, TaskDefinition } from '@aws-sdk/client-ecs';
import { parseArn } from '../../../aws/arn.ts';
import type { Tie } from '../../thing.ts';
import { tiesTo } from '../ties-to.ts';

/** What a revision hangs on beside its family: the log groups that it writes to, the repositories of its images. */
export function definitionTies({ taskDefinitionArn = '', containerDefinitions = [] }: TaskDefinition): Tie[] {
  const { region = '', account = '' } = parseArn(taskDefinitionArn) ?? {};
  return [
    ...tiesTo(
      'log group',
      containerDefinitions.map((container) => logGroupOf(container, region)),
      { bond: 'needs', how: 'writes to' },
    ),
    ...tiesTo(
      'repository',
      containerDefinitions.map(({ image = '' }) => repositoryOf(image, account, region)),
      { bond: 'refers to', how: 'has an image of' },
    ),
  ];
}

/** The log group of a container's awslogs configuration in this region. */
function logGroupOf({ logConfiguration }: ContainerDefinition, region: string): string | undefined {
  if (logConfiguration?.logDriver !== 'awslogs') return undefined;
  const { 'awslogs-group': group, 'awslogs-region': itsRegion = region } = logConfiguration.options ?? {};
  return itsRegion === region ? group : undefined;
}

/** The repository of an image in this account's registry in this region; undefined for an image of elsewhere. */
function repositoryOf(image: string, account: string, region: string): string | undefined {
  const [host = '', ...path] = image.split('/');
  if (!host.startsWith(`${account}.dkr.ecr.${region}.`)) return undefined;
  return path
    .join('/')
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '');
}
