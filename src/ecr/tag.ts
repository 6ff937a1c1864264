import { carryOut } from '../plan/carry-out.ts';
import { defineVerb } from '../verb/verb.ts';
import { parseEcrImage } from './repository/name.ts';
import { awsOf } from './repository/read-repository.ts';
import { operations } from './tag/operations.ts';
import { planTags } from './tag/plan-tags.ts';
import { readTagged } from './tag/read-tagged.ts';
import { checkTags } from './tag/tags.ts';

export const verb = defineVerb({
  summary: 'let further tags stand for an image, without pulling it',
  description:
    'The manifest is put once more, byte by byte, under each tag. A tag that stands for this image already is nothing to do; one ' +
    'that stands for another is moved, unless the repository lets no tag of that name be moved.',
  arguments: {
    image: {
      help: 'the image: REPOSITORY:TAG or REPOSITORY@DIGEST, with or without its host',
      complete: 'repository',
    },
    tag: { help: 'the tags that are to stand for it', variadic: true },
  },
  flags: {},
  examples: [
    ['ecsctl ecr tag web:1.10 stable', 'let stable stand for what 1.10 stands for'],
    ['ecsctl ecr tag web:1.11 1 stable --dry-run', 'see which tags would be moved, and from which image'],
  ],
  iam: ['ecr:DescribeRepositories', 'ecr:BatchGetImage', 'ecr:PutImage'],
  mutates: true,
  async run(context, { arguments: { image, tag } }) {
    const name = parseEcrImage(image);
    const tags = checkTags(tag);
    const aws = awsOf(context.aws, name);
    return carryOut(
      { ...context, aws },
      {
        read: () => readTagged(aws, name, tags),
        plan: (found) => planTags(tags, found),
        operations,
      },
    );
  },
});
