import type { RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import { bucketOperations } from '../../src/events/bucket/operations.ts';
import { deadLetterOperations } from '../../src/events/dead-letters/operations.ts';
import { roleOperations } from '../../src/events/role/operations.ts';
import { ruleOperations } from '../../src/events/rule/operations.ts';
import { scheduleOperations } from '../../src/events/schedule/operations.ts';
import { applyPlan, type StepOutcome } from '../../src/plan/apply.ts';
import { mergeOperations, sendCall } from '../../src/plan/operations.ts';
import type { Plan, Step } from '../../src/plan/plan.ts';
import type { Call } from '../../src/sandbox/service.ts';
import { CreateCluster } from '../../src/sandbox/services/ecs/clusters.ts';
import { RegisterTaskDefinition } from '../../src/sandbox/services/ecs/task-definitions.ts';
import { CreateRole } from '../../src/sandbox/services/iam/roles.ts';
import { CreateBucket } from '../../src/sandbox/services/s3/buckets.ts';
import type { SandboxAws } from './sandbox-aws.ts';

const operations = mergeOperations([
  ruleOperations,
  roleOperations,
  deadLetterOperations,
  bucketOperations,
  scheduleOperations,
]);

/** Carries a plan of events out in a sandbox's world. */
export function carryEvents(plan: Plan, aws: SandboxAws): Promise<StepOutcome[]> {
  return applyPlan(plan, {
    send: (call) => sendCall(call, operations, aws),
    clock: aws.clock,
    signal: new AbortController().signal,
  });
}

/** Sends what the steps would put back, the last one first. */
export async function undoEvents(steps: readonly Step[], aws: SandboxAws): Promise<void> {
  for (const { undo } of steps.toReversed()) {
    for (const call of [undo ?? []].flat()) await sendCall(call, operations, aws);
  }
}

const roleOf = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

/** What a task definition is, but for its name. */
const anyTask = {
  fargate: {
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    taskRoleArn: roleOf('job'),
    executionRoleArn: roleOf('pull'),
    containerDefinitions: [{ name: 'app', image: 'job:1' }],
  },
  machine: {
    requiresCompatibilities: ['EC2'],
    networkMode: 'bridge',
    containerDefinitions: [{ name: 'app', image: 'job:1', memory: 128 }],
  },
  both: {
    requiresCompatibilities: ['EC2', 'FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    executionRoleArn: roleOf('pull'),
    containerDefinitions: [
      { name: 'app', image: 'job:1' },
      { name: 'log', image: 'log:1', essential: false },
    ],
  },
  pair: {
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    executionRoleArn: roleOf('pull'),
    containerDefinitions: [
      { name: 'one', image: 'job:1' },
      { name: 'two', image: 'job:1' },
    ],
  },
} as const satisfies Record<string, Omit<RegisterTaskDefinitionCommandInput, 'family'>>;

/** A cluster prod on Fargate, task definitions of each kind, their roles, and a bucket acme-uploads. */
export function makeJobs(call: Call): void {
  CreateCluster({ clusterName: 'prod', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] }, call);
  for (const RoleName of ['job', 'pull']) {
    const document = { Version: '2012-10-17', Statement: [] };
    CreateRole({ RoleName, AssumeRolePolicyDocument: JSON.stringify(document) }, call);
  }
  for (const [family, input] of Object.entries(anyTask)) {
    RegisterTaskDefinition(structuredClone({ family, ...input }) as RegisterTaskDefinitionCommandInput, call);
  }
  CreateBucket({ Bucket: 'acme-uploads' }, call);
}
