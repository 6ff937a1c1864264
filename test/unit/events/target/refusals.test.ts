import { beforeEach, describe, expect, it } from 'vitest';
import { planUpload } from '../../../../src/events/on-upload/plan-upload.ts';
import { readUploads } from '../../../../src/events/on-upload/read.ts';
import { readUpload, uploadFlags } from '../../../../src/events/on-upload/wanted.ts';
import { readParts } from '../../../../src/events/rm/read.ts';
import { planSchedule } from '../../../../src/events/schedule/plan-schedule.ts';
import { readScheduled } from '../../../../src/events/schedule/read.ts';
import { readWantedSchedule, scheduleFlags } from '../../../../src/events/schedule/wanted.ts';
import { readTargetParts } from '../../../../src/events/target/read.ts';
import { Failure } from '../../../../src/failure.ts';
import type { Plan } from '../../../../src/plan/plan.ts';
import { CreateCluster } from '../../../../src/sandbox/services/ecs/clusters.ts';
import { RegisterTaskDefinition } from '../../../../src/sandbox/services/ecs/task-definitions.ts';
import { PutRule } from '../../../../src/sandbox/services/events/rules.ts';
import { PutTargets } from '../../../../src/sandbox/services/events/targets.ts';
import { CreateRole } from '../../../../src/sandbox/services/iam/roles.ts';
import { CreateQueue } from '../../../../src/sandbox/services/sqs/queues.ts';
import type { Flags, FlagValues } from '../../../../src/verb/flags.ts';
import { carryEvents, makeJobs } from '../../../support/events-estate.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

let practice: PracticeWorld;
let aws: SandboxAws;

beforeEach(() => {
  practice = new PracticeWorld();
  makeJobs(practice.call);
  aws = new SandboxAws(practice.world, 'us-east-1');
});

/** The values of a verb's flags of which only some were typed. */
function typed<F extends Flags>(flags: F, some: Partial<FlagValues<F>>): FlagValues<F> {
  const absent = Object.entries(flags).map(([key, { kind, repeat }]) => [
    key,
    kind === 'switch' ? false : repeat ? [] : undefined,
  ]);
  return { ...Object.fromEntries(absent), ...some };
}

type Upload = Partial<FlagValues<typeof uploadFlags>>;
type Scheduled = Partial<FlagValues<typeof scheduleFlags>>;

const fargate = { cluster: 'prod', taskDefinition: 'fargate', subnets: ['subnet-1'] } as const;

async function upload(some: Upload, name = 'import'): Promise<Plan> {
  const wanted = readUpload(name, typed(uploadFlags, { bucket: 'acme-uploads', ...fargate, ...some }));
  return planUpload(wanted, await readUploads(aws, wanted));
}

async function schedule(some: Scheduled, name = 'import'): Promise<Plan> {
  const wanted = readWantedSchedule(name, typed(scheduleFlags, { ...fargate, ...some }));
  return planSchedule(wanted, await readScheduled(aws, wanted), aws.now());
}

async function refusal(plan: Promise<Plan>): Promise<string> {
  const error = await plan.then(
    () => new Error('was not refused'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Failure)) throw error;
  expect(aws.writes).toEqual([]);
  return `${error.kind}: ${error.message}`;
}

