import { carryOut } from '../../plan/carry-out.ts';
import { defineVerb } from '../../verb/verb.ts';
import { parseRepositoryName } from '../repository/name.ts';
import { awsOf, readRepository } from '../repository/read-repository.ts';
import { repositoryArgument } from './arguments.ts';
import { operations } from './operations.ts';
import { planNoPolicy } from './plan-policy.ts';
import { readPolicy } from './read-policy.ts';

export const verb = defineVerb({
  summary: 'let a repository keep its images until somebody deletes them',
  arguments: { repository: repositoryArgument },
  flags: {},
  examples: [
    ['ecsctl ecr lifecycle rm web', 'remove the policy of web; the record of the run keeps it'],
    ['ecsctl ecr lifecycle rm web --dry-run', 'see the rules that would go'],
  ],
  iam: ['ecr:DescribeRepositories', 'ecr:GetLifecyclePolicy', 'ecr:DeleteLifecyclePolicy'],
  mutates: true,
  async run(context, { arguments: { repository: text } }) {
    const name = parseRepositoryName(text);
    const aws = awsOf(context.aws, name);
    const { repository } = name;
    return carryOut(
      { ...context, aws },
      {
        async read() {
          await readRepository(aws, name);
          return { repository, kept: await readPolicy(aws, repository) };
        },
        plan: planNoPolicy,
        operations,
      },
    );
  },
});
