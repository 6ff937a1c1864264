import { nameOf } from '../../aws/arn.ts';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { describeRevision } from '../../ecs/describe-revision.ts';
import { nameRevision, readReference } from '../../ecs/revision.ts';
import { readInlinePolicy } from '../role/found-role.ts';
import type { FoundParts } from './found-parts.ts';

/** IAM actions of {@link readTaskPolicies}. */
export const taskPolicyReads = ['ecs:DescribeTaskDefinition', 'iam:GetRolePolicy'] as const;

/** How many revisions before the newest are looked at: a family seldom has another task role from one to the next. */
const before = 10;

/**
 * The inline policies of that name in the task roles of the task definitions: `--task-policy` puts them into the role of
 * the revision that is run then, and later ones may have another role.
 */
export async function readTaskPolicies(
  aws: Aws,
  definitions: readonly string[],
  policy: string,
): Promise<Pick<FoundParts, 'taskPolicies' | 'untoldFamilies'>> {
  const told = await eachAtOnce([...new Set(definitions)], async (definition) => ({
    definition,
    roles: await taskRoles(aws, definition),
  }));
  const roles = [...new Set(told.flatMap((one) => one.roles ?? []))];
  const found = await eachAtOnce(roles, async (role) => ({
    role,
    policy,
    document: await readInlinePolicy(aws, role, policy),
  }));
  return {
    taskPolicies: found.flatMap(({ document, ...rest }) =>
      document === undefined ? [] : [{ ...rest, document }],
    ),
    untoldFamilies: told.flatMap((one) => (one.roles ? [] : readReference(one.definition).family)),
  };
}

/** The names of the task roles, those of earlier revisions among them; undefined where no revision can be looked at. */
async function taskRoles(aws: Aws, definition: string): Promise<string[] | undefined> {
  const { family } = readReference(definition);
  const known = await eachAtOnce([...new Set([definition, family])], (one) => describeRevision(aws, one));
  const revisions = known.flatMap((one) => one?.definition ?? []);
  if (revisions.length === 0) return undefined;
  const newest = Math.max(...revisions.map(({ revision = 1 }) => revision));
  const numbers = Array.from({ length: before }, (_, index) => newest - 1 - index).filter(
    (number) => number > 0 && !revisions.some(({ revision }) => revision === number),
  );
  const earlier = await eachAtOnce(numbers, (number) =>
    describeRevision(aws, nameRevision({ family, number })),
  );
  const all = [...revisions, ...earlier.flatMap((one) => one?.definition ?? [])];
  return all.flatMap(({ taskRoleArn }) => (taskRoleArn ? [nameOf(taskRoleArn)] : []));
}
