import { defineVerb } from '../verb/verb.ts';
import { answerImages } from './ls/images.ts';
import { answerRepositories } from './ls/repositories.ts';
import { listWishes, refuseWishes } from './ls/wishes.ts';
import { parseRepositoryName } from './repository/name.ts';
import { useReads } from './use/read-image-uses.ts';

export const verb = defineVerb({
  summary: 'list repositories, or the images of one: age, size, scan, and who uses them',
  description:
    'The images come with the newest push first; one for several platforms is one row, and what was added to an image belongs ' +
    'to it. In use is what a task runs, what a service or its rollback would start, and what the task definitions name that ' +
    'are in use or the newest of their families. Sizes are compressed; since images share layers, a sum is what they take at ' +
    'most. To learn what an index names is to pull it, as far as ECR notes when an image was last pulled; a list of ' +
    'repositories pulls nothing, and counts each platform as an image. Scans are asked for of the newest 100 listed.',
  arguments: {
    repository: {
      help: 'list its images; with or without the host of its registry',
      optional: true,
      complete: 'repository',
    },
  },
  flags: {
    tagged: { kind: 'switch', help: 'only images with a tag' },
    untagged: { kind: 'switch', help: 'only images that no tag stands for' },
    inUse: { kind: 'switch', help: 'only images that ECS uses' },
    unused: { kind: 'switch', help: 'only images that ECS does not use' },
    limit: {
      kind: 'integer',
      help: 'only the newest of these (all)',
      placeholder: 'N',
      min: 1,
      max: 100_000,
    },
    platforms: {
      kind: 'switch',
      help: 'read the platform of plain images as well: two requests each, and a pull as far as ECR notes it',
    },
  },
  examples: [
    ['ecsctl ecr ls', 'every repository of the region, and how much of it ECS uses'],
    ['ecsctl ecr ls web --in-use', 'the images of web that are running or would be started'],
    [
      "ecsctl ecr ls web -o json --query 'images[?scan.counts.critical].tags[]'",
      'the tags of those with critical findings',
    ],
  ],
  iam: [
    'ecr:DescribeRepositories',
    'ecr:DescribeImages',
    'ecr:BatchGetImage',
    'ecr:DescribeImageScanFindings',
    'ecr:GetDownloadUrlForLayer',
    'ecr:GetRegistryScanningConfiguration',
    'ecr:BatchGetRepositoryScanningConfiguration',
    'ecr:GetLifecyclePolicy',
    ...useReads,
  ],
  mutates: false,
  async run(context, { arguments: { repository }, flags, given }) {
    const wishes = listWishes(flags);
    if (repository !== undefined) return answerImages(context, parseRepositoryName(repository), wishes);
    refuseWishes(given);
    return answerRepositories(context);
  },
});
