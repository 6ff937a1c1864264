import {
  CloudWatchClient,
  type CompositeAlarm,
  DeleteAlarmsCommand,
  type DescribeAlarmsCommandOutput,
  type MetricAlarm,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import { collect } from '../../aws/pages.ts';
import { serviceWords } from '../../ecs/service-words.ts';
import { operationsOf } from '../../plan/operations.ts';
import type { ApiCall } from '../../plan/plan.ts';
import { alarmInput } from '../../scale/step/alarm-input.ts';
import { call, type Kind, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { alarmTies, childTies, idleReason, type KnownOfEcs } from './alarm/ties.ts';
import { scalingOf } from './ecs/scaling.ts';
import { servicesOf } from './ecs/services.ts';
import { pick } from './pick.ts';
import { capitalTags } from './tag-lists.ts';

/** Members of DescribeAlarms that PutCompositeAlarm takes. */
const composition = [
  'AlarmName',
  'AlarmDescription',
  'AlarmRule',
  'ActionsEnabled',
  'AlarmActions',
  'OKActions',
  'InsufficientDataActions',
  'ActionsSuppressor',
  'ActionsSuppressorWaitPeriod',
  'ActionsSuppressorExtensionPeriod',
  'ActionConfiguration',
];

/** Alarms on metrics, and those that watch other alarms. */
export const alarm: Kind = {
  name: 'alarm',
  types: ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'],
  reads: [
    'cloudwatch:DescribeAlarms',
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:DescribeScalingPolicies',
    'ecs:ListClusters',
    'ecs:DescribeClusters',
    'ecs:ListServices',
    'ecs:DescribeServices',
  ],
  writes: ['cloudwatch:DeleteAlarms'],
  find,
  remove: (thing) => {
    if (thing.automatic !== undefined) return [];
    return [
      {
        name: 'delete',
        action: 'delete',
        call: call('cloudwatch', 'DeleteAlarms', { AlarmNames: [thing.id] }),
        goal: ['ResourceNotFound'],
        undo: recreation(thing),
      },
    ];
  },
  operations: {
    cloudwatch: operationsOf(CloudWatchClient, {
      DeleteAlarms: DeleteAlarmsCommand,
      PutMetricAlarm: PutMetricAlarmCommand,
      PutCompositeAlarm: PutCompositeAlarmCommand,
    }),
  },
};

function recreation({ definition, tags }: Thing): ApiCall {
  return 'AlarmRule' in definition
    ? call('cloudwatch', 'PutCompositeAlarm', { ...pick(definition, composition), ...capitalTags(tags) })
    : call('cloudwatch', 'PutMetricAlarm', { ...alarmInput(definition), ...capitalTags(tags) });
}

async function find(search: Search): Promise<Thing[]> {
  const [known, pages] = await Promise.all([knownOfEcs(search), describeAlarms(search)]);
  const metric = pages.flatMap(({ MetricAlarms = [] }) => MetricAlarms);
  const composite = pages.flatMap(({ CompositeAlarms = [] }) => CompositeAlarms);
  return [
    ...metric.map((found) => metricThing(found, known, search)),
    ...composite.map((found) => ({ ...thingOf(found, search), ties: childTies(found) })),
  ];
}

function describeAlarms({ aws }: Search): Promise<DescribeAlarmsCommandOutput[]> {
  return collect(
    paginateDescribeAlarms(
      { client: aws.client(CloudWatchClient), pageSize: 100 },
      { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
    ),
    (page) => [page],
  );
}

async function knownOfEcs(search: Search): Promise<KnownOfEcs> {
  const [{ policies }, services] = await Promise.all([scalingOf(search), servicesOf(search)]);
  return {
    policies: new Set(policies.flatMap(({ PolicyARN }) => PolicyARN ?? [])),
    services: new Set(services.map(serviceWords)),
  };
}

function metricThing(found: MetricAlarm, known: KnownOfEcs, search: Search): Thing {
  const idle = idleReason(found, known);
  return {
    ...thingOf(found, search),
    ties: alarmTies(found),
    ...(idle !== undefined && { idle }),
    // Application Auto Scaling and EC2 Auto Scaling begin the names of those that they make, and take away, so.
    ...(found.AlarmName?.startsWith('TargetTracking-') && { automatic: 'its target tracking policy' }),
    charges: [{ price: 'alarm', quantity: 1 }],
  };
}

function thingOf(found: MetricAlarm | CompositeAlarm, { region, tagsOf }: Search): Thing {
  const { AlarmName: name = '', AlarmArn: arn = '' } = found;
  return {
    kind: 'alarm',
    id: name,
    name,
    arn,
    aliases: [arn],
    region,
    tags: tagsOf(arn),
    ties: [],
    definition: { ...found },
  };
}