describe('a target that could not run is refused before anything is written', () => {
  const cases: readonly [some: Upload, refused: string][] = [
    [{ subnets: [] }, 'usage: --subnets is missing: task definition fargate:1 has network mode awsvpc'],
    [{ taskDefinition: 'machine' }, 'usage: --subnets means nothing to task definition machine:1'],
    [{ taskDefinition: 'machine', subnets: [], publicIp: true }, 'usage: --public-ip means nothing'],
    [{ container: 'ap' }, 'usage: --container: task definition fargate:1 has no container ap'],
    [{ taskDefinition: 'pair' }, 'usage: --container is missing: task definition pair:1 has 2 essential'],
    [{ launchType: 'EC2' }, 'usage: --launch-type EC2 does not fit task definition fargate:1'],
    [
      { taskDefinition: 'both', launchType: 'EC2', publicIp: true },
      'usage: --public-ip is for tasks on Fargate',
    ],
    [{ strategy: 'machines' }, 'refused: cluster prod does not have machines'],
    [{ taskDefinition: 'fargat' }, 'not-found: there is no task definition fargat'],
    [{ taskDefinition: 'fargate:7' }, 'not-found: there is no task definition fargate:7'],
    [{ cluster: 'prdo' }, 'not-found: there is no cluster prdo'],
    [{ bucket: 'acme-upload' }, 'not-found: there is no bucket acme-upload'],
    [{ dlq: 'arn:aws:sqs:us-east-1:123456789012:none' }, 'not-found: there is no queue none'],
    [{ dlq: 'arn:aws:sqs:us-west-2:123456789012:q' }, 'refused: queue q is in region us-west-2'],
    [{ dlq: 'arn:aws:sqs:us-east-1:210987654321:q' }, 'refused: queue q is in account 210987654321'],
    [
      { taskDefinition: 'both', taskPolicy: '{"Statement":[{"Effect":"Allow"}]}' },
      'refused: task definition both:1 has no task role',
    ],
  ];

  it.each(cases)('%j', async (some, refused) => {
    expect(await refusal(upload(some))).toContain(refused);
  });

  it('as is one that cannot be read from its flags', async () => {
    const ids = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${prefix}-${index}`).join(',');
    expect(await refusal(upload({ strategy: 'FARGATE', launchType: 'FARGATE' }))).toContain(
      'exclude each other',
    );
    expect(await refusal(upload({ subnets: [ids('subnet', 17)] }))).toContain('--subnets names 17');
    expect(await refusal(upload({ securityGroups: [ids('sg', 6)] }))).toContain('--security-groups names 6');
    expect(await refusal(upload({ subnets: ['subnet-1,vpc-1'] }))).toContain('"vpc-1" is no id of a subnet');
    expect(await refusal(upload({ plainKeys: true, prefix: 'a' }))).toContain(
      '--plain-keys does not go with',
    );
    expect(await refusal(upload({ prefix: '' }))).toContain('--prefix is empty');
    expect(await refusal(upload({ env: [{ key: 'S3_KEY', value: '1' }] }))).toContain('--env S3_KEY');
    expect(await refusal(upload({ env: [{ key: 'A', value: '<b>' }] }))).toContain('angle bracket');
    expect(await refusal(upload({ dlq: 'arn:aws:sqs:us-east-1:123456789012:q.fifo' }))).toContain('FIFO');
    expect(await refusal(upload({ createDlq: true }, 'a.b'))).toContain('has a dot');
    expect(await refusal(upload({}, 'a b'))).toContain('the name "a b"');
    expect(await refusal(upload({}, 'a'.repeat(41)))).toContain('has 41 characters');
  });
});

describe('a schedule that could not run is refused', () => {
  const cases: readonly [some: Scheduled, refused: string][] = [
    [{}, '--rate, --cron and --at are missing'],
    [{ rate: '1 hour', at: '2030-01-31T09:00' }, '--rate and --at exclude each other'],
    [{ cron: '0 9 * * MON *' }, 'day'],
    [{ rate: '1 hour', timezone: 'Asia/Seoul' }, '--timezone Asia/Seoul means nothing to a rate'],
    [{ rate: '1 hour', keep: true }, '--keep is for --at alone'],
    [{ at: '2020-01-31T09:00' }, 'at(2020-01-31T09:00:00) never runs after 2026-03-04T09:00:00Z'],
    [{ at: '2030-01-31T09:00', engine: 'rule' }, '--at is not for --engine rule'],
    [{ cron: '0 9 * * ? *', timezone: 'Asia/Seoul', engine: 'rule' }, 'rules go by UTC'],
    [{ rate: '1 hour', container: 'none' }, 'has no container none'],
    [{ rate: '1 hour', subnets: [] }, '--subnets is missing'],
  ];

  it.each(cases)('%j', async (some, refused) => {
    const text = await refusal(schedule(some));
    expect(text).toMatch(/^usage: /);
    expect(text).toContain(refused);
  });
});

describe('what others have made is not touched', () => {
  it('neither a rule nor a role nor a queue without the tag', async () => {
    PutRule({ Name: 'theirs', ScheduleExpression: 'rate(1 day)' }, practice.call);
    expect(await refusal(upload({}, 'theirs'))).toContain('there is a rule theirs already');
    expect(await refusal(schedule({ rate: '1 hour' }, 'theirs'))).toContain('there is a rule theirs already');
    const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
    CreateRole({ RoleName: 'ecsctl-held-us-east-1', AssumeRolePolicyDocument }, practice.call);
    expect(await refusal(upload({}, 'held'))).toContain('there is a role ecsctl-held-us-east-1 already');
    CreateQueue({ QueueName: 'ecsctl-import-dead-letters' }, practice.call);
    expect(await refusal(upload({ createDlq: true }))).toContain(
      'there is a queue ecsctl-import-dead-letters',
    );
  });

  it('nor what another verb, or the other engine, has made of the name', async () => {
    await carryEvents(await upload({}), aws);
    const planned = (plan: Promise<Plan>) =>
      plan.then(
        () => 'planned',
        ({ message }: Failure) => message,
      );
    expect(await planned(schedule({ rate: '1 hour', engine: 'rule' }))).toContain(
      'was made by events on-upload',
    );
    expect(await planned(schedule({ rate: '1 hour' }))).toContain('there is a rule import already');
    await carryEvents(await schedule({ rate: '1 hour' }, 'hourly'), aws);
    expect(await planned(upload({}, 'hourly'))).toContain('there is a schedule hourly already');
  });

  it('nor does a rule get a sixth target', async () => {
    await carryEvents(await upload({}), aws);
    const bus = practice.region.events.buses.get('default');
    bus?.rules.get('import')?.targets.clear();
    const Targets = [1, 2, 3, 4, 5].map((id) => ({
      Id: `t${id}`,
      Arn: 'arn:aws:sqs:us-east-1:123456789012:q',
    }));
    PutTargets({ Rule: 'import', Targets }, practice.call);
    await expect(upload({})).rejects.toThrow('has 5 targets, and AWS allows 5');
  });
});

describe('what is told beside the plan', () => {
  it('a word where failures are lost, and where a revision is fixed', async () => {
    const lost = expect.stringContaining('lost without a word');
    expect((await upload({})).warnings).toContainEqual(lost);
    expect((await upload({ createDlq: true })).warnings).not.toContainEqual(lost);
    const atOnce = expect.stringContaining('the first task runs at once');
    expect((await schedule({ rate: '1 hour' })).warnings).toContainEqual(atOnce);
    expect((await schedule({ rate: '1 hour', engine: 'rule' })).warnings).not.toContainEqual(atOnce);
    const fixed = expect.stringContaining('later revisions of fargate are not run');
    expect((await upload({ taskDefinition: 'fargate:1' })).warnings).toContainEqual(fixed);
  });
});

describe('the role', () => {
  const rightsIn = ({ steps }: Plan) => {
    const step = steps.find(({ id }) => id === 'role-rights');
    return JSON.parse(String(step?.call.input.PolicyDocument)).Statement;
  };

  it('may run just this family in just this cluster, and pass just its roles', async () => {
    expect(rightsIn(await upload({ createDlq: true }))).toEqual([
      {
        ...{ Sid: 'RunTask', Effect: 'Allow', Action: 'ecs:RunTask' },
        Resource: 'arn:aws:ecs:us-east-1:123456789012:task-definition/fargate:*',
        Condition: { ArnEquals: { 'ecs:cluster': 'arn:aws:ecs:us-east-1:123456789012:cluster/prod' } },
      },
      {
        ...{ Sid: 'PassRole', Effect: 'Allow', Action: 'iam:PassRole' },
        Resource: ['arn:aws:iam::123456789012:role/job', 'arn:aws:iam::123456789012:role/pull'],
        Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      },
    ]);
  });

  it('may tag tasks only where they get tags, and send dead letters only for a schedule', async () => {
    const sids = (plan: Plan) => rightsIn(plan).map(({ Sid }: { Sid: string }) => Sid);
    expect(sids(await upload({ propagateTags: true }))).toEqual(['RunTask', 'PassRole', 'TagTask']);
    const hourly = await schedule({ rate: '1 hour', createDlq: true });
    expect(sids(hourly)).toEqual(['RunTask', 'PassRole', 'DeadLetters']);
    expect(hourly.steps.find(({ id }) => id === 'queue')?.call.input.Attributes).toEqual({
      MessageRetentionPeriod: '1209600',
    });
  });

  it('of the task gets its policy by a name with the region, which roles do not have', async () => {
    const taskPolicy = '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}';
    await carryEvents(await upload({ taskPolicy }), aws);
    const policy = 'ecsctl-import-us-east-1';
    expect((await readParts(aws, 'import')).taskPolicies).toMatchObject([{ role: 'job', policy }]);
    const elsewhere = new SandboxAws(practice.world, 'eu-west-1');
    expect((await readParts(elsewhere, 'import')).taskPolicies).toEqual([]);
    const wanted = readUpload(
      'import',
      typed(uploadFlags, { bucket: 'acme-uploads', ...fargate, taskPolicy }),
    );
    const call = { ...practice.call, region: practice.world.region('eu-west-1') };
    CreateCluster({ clusterName: 'prod' }, call);
    RegisterTaskDefinition(
      {
        ...{ family: 'fargate', requiresCompatibilities: ['FARGATE'], cpu: '256', memory: '512' },
        ...{ networkMode: 'awsvpc', taskRoleArn: 'arn:aws:iam::123456789012:role/job' },
        containerDefinitions: [{ name: 'app', image: 'job:1' }],
      },
      call,
    );
    expect(await readTargetParts(elsewhere, 'import', wanted.target)).not.toHaveProperty('taskPolicy');
  });

  it('is for the rule, or for the group of the schedule, alone', async () => {
    const source = ({ steps }: Plan) =>
      JSON.parse(String(steps.find(({ id }) => id === 'role')?.call.input.AssumeRolePolicyDocument))
        .Statement[0];
    expect(source(await upload({}))).toMatchObject({
      Principal: { Service: 'events.amazonaws.com' },
      Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:events:us-east-1:123456789012:rule/import' } },
    });
    expect(source(await schedule({ rate: '1 hour' }))).toMatchObject({
      Principal: { Service: 'scheduler.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnEquals: { 'aws:SourceArn': 'arn:aws:scheduler:us-east-1:123456789012:schedule-group/ecsctl' },
      },
    });
  });
});
