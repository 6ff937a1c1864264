import { carryOut } from '../../plan/carry-out.ts';
import { defineVerb } from '../../verb/verb.ts';
import { repositoryArgument } from '../lifecycle/arguments.ts';
import { parseRepositoryName } from '../repository/name.ts';
import { awsOf, readRepository } from '../repository/read-repository.ts';
import { repositoryOperations } from './operations.ts';
import { planSettings, wantedSettings } from './plan-settings.ts';

export const verb = defineVerb({
  summary: 'change whether tags may be moved, and whether images are scanned on push',
  arguments: { repository: repositoryArgument },
  flags: {
    immutable: { kind: 'switch', help: 'a tag stands for one image for good' },
    mutable: { kind: 'switch', help: 'a tag may be moved to another image' },
    scanOnPush: { kind: 'switch', help: 'scan what is pushed' },
    noScanOnPush: { kind: 'switch', help: 'do not scan what is pushed' },
  },
  examples: [
    ['ecsctl ecr repo set web --immutable', 'let no tag of web be moved'],
    ['ecsctl ecr repo set cache --mutable --no-scan-on-push', 'a repository for what builds leave behind'],
  ],
  iam: ['ecr:DescribeRepositories', 'ecr:PutImageTagMutability', 'ecr:PutImageScanningConfiguration'],
  mutates: true,
  async run(context, { arguments: { repository: text }, flags }) {
    const name = parseRepositoryName(text);
    const wanted = wantedSettings(flags);
    const aws = awsOf(context.aws, name);
    return carryOut(
      { ...context, aws },
      {
        read: () => readRepository(aws, name),
        plan: (found) => planSettings(name.repository, wanted, found),
        operations: { ecr: repositoryOperations },
      },
    );
  },
});
