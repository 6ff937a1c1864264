import { usage } from '../../failure.ts';
import { carryOut } from '../../plan/carry-out.ts';
import { defineVerb } from '../../verb/verb.ts';
import { parseRepositoryName } from '../repository/name.ts';
import { awsOf } from '../repository/read-repository.ts';
import { repositoryArgument } from './arguments.ts';
import { operations } from './operations.ts';
import { type FoundPolicy, planPolicy } from './plan-policy.ts';
import { neededReads, readNeeded } from './read-needed.ts';
import { readPolicy } from './read-policy.ts';
import { policyFlags, wantedPolicy } from './wanted.ts';

export const verb = defineVerb({
  summary: 'say what ECR is to let go of in a repository by itself',
  description:
    'The whole policy is replaced by what is said here. A policy cannot know what ECS needs: images that would go although they ' +
    'are in use are named before anything is written. A file is checked here, with the rule and the field that are wrong.',
  arguments: { repository: repositoryArgument },
  flags: policyFlags,
  examples: [
    ['ecsctl ecr lifecycle set cache --untagged 7d', 'let go of what builds have left behind, after a week'],
    [
      'ecsctl ecr lifecycle set web --keep 50 --untagged 14d --dry-run',
      'see whether anything in use would go',
    ],
  ],
  iam: [...neededReads, 'ecr:GetLifecyclePolicy', 'ecr:PutLifecyclePolicy'],
  mutates: true,
  async run(context, { arguments: { repository: text }, flags }) {
    const name = parseRepositoryName(text);
    const wanted = wantedPolicy(flags);
    if (!wanted)
      throw usage('nothing is said of the policy', 'add --keep N, --untagged DAYS, or --file FILE');
    const aws = awsOf(context.aws, name);
    const { repository } = name;
    return carryOut<FoundPolicy>(
      { ...context, aws },
      {
        async read() {
          const [needed, kept] = await Promise.all([readNeeded(aws, name), readPolicyIfThere()]);
          return { ...needed, repository, kept, now: aws.now() };
        },
        plan: (found) => planPolicy(wanted, found),
        operations,
      },
    );

    /** That there is no such repository is said by the one who looks for it. */
    async function readPolicyIfThere() {
      return readPolicy(aws, repository).catch((error: Error) => {
        if (error.name === 'RepositoryNotFoundException') return undefined;
        throw error;
      });
    }
  },
});
