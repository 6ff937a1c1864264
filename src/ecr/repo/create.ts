import { usage } from '../../failure.ts';
import { carryOut } from '../../plan/carry-out.ts';
import { defineVerb } from '../../verb/verb.ts';
import { usualUntaggedDays } from '../lifecycle/rules.ts';
import { wantedPolicy } from '../lifecycle/wanted.ts';
import type { WantedRepository } from '../repository/creation-steps.ts';
import { parseRepositoryName } from '../repository/name.ts';
import { type Lack, readLack } from '../repository/read-lack.ts';
import { awsOf, findRepository } from '../repository/read-repository.ts';
import { repositoryOperations } from './operations.ts';
import { planCreation } from './plan-creation.ts';

const usualAge = usualUntaggedDays * 86_400;

export const verb = defineVerb({
  summary: 'make a repository: immutable tags, scan on push, untagged images expire',
  arguments: { repository: { help: 'its name, such as team/web' } },
  flags: {
    mutable: { kind: 'switch', help: 'let tags be moved from one image to another' },
    noScanOnPush: { kind: 'switch', help: 'do not scan what is pushed' },
    kmsKey: { kind: 'text', help: 'encrypt images with this key of KMS', placeholder: 'ARN' },
    untagged: {
      kind: 'duration',
      help: `images without a tag expire so many days after they were pushed (${usualUntaggedDays}d)`,
      placeholder: 'DAYS',
      min: 86_400,
    },
    noLifecycle: { kind: 'switch', help: 'keep images without a tag, too, until somebody deletes them' },
  },
  examples: [
    ['ecsctl ecr repo create team/web', 'a repository in which a tag always means the same image'],
    [
      'ecsctl ecr repo create cache --mutable --no-scan-on-push --untagged 3d',
      'one for what builds leave behind',
    ],
  ],
  iam: [
    'ecr:DescribeRepositories',
    'ecr:CreateRepository',
    'ecr:GetLifecyclePolicy',
    'ecr:ListImages',
    'ecr:PutLifecyclePolicy',
  ],
  mutates: true,
  async run(context, { arguments: { repository: text }, flags, given }) {
    const name = parseRepositoryName(text);
    const { mutable, noScanOnPush, kmsKey, noLifecycle, untagged = usualAge } = flags;
    if (noLifecycle && given.has('untagged')) {
      throw usage('--untagged and --no-lifecycle exclude each other', 'leave one of them out');
    }
    const lifecycle = noLifecycle ? undefined : wantedPolicy({ untagged, keep: undefined, file: undefined });
    const wanted: WantedRepository = {
      isMutable: mutable,
      scanOnPush: !noScanOnPush,
      ...(kmsKey !== undefined && { kmsKey }),
      ...(lifecycle && { lifecycle }),
    };
    const aws = awsOf(context.aws, name);
    return carryOut(
      { ...context, aws },
      {
        async read() {
          const repository = await findRepository(aws, name);
          return repository && { repository, lacks: await lacksOf(name.repository) };
        },
        plan: (found) => planCreation(name.repository, wanted, found),
        operations: { ecr: repositoryOperations },
      },
    );

    async function lacksOf(repository: string): Promise<Lack> {
      return lifecycle ? readLack(aws, repository) : { policy: false, images: false };
    }
  },
});
