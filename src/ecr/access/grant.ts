import { carryOut } from '../../plan/carry-out.ts';
import { defineVerb } from '../../verb/verb.ts';
import { accessArguments, accessCluster } from './arguments.ts';
import { operations } from './grant/operations.ts';
import { planGrant } from './grant/plan-grant.ts';
import { readGrant } from './grant/read-grant.ts';
import { accessReads } from './read/access.ts';
import { parseSubject } from './subject.ts';

export const verb = defineVerb({
  summary: 'give the role that pulls the rights it lacks, and no others',
  description:
    'The rights go into one inline policy of the role, ecsctl-pull, beside what is in it; policies that are attached stay ' +
    'as they are. A repository of another account gets the statement that lets the role, where you may write its policy. ' +
    'What a deny, a boundary or an organization stands against is told, and nothing is done about it.',
  arguments: accessArguments,
  flags: { cluster: accessCluster },
  examples: [
    ['ecsctl ecr access grant web:3', 'let the execution role of a task definition pull its images'],
    ['ecsctl ecr access grant prod/web --dry-run', 'see which rights the role lacks'],
  ],
  iam: [...accessReads, 'iam:GetRolePolicy', 'iam:PutRolePolicy', 'ecr:SetRepositoryPolicy'],
  mutates: true,
  run(context, { arguments: { subject }, flags }) {
    const wanted = parseSubject(subject, flags.cluster);
    return carryOut(context, {
      read: () => readGrant(context.aws, wanted),
      plan: planGrant,
      operations,
    });
  },
});
