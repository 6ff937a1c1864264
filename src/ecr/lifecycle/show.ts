import { table } from '../../terminal/table.ts';
import { defineVerb } from '../../verb/verb.ts';
import { parseRepositoryName } from '../repository/name.ts';
import { awsOf, readRepository } from '../repository/read-repository.ts';
import { repositoryArgument } from './arguments.ts';
import { type LifecycleRule, ruleWords } from './policy.ts';
import { readPolicy } from './read-policy.ts';

export const verb = defineVerb({
  summary: 'show what ECR lets go of in a repository by itself',
  arguments: { repository: repositoryArgument },
  flags: {},
  examples: [
    ['ecsctl ecr lifecycle show web', 'the rules of web, in words'],
    ['ecsctl ecr lifecycle show web -o json --query policy', 'the policy as ECR has it'],
  ],
  iam: ['ecr:DescribeRepositories', 'ecr:GetLifecyclePolicy'],
  mutates: false,
  async run(context, { arguments: { repository: text } }) {
    const name = parseRepositoryName(text);
    const aws = awsOf(context.aws, name);
    await readRepository(aws, name);
    const { repository } = name;
    const kept = await readPolicy(aws, repository);
    const value = {
      repository,
      policy: kept?.policy ?? null,
      ...(kept?.evaluatedAt && { lastEvaluatedAt: kept.evaluatedAt }),
    };
    const rules = [...(kept?.policy.rules ?? [])].sort((one, other) => one.rulePriority - other.rulePriority);
    return {
      value,
      text: (screen) =>
        rules.length === 0
          ? `${repository} has no lifecycle policy: its images are kept until somebody deletes them.`
          : table(columns, rules, screen),
    };
  },
});

const columns = [
  { title: 'rule', value: ({ rulePriority }: LifecycleRule) => rulePriority, align: 'right' as const },
  { title: 'what it does', value: ruleWords },
  { title: 'description', value: ({ description }: LifecycleRule) => description, shrink: 1 },
];
