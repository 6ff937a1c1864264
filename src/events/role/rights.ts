import { nameOf } from '../../aws/arn.ts';
import type { PolicyDocument, Statement } from '../../iam-policy/document.ts';

/** What the role of a target has to be able to do. */
export interface NeededRights {
  readonly clusterArn: string;
  /** With a revision, or without one where each new revision is to be run. */
  readonly taskDefinitionArn: string;
  /** ARNs of the task role and the execution role, as far as the task definition names them. */
  readonly taskRoles: readonly string[];
  /** The tasks get tags, which takes a right of its own. */
  readonly hasTags: boolean;
  /** The queue into which Scheduler puts what could not be run; it does so in the role, as rules do not. */
  readonly deadLetterArn?: string;
}

/**
 * Just these rights as a policy. ECS judges RunTask on the revision that is run, also where a target names the family
 * alone.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html
 */
export function rightsFor(needed: NeededRights): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'RunTask',
        Effect: 'Allow',
        Action: 'ecs:RunTask',
        Resource: anyRevision(needed.taskDefinitionArn),
        Condition: { ArnEquals: { 'ecs:cluster': needed.clusterArn } },
      },
      ...passing(needed.taskRoles),
      ...(needed.hasTags ? [tagging(needed.clusterArn)] : []),
      ...(needed.deadLetterArn === undefined ? [] : [burying(needed.deadLetterArn)]),
    ],
  };
}

/** The revision that is named, or all of the family. */
function anyRevision(arn: string): string {
  return /:\d+$/.test(arn) ? arn : `${arn}:*`;
}

function passing(roles: readonly string[]): Statement[] {
  const unique = [...new Set(roles)].sort();
  if (unique.length === 0) return [];
  return [
    {
      Sid: 'PassRole',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: unique,
      Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
  ];
}

function tagging(clusterArn: string): Statement {
  return {
    Sid: 'TagTask',
    Effect: 'Allow',
    Action: 'ecs:TagResource',
    Resource: clusterArn.replace(/:cluster\/.*$/, `:task/${nameOf(clusterArn)}/*`),
    Condition: { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
  };
}

function burying(queueArn: string): Statement {
  return { Sid: 'DeadLetters', Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queueArn };
}
