import {
  AutoScalingClient,
  DescribePoliciesCommand,
  DescribeScalingActivitiesCommand,
  type ScalingPolicy,
} from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { DeleteAutoScalingGroup } from '../../src/sandbox/services/auto-scaling/deletion.ts';
import { PutScalingPolicy } from '../../src/sandbox/services/auto-scaling/policies.ts';
import { splitCommand } from '../../src/sandbox/tour/split-command.ts';
import { callIn, machinesIn, makeMachines } from '../support/capacity-estate.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { done, type Journey, refused, writesOf } from '../support/typed.ts';

const bounds = 'autoscaling:UpdateAutoScalingGroup';
const put = 'autoscaling:PutScalingPolicy';
const remove = 'autoscaling:DeletePolicy';

/** The group's policies as AWS gives them to another client. */
async function policiesOf({ settings }: SandboxRoom, group: string): Promise<ScalingPolicy[]> {
  const client = new AutoScalingClient(settings);
  const asked = new DescribePoliciesCommand({ AutoScalingGroupName: group });
  const { ScalingPolicies = [] } = await client.send(asked);
  client.destroy();
  return ScalingPolicies;
}

async function alarmNames({ settings }: SandboxRoom): Promise<string[]> {
  const client = new CloudWatchClient(settings);
  const { MetricAlarms = [] } = await client.send(
    new DescribeAlarmsCommand({ AlarmNamePrefix: 'TargetTracking-' }),
  );
  client.destroy();
  return MetricAlarms.map(({ AlarmName = '' }) => AlarmName);
}

async function causesOf({ settings }: SandboxRoom, group: string): Promise<string[]> {
  const client = new AutoScalingClient(settings);
  const asked = new DescribeScalingActivitiesCommand({ AutoScalingGroupName: group });
  const { Activities = [] } = await client.send(asked);
  client.destroy();
  return Activities.map(({ Cause = '' }) => Cause);
}

const journeys: readonly Journey[] = [
  { command: 'capacity asg machines --cpu 60', writes: [put] },
  { command: 'capacity asg machines --min 1 --max 5 --cpu 62.5 --warmup 90s', writes: [bounds, put] },
  { command: 'capacity asg machines --min 1 --max 3', writes: [bounds] },
  {
    command: 'capacity asg machines --cpu 40 --no-scale-in',
    before: ['capacity asg machines --cpu 60 --warmup 2m'],
    writes: [put],
  },
  {
    command: 'capacity asg machines --cpu 40 --scale-in',
    before: ['capacity asg machines --cpu 40 --no-scale-in'],
    writes: [put],
  },
  {
    command: 'capacity asg machines --cpu off --max 9',
    before: ['capacity asg machines --cpu 60'],
    writes: [bounds, remove],
  },
];

describe.each(journeys)('$command', (journey) => {
  it('writes nothing in a dry run, then what it says, and the second time nothing', async () => {
    await withSandbox({ speed: 20 }, async (room) => {
      makeMachines(room.sandbox.world, { most: 4 });
      expect((await writesOf(room, journey)).sort()).toEqual([...journey.writes].sort());
    });
  });
});

