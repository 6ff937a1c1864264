import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changes, isRefused, type Room, readsBack } from '../room.ts';
import { queue } from '../seed.ts';
import { casesOf } from './case.ts';

const bounds = { MinCapacity: 2, MaxCapacity: 10 };

/** AWS may leave out what was not asked for, or give its default. */
function orAbsent(usual: number): (value: unknown) => boolean {
  return (value) => value === undefined || value === usual;
}

/** A target-tracking policy with everything that was not asked for at its default. */
function tracking(name: string, target: number, metric: object) {
  const cooldowns = {
    ScaleOutCooldown: orAbsent(300),
    ScaleInCooldown: orAbsent(300),
    DisableScaleIn: false,
  };
  return {
    PolicyName: name,
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: { TargetValue: target, ...metric, ...cooldowns },
  };
}

function predefined(type: string, label?: string) {
  return { PredefinedMetricSpecification: { PredefinedMetricType: type, ResourceLabel: label } };
}

const cpu = tracking('ecsctl-cpu', 60, predefined('ECSServiceAverageCPUUtilization'));
const cpuOnly = (room: Room) => ['scale', 'set', room.service, '--min', '2', '--max', '10', '--cpu', '60'];

export const setCases = casesOf('scale set', {
  async 'holds CPU and memory within bounds'(room) {
    const writes = ['RegisterScalableTarget', 'PutScalingPolicy', 'PutScalingPolicy'];
    await changes(room, [...cpuOnly(room), '--memory', '70'], writes);
    const memory = tracking('ecsctl-memory', 70, predefined('ECSServiceAverageMemoryUtilization'));
    await readsBack(room, { target: bounds, policies: [cpu, memory] });
  },

  async 'works out the resource label of requests'(room) {
    const argv = ['scale', 'set', room.service, '--min', '2', '--max', '10', '--requests', '800'];
    await changes(room, argv, ['RegisterScalableTarget', 'PutScalingPolicy']);
    const metric = predefined('ALBRequestCountPerTarget', room.estate.resourceLabel);
    await readsBack(room, { target: bounds, policies: [tracking('ecsctl-requests', 800, metric)] });
  },

  async 'follows the backlog of a queue'(room) {
    const argv = [
      'scale',
      'set',
      room.service,
      '--min',
      '0',
      '--max',
      '20',
      '--queue',
      queue,
      '--backlog',
      '30',
    ];
    await changes(room, argv, ['RegisterScalableTarget', 'PutScalingPolicy']);
    const metrics = [{ ReturnData: false }, { ReturnData: false }, { ReturnData: true }];
    const policy = tracking(`ecsctl-queue-${queue}`, 30, {
      CustomizedMetricSpecification: { Metrics: metrics },
    });
    await readsBack(room, { target: { MinCapacity: 0, MaxCapacity: 20 }, policies: [policy] });
  },

  async 'takes a metric of your own from a file'(room) {
    const metric = {
      MetricName: 'Depth',
      Namespace: 'Shop',
      Statistic: 'Average',
      Dimensions: [{ Name: 'a', Value: 'b' }],
    };
    const wanted = { TargetValue: 12.5, CustomizedMetricSpecification: metric };
    const argv = ['scale', 'set', room.service, '--min', '2', '--max', '10'];
    await withFile(JSON.stringify(wanted), (path) =>
      changes(room, [...argv, '--metric-json', path], ['RegisterScalableTarget', 'PutScalingPolicy']),
    );
    await readsBack(room, {
      target: bounds,
      policies: [{ TargetTrackingScalingPolicyConfiguration: wanted }],
    });
  },

  async 'changes the bounds alone and leaves the policies'(room) {
    await room.ecsctl([...cpuOnly(room), '--yes']);
    await changes(room, ['scale', 'set', room.service, '--max', '15'], ['RegisterScalableTarget']);
    await readsBack(room, { target: { MinCapacity: 2, MaxCapacity: 15 }, policies: [cpu] });
  },

  async 'changes one policy and its cooldowns'(room) {
    await room.ecsctl([...cpuOnly(room), '--memory', '70', '--yes']);
    const argv = [
      'scale',
      'set',
      room.service,
      '--cpu',
      '45.5',
      '--scale-out-cooldown',
      '1m',
      '--no-scale-in',
    ];
    await changes(room, argv, ['PutScalingPolicy']);
    const configuration = {
      TargetValue: 45.5,
      ScaleOutCooldown: 60,
      ScaleInCooldown: orAbsent(300),
      DisableScaleIn: true,
    };
    const changed = { PolicyName: 'ecsctl-cpu', TargetTrackingScalingPolicyConfiguration: configuration };
    await readsBack(room, { target: bounds, policies: [changed, { PolicyName: 'ecsctl-memory' }] });
  },

  async 'removes with --replace what is not named'(room) {
    const step = ['scale', 'step', room.service, '--metric', 'memory', '--out', '80:+1', '--yes'];
    await room.ecsctl([...cpuOnly(room), '--memory', '70', '--yes']);
    await room.ecsctl(step);
    const writes = ['DeleteScalingPolicy', 'DeleteScalingPolicy', 'DeleteAlarms'];
    await changes(room, ['scale', 'set', room.service, '--cpu', '60', '--replace'], writes);
    await readsBack(room, { target: bounds, policies: [cpu] });
  },

  'asks for the bounds of a first set': ({ service, ...room }) =>
    isRefused({ service, ...room }, ['scale', 'set', service, '--cpu', '60', '--yes'], 2, /--min .*--max/s),

  'names the services there are, for one that does not exist': (room) =>
    isRefused(
      room,
      ['scale', 'set', `${room.service}x`, '--cpu', '60', '--yes'],
      1,
      /no service .*did you mean/s,
    ),

  'names the clusters there are, for one that does not exist': (room) =>
    isRefused(room, ['scale', 'set', 'labb/web', '--cpu', '60', '--yes'], 1, /no cluster labb.*lab/s),

  'names the queues there are, for one that does not exist': (room) =>
    isRefused(
      room,
      [
        'scale',
        'set',
        room.service,
        '--min',
        '0',
        '--max',
        '9',
        '--queue',
        `${queue}x`,
        '--backlog',
        '5',
        '--yes',
      ],
      1,
      /no queue .*did you mean/s,
    ),
});

async function withFile(text: string, use: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ecsctl-metric-'));
  const path = join(folder, 'metric.json');
  try {
    await writeFile(path, text);
    await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}
