import { defineVerb } from '../../verb/verb.ts';
import { parseRepositoryName } from '../repository/name.ts';
import { awsOf } from '../repository/read-repository.ts';
import { repositoryArgument } from './arguments.ts';
import { judgePreview } from './preview/judge.ts';
import { readPreview } from './preview/read-preview.ts';
import { renderPreview } from './preview/render.ts';
import { neededReads, readNeeded } from './read-needed.ts';
import { policyFlags, wantedPolicy } from './wanted.ts';

export const verb = defineVerb({
  summary: 'see what a lifecycle policy would let go of, and whether ECS still needs it',
  description:
    'ECR itself tries the policy that is said here, or else the one that the repository has; nothing is changed. Ends with 3 where ' +
    'an image would go that a task, a service, a rollback, a rule or a schedule needs.',
  arguments: { repository: repositoryArgument },
  flags: policyFlags,
  examples: [
    ['ecsctl ecr lifecycle preview web --keep 3', 'what would go if only three images were kept'],
    ['ecsctl ecr lifecycle preview web', 'what the policy of web is about to let go of'],
  ],
  iam: [...neededReads, 'ecr:StartLifecyclePolicyPreview', 'ecr:GetLifecyclePolicyPreview'],
  mutates: false,
  async run(context, { arguments: { repository: text }, flags }) {
    const name = parseRepositoryName(text);
    const policy = wantedPolicy(flags);
    const aws = awsOf(context.aws, name);
    const needed = await readNeeded(aws, name);
    const results = await readPreview({ ...context, aws }, name.repository, policy);
    const value = judgePreview(name.repository, results, needed);
    return {
      value,
      text: (screen) => renderPreview(value, screen),
      exitCode: value.neededCount > 0 ? 3 : 0,
    };
  },
});