describe('the policy on the CPU of a group', () => {
  it('is made with its alarms, changed in what is named, and taken away with them', async () => {
    await withSandbox({ speed: 20 }, async (room) => {
      makeMachines(room.sandbox.world, { most: 4 });
      await done(room, 'capacity asg machines --cpu 60 --warmup 90s --max 5');
      const target = (TargetValue: number, DisableScaleIn = false) => ({
        ...{ PolicyName: 'ecsctl-cpu', PolicyType: 'TargetTrackingScaling', EstimatedInstanceWarmup: 90 },
        TargetTrackingConfiguration: {
          ...{ TargetValue, DisableScaleIn },
          PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
        },
      });
      expect(await policiesOf(room, 'machines')).toMatchObject([target(60)]);
      expect(await alarmNames(room)).toEqual([
        expect.stringMatching(/^TargetTracking-machines-AlarmHigh-/),
        expect.stringMatching(/^TargetTracking-machines-AlarmLow-/),
      ]);
      await done(room, 'capacity asg machines --cpu 70 --no-scale-in');
      expect(await policiesOf(room, 'machines')).toMatchObject([target(70, true)]);
      expect(await alarmNames(room)).toHaveLength(1);
      await done(room, 'capacity asg machines --cpu off');
      expect(await policiesOf(room, 'machines')).toEqual([]);
      expect(await alarmNames(room)).toEqual([]);
      expect(machinesIn(room.sandbox.world).maxSize).toBe(5);
    });
  });

  it('is that of somebody else, where there is one, and stands beside others', async () => {
    await withSandbox({ speed: 20 }, async (room) => {
      const { world } = room.sandbox;
      makeMachines(world);
      const named = { AutoScalingGroupName: 'machines' };
      const PredefinedMetricSpecification = { PredefinedMetricType: 'ASGAverageCPUUtilization' } as const;
      PutScalingPolicy(
        {
          ...{ ...named, PolicyName: 'console', PolicyType: 'TargetTrackingScaling' },
          TargetTrackingConfiguration: { TargetValue: 30, PredefinedMetricSpecification },
        },
        callIn(world),
      );
      PutScalingPolicy(
        { ...named, PolicyName: 'night', AdjustmentType: 'ExactCapacity', ScalingAdjustment: 0 },
        callIn(world),
      );
      const { stderr } = await done(room, 'capacity asg machines --cpu 55');
      expect(stderr).toMatch(/update scaling policy console\n.*\n {4}target {2}30 → 55\n/);
      expect(stderr).toMatch(/night.*simple scaling that scales the group, too/s);
      expect((await policiesOf(room, 'machines')).map(({ PolicyName }) => PolicyName)).toEqual([
        'console',
        'night',
      ]);
    });
  });

  it('is refused before anything is written, with the way out', async () => {
    await withSandbox({ speed: 20 }, async (room) => {
      const { world } = room.sandbox;
      makeMachines(world, { most: 4 });
      makeMachines(world, { name: 'leaving', size: 1 });
      await expect.poll(() => callIn(world) && machinesIn(world, 'leaving').instances.length).toBe(1);
      DeleteAutoScalingGroup({ AutoScalingGroupName: 'leaving', ForceDelete: true }, callIn(world));
      const told = [
        ['capacity asg machine --cpu 50', 'did you mean machines'],
        ['capacity asg leaving --cpu 50', 'Auto Scaling group leaving is being deleted'],
        ['capacity asg machines --min 5', '--max N, 5 or more'],
      ];
      for (const [command = '', words] of told)
        expect(await refused(room, command), command).toContain(words);
    });
  });

  it('asks before it writes, and says without a terminal which flag does instead', async () => {
    await withSandbox({}, async (room) => {
      makeMachines(room.sandbox.world);
      const { code, stderr } = await room.run(splitCommand('capacity asg machines --cpu 50'));
      expect({ code, writes: room.takeWrites() }).toEqual({ code: 2, writes: [] });
      expect(stderr).toContain('--yes');
    });
  });

  it('names the action that is missing, and what was done before it', async () => {
    const iamPolicy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['ecs:*', 'autoscaling:Describe*', bounds], Resource: '*' }],
    });
    await withSandbox({ iamPolicy }, async (room) => {
      makeMachines(room.sandbox.world, { most: 4 });
      const { code, stderr } = await room.run(splitCommand('capacity asg machines --max 6 --cpu 50 --yes'));
      expect(code).toBe(1);
      expect(stderr).toContain('1 of 2 steps done');
      expect(stderr).toContain(`the caller needs the IAM action ${put}`);
      expect(machinesIn(room.sandbox.world).maxSize).toBe(6);
      const { stdout } = await room.run(splitCommand('capacity asg machines --max 6 --cpu 50 --dry-run'));
      expect(stdout).toContain('1 to create');
    });
  });
});

describe('on machines of a cluster', () => {
  it('warns of a group that ECS scales for a capacity provider, and of protected instances', async () => {
    await withSandbox({ scenario: 'ec2', speed: 20 }, async (room) => {
      const { code, stdout } = await room.run(splitCommand('capacity asg nodes --cpu 50 --dry-run'));
      expect(code).toBe(0);
      expect(stdout).toContain(
        'ECS scales group nodes already, for capacity provider nodes in cluster fleet',
      );
      expect(stdout).toContain('AWS advises against it');
      const [, attach = ''] = /(capacity attach fleet .*)/.exec(stdout) ?? [];
      expect(attach).toBe('capacity attach fleet --asg nodes --name nodes --target 80');
      expect(stdout).toContain('2 of 2 instances and new ones are protected from scale-in');
      // The way out is one that can be taken.
      await done(room, attach);
      await done(room, 'capacity asg nodes --cpu 50');
      expect((await policiesOf(room, 'nodes')).map(({ PolicyName }) => PolicyName)).toEqual(['ecsctl-cpu']);
    });
  });

  it('adds an instance where the CPU is above its target, and says why', async () => {
    await withSandbox({ scenario: 'ec2', speed: 120 }, async (room) => {
      const { world } = room.sandbox;
      const inService = () => {
        callIn(world);
        return machinesIn(world, 'spare').instances.filter(({ state }) => state === 'InService').length;
      };
      expect(inService()).toBe(1);
      await done(room, 'capacity asg spare --cpu 50 --warmup 60s');
      await expect.poll(inService, { timeout: 20_000 }).toBe(2);
      expect((await causesOf(room, 'spare'))[0]).toMatch(
        /a monitor alarm TargetTracking-spare-AlarmHigh-\S+ in state ALARM triggered policy ecsctl-cpu changing the desired capacity from 1 to 2\./,
      );
      await done(room, 'capacity asg spare --max 1 --cpu off');
      await expect.poll(inService, { timeout: 20_000 }).toBe(1);
    });
  }, 60_000);
});
