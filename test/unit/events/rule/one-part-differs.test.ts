import { expect, it } from 'vitest';
import { planUpload } from '../../../../src/events/on-upload/plan-upload.ts';
import { readUploads } from '../../../../src/events/on-upload/read.ts';
import type { WantedUpload } from '../../../../src/events/on-upload/wanted.ts';
import { planSchedule } from '../../../../src/events/schedule/plan-schedule.ts';
import { readScheduled } from '../../../../src/events/schedule/read.ts';
import type { WantedSchedule } from '../../../../src/events/schedule/wanted.ts';
import type { WantedTarget } from '../../../../src/events/target/wanted.ts';
import type { Plan } from '../../../../src/plan/plan.ts';
import type { Call } from '../../../../src/sandbox/service.ts';
import { DeleteRolePolicy } from '../../../../src/sandbox/services/iam/inline-policies.ts';
import { UpdateAssumeRolePolicy } from '../../../../src/sandbox/services/iam/role-trust.ts';
import { SetQueueAttributes } from '../../../../src/sandbox/services/sqs/queues.ts';
import { parseRate } from '../../../../src/schedule/expression.ts';
import { carryEvents, makeJobs } from '../../../support/events-estate.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

const taskPolicy = (action: string) =>
  `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"${action}","Resource":"*"}]}`;

const target: WantedTarget = {
  ...{ cluster: 'prod', taskDefinition: { family: 'fargate' }, environment: [], subnets: ['subnet-1'] },
  ...{ hasPublicIp: false, propagatesTags: false, taskPolicy: taskPolicy('s3:GetObject') },
  deadLetters: { kind: 'made', queue: 'ecsctl-night-dead-letters' },
};
const role = { RoleName: 'ecsctl-night-us-east-1' };
const nobody = '{"Version":"2012-10-17","Statement":[]}';

/** What is wanted the second time, or done by somebody else before it. */
interface Difference {
  readonly wanted?: Partial<WantedTarget>;
  readonly elsewhere?: (call: Call) => unknown;
}

const differences: readonly (readonly [step: string, difference: Difference])[] = [
  ['target', { wanted: { count: 2 } }],
  ['task-policy', { wanted: { taskPolicy: taskPolicy('s3:PutObject') } }],
  ['role-rights', { elsewhere: (call) => DeleteRolePolicy({ ...role, PolicyName: 'run-task' }, call) }],
  ['role', { elsewhere: (call) => UpdateAssumeRolePolicy({ ...role, PolicyDocument: nobody }, call) }],
  [
    'queue',
    {
      elsewhere: (call) =>
        SetQueueAttributes({ QueueUrl: 'ecsctl-night-dead-letters', Attributes: { Policy: '' } }, call),
    },
  ],
];

async function planOfUpload(wanted: WantedTarget, aws: SandboxAws): Promise<Plan> {
  const objects = { bucket: 'acme-uploads', hasPlainKeys: false };
  const upload: WantedUpload = { name: 'night', objects, target: wanted };
  return planUpload(upload, await readUploads(aws, upload));
}

async function planOfRule(wanted: WantedTarget, aws: SandboxAws): Promise<Plan> {
  const timing = { expression: parseRate('1 hour'), isKept: false };
  const schedule: WantedSchedule = { name: 'night', engine: 'rule', ...timing, target: wanted };
  return planSchedule(schedule, await readScheduled(aws, schedule), aws.now());
}

it.each(
  differences.flatMap(([step, difference]) => [
    { verb: 'on-upload', planOf: planOfUpload, step, ...difference },
    { verb: 'schedule --engine rule', planOf: planOfRule, step, ...difference },
  ]),
)('$verb carries out the step $step alone', async ({ planOf, step, wanted, elsewhere }) => {
  const practice = new PracticeWorld();
  makeJobs(practice.call);
  const aws = new SandboxAws(practice.world, 'us-east-1');
  await carryEvents(await planOf(target, aws), aws);
  elsewhere?.(practice.call);
  const plan = await planOf({ ...target, ...wanted }, aws);
  expect(plan.steps.map(({ id, after }) => ({ id, after }))).toEqual([{ id: step, after: [] }]);
  expect(await carryEvents(plan, aws)).toMatchObject([{ status: 'done' }]);
  expect((await planOf({ ...target, ...wanted }, aws)).steps).toEqual([]);
});
