import { defineVerb } from '../verb/verb.ts';
import { pruneImages } from './prune/prune-images.ts';
import { pruneWishes } from './prune/wishes.ts';
import { parseRepositoryName } from './repository/name.ts';
import { useReads } from './use/read-image-uses.ts';

export const verb = defineVerb({
  summary: 'delete the images of a repository that nothing needs, never one in use',
  description:
    'Without flags those go that no tag stands for. An image stays, whatever the flags, that a task runs, that a service, a ' +
    'deployment, a rollback, a rule or a schedule would start, that the newest task definition of a family names, that is ' +
    'part of an index that stays, or that was pushed within the last day. That is looked at once more right before anything is ' +
    'deleted. The record of the run keeps every manifest, so that an image can be put back as long as ECR has its layers.',
  arguments: {
    repository: { help: 'the repository, with or without the host of its registry', complete: 'repository' },
  },
  flags: {
    keep: {
      kind: 'integer',
      help: 'let all go but so many of the newest images with a tag',
      placeholder: 'N',
      min: 0,
      max: 1_000_000,
    },
    olderThan: {
      kind: 'duration',
      help: 'only what was pushed longer ago than this; with a tag or without',
      placeholder: 'DURATION',
      min: 1,
    },
    untagged: { kind: 'switch', help: 'only what no tag stands for' },
  },
  examples: [
    ['ecsctl ecr prune web --keep 10 --dry-run', 'see what would go, what stays, and why'],
    ['ecsctl ecr prune cache --untagged --older-than 14d --yes', 'let go of what builds have left behind'],
  ],
  iam: [
    'ecr:DescribeRepositories',
    'ecr:DescribeImages',
    'ecr:BatchGetImage',
    ...useReads,
    'ecr:BatchDeleteImage',
  ],
  mutates: true,
  run: (context, { arguments: { repository }, flags }) =>
    pruneImages(context, parseRepositoryName(repository), pruneWishes(flags)),
});
