import { mismatches, someNumber, someText } from '../matches.ts';
import { cluster, taskDefinition } from '../seed.ts';
import { at, type Exercise, type Story } from './exercise.ts';

const resourceId = `service/${cluster}/cli-scaled`;
const ecs = ['--service-namespace', 'ecs'];
const dimension = ['--scalable-dimension', 'ecs:service:DesiredCount'];
const one = [...ecs, '--resource-id', resourceId];
const of = [...one, ...dimension];
/** In the sandbox's scenario, with a week of metrics, without which there is nothing to forecast from. */
const shop = [...ecs, '--resource-id', 'service/prod/web', ...dimension];
const elsewhere = [...ecs, '--resource-id', `service/${cluster}/nothing`, ...dimension];

export const applicationAutoscaling: Story = {
  service: 'application-autoscaling',
  async tell(exercise) {
    await tellTargets(exercise);
    await tellPolicies(exercise);
    await tellPredictive(exercise);
    await tellSchedules(exercise);
    await tellTags(exercise);
    await tellActivities(exercise);
    await tellRemoval(exercise);
    await tellRefusals(exercise);
  },
};

/** What another service must hold before this story: a service that can be scaled. */
export const scaledService = (network: string): readonly string[] => [
  ...['ecs', 'create-service', '--cluster', cluster, '--service-name', 'cli-scaled', '--desired-count', '2'],
  ...['--task-definition', taskDefinition, '--launch-type', 'FARGATE', '--network-configuration', network],
];

async function tellTargets(aws: Exercise): Promise<void> {
  const bounds = ['--min-capacity', '1', '--max-capacity', '8'];
  await aws.answers('RegisterScalableTarget', [...of, ...bounds, '--tags', 'env=practice'], {
    ScalableTargetARN: /^arn:aws:application-autoscaling:us-east-1:\d{12}:scalable-target\//,
  });
  await aws.refuses(
    'RegisterScalableTarget: no such service',
    [...elsewhere, ...bounds],
    'ValidationException',
  );
  const suspended = ['--suspended-state', 'DynamicScalingInSuspended=true'];
  await aws.answers('RegisterScalableTarget: suspend one part', [...of, ...suspended], {
    ScalableTargetARN: someText,
  });
  const target = {
    ServiceNamespace: 'ecs',
    ResourceId: resourceId,
    ScalableDimension: 'ecs:service:DesiredCount',
    MinCapacity: 1,
    MaxCapacity: 8,
    RoleARN: /^arn:aws:iam::\d{12}:role\/aws-service-role\//,
    CreationTime: someNumber,
    SuspendedState: {
      DynamicScalingInSuspended: true,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
    },
  };
  await aws.answers('DescribeScalableTargets', [...ecs, '--resource-ids', resourceId], {
    ScalableTargets: [target],
  });
  await aws.answers('DescribeScalableTargets: none', [...ecs, '--resource-ids', 'service/lab/nothing'], {
    ScalableTargets: [],
  });
}

function tracking(name: string): readonly string[] {
  const metric = { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' };
  const configuration = {
    TargetValue: 60,
    PredefinedMetricSpecification: metric,
    ScaleOutCooldown: 60,
    ScaleInCooldown: 120,
  };
  return [
    ...['--policy-name', name, '--policy-type', 'TargetTrackingScaling'],
    ...['--target-tracking-scaling-policy-configuration', JSON.stringify(configuration)],
  ];
}

const step = {
  AdjustmentType: 'ChangeInCapacity',
  StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 2 }],
  Cooldown: 90,
  MetricAggregationType: 'Average',
};

const stepping = ['--policy-type', 'StepScaling', '--step-scaling-policy-configuration'];

async function tellPolicies(aws: Exercise): Promise<void> {
  // A policy does not find its target for some seconds after the target was registered.
  await aws.pass(30);
  await aws.answers('PutScalingPolicy', [...of, ...tracking('cpu')], {
    PolicyARN:
      /^arn:aws:autoscaling:us-east-1:\d{12}:scalingPolicy:[^:]+:resource\/ecs\/service\/lab\/cli-scaled:policyName\/cpu$/,
    Alarms: [{ AlarmName: /^TargetTracking-.+-AlarmHigh-/ }, { AlarmName: /^TargetTracking-.+-AlarmLow-/ }],
  });
  const steps = [...of, '--policy-name', 'steps', ...stepping];
  await aws.answers('PutScalingPolicy: steps', [...steps, JSON.stringify(step)], {
    PolicyARN: someText,
    Alarms: [],
  });
  await aws.refuses(
    'PutScalingPolicy: no such target',
    [...elsewhere, ...tracking('cpu')],
    'ObjectNotFoundException',
  );
  await aws.answers('DescribeScalingPolicies', [...one, '--policy-names', 'cpu'], {
    ScalingPolicies: [
      {
        PolicyName: 'cpu',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 60,
          ScaleOutCooldown: 60,
          ScaleInCooldown: 120,
        },
        CreationTime: someNumber,
      },
    ],
  });
  await aws.answers('DescribeScalingPolicies: steps', [...one, '--policy-names', 'steps'], {
    ScalingPolicies: [{ PolicyType: 'StepScaling', StepScalingPolicyConfiguration: step }],
  });
}

async function tellPredictive(aws: Exercise): Promise<void> {
  const pair = { PredefinedMetricType: 'ECSServiceCPUUtilization' };
  const configuration = {
    MetricSpecifications: [{ TargetValue: 50, PredefinedMetricPairSpecification: pair }],
  };
  const policy = ['--policy-name', 'forecast', '--policy-type', 'PredictiveScaling'];
  const bounds = ['--min-capacity', '1', '--max-capacity', '8'];
  await aws.answers('RegisterScalableTarget: of a service with history', [...shop, ...bounds], {});
  await aws.pass(30);
  await aws.answers(
    'PutScalingPolicy: predictive',
    [...shop, ...policy, '--predictive-scaling-policy-configuration', JSON.stringify(configuration)],
    { PolicyARN: someText },
  );
  const now = await aws.now();
  const times = (from: number, to: number) => [
    '--start-time',
    hoursFrom(now, from),
    '--end-time',
    hoursFrom(now, to),
  ];
  const forecast = [...shop, '--policy-name', 'forecast'];
  await aws.refuses(
    'GetPredictiveScalingForecast: over a year ago',
    [...forecast, ...times(-24 * 400, 0)],
    'ValidationException',
  );
  await aws.answers('GetPredictiveScalingForecast', [...forecast, ...times(0, 24)], {
    LoadForecast: [{ Timestamps: Array.isArray, Values: Array.isArray }],
    CapacityForecast: { Timestamps: Array.isArray, Values: Array.isArray },
    UpdateTime: someNumber,
  });
  await aws.answers('DeleteScalingPolicy: predictive', forecast);
}

function hoursFrom(now: Date, hours: number): string {
  return new Date(now.getTime() + hours * 3_600_000).toISOString();
}

async function tellSchedules(aws: Exercise): Promise<void> {
  const named = [...of, '--scheduled-action-name', 'morning'];
  const cron = ['--schedule', 'cron(0 9 * * ? *)', '--timezone', 'Asia/Seoul'];
  const bounds = ['--scalable-target-action', 'MinCapacity=4'];
  await aws.answers('PutScheduledAction', [
    ...named,
    ...cron,
    ...bounds,
    '--start-time',
    '2097-01-01T00:00:00Z',
  ]);
  await aws.refuses(
    'PutScheduledAction: no such target',
    [...elsewhere, '--scheduled-action-name', 'morning', ...cron, ...bounds],
    'ObjectNotFoundException',
  );
  const action = {
    ScheduledActionName: 'morning',
    ScheduledActionARN:
      /^arn:aws:autoscaling:us-east-1:\d{12}:scheduledAction:.+:scheduledActionName\/morning$/,
    Schedule: 'cron(0 9 * * ? *)',
    Timezone: 'Asia/Seoul',
    ScalableTargetAction: { MinCapacity: 4, MaxCapacity: undefined },
    CreationTime: someNumber,
  };
  await aws.answers('DescribeScheduledActions', one, {
    ScheduledActions: [{ ...action, StartTime: 4_007_836_800, EndTime: undefined }],
  });
  await aws.answers('PutScheduledAction: again, without its start', [...named, ...cron, ...bounds]);
  await aws.answers('DescribeScheduledActions: the start is gone', one, {
    ScheduledActions: [{ ...action, StartTime: undefined }],
  });
}

async function tellTags(aws: Exercise): Promise<void> {
  const found = await aws.answers(
    'DescribeScalableTargets: to tag',
    [...ecs, '--resource-ids', resourceId],
    {},
  );
  const arn = ['--resource-arn', at(found, 'ScalableTargets.0.ScalableTargetARN')];
  await aws.answers('TagResource', [...arn, '--tags', 'team=shop,env=prod']);
  await aws.answers('ListTagsForResource', arn, { Tags: { team: 'shop', env: 'prod' } });
  await aws.answers('UntagResource', [...arn, '--tag-keys', 'env']);
  await aws.answers('ListTagsForResource: after one was taken away', arn, {
    Tags: { team: 'shop', env: undefined },
  });
}

async function tellActivities(aws: Exercise): Promise<void> {
  const soon = new Date((await aws.now()).getTime() + 180_000).toISOString().slice(0, 19);
  await aws.answers('PutScheduledAction: in a few minutes', [
    ...[...of, '--scheduled-action-name', 'soon', '--schedule', `at(${soon})`],
    ...['--scalable-target-action', 'MinCapacity=3'],
  ]);
  await aws.pass(300);
  const activities = (value: unknown) =>
    Array.isArray(value) && value.some((activity) => mismatches(activity, scaledOut).length === 0);
  await aws.answers('DescribeScalingActivities', one, { ScalingActivities: activities });
  await aws.answers('DeleteScheduledAction: that has run', [...of, '--scheduled-action-name', 'soon']);
}

const scaledOut = {
  ServiceNamespace: 'ecs',
  ResourceId: resourceId,
  Description: 'Setting desired count to 3.',
  Cause: someText,
  StatusCode: 'Successful',
  StartTime: someNumber,
};

async function tellRemoval(aws: Exercise): Promise<void> {
  const morning = [...of, '--scheduled-action-name', 'morning'];
  await aws.answers('DeleteScheduledAction', morning);
  await aws.refuses('DeleteScheduledAction: none', morning, 'ObjectNotFoundException');
  await aws.answers('DeleteScalingPolicy', [...of, '--policy-name', 'cpu']);
  await aws.refuses('DeleteScalingPolicy: none', [...of, '--policy-name', 'cpu'], 'ObjectNotFoundException');
  await aws.answers('DeregisterScalableTarget', of);
  await aws.answers('DescribeScalingPolicies: gone with the target', one, { ScalingPolicies: [] });
  await aws.refuses('DeregisterScalableTarget: none', of, 'ObjectNotFoundException');
}

/** Last, since a site that does not refuse makes what the rest of the story would stumble over. */
async function tellRefusals(aws: Exercise): Promise<void> {
  const bounds = ['--min-capacity', '1', '--max-capacity', '8'];
  await aws.refuses('RegisterScalableTarget: a first time without bounds', of, 'ValidationException');
  await aws.answers('RegisterScalableTarget: again', [...of, ...bounds], {});
  await aws.pass(30);
  await aws.refuses(
    'RegisterScalableTarget: min over max',
    [...of, '--min-capacity', '9'],
    'ValidationException',
  );
  const gap = [
    { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 5, ScalingAdjustment: 1 },
    { MetricIntervalLowerBound: 9, ScalingAdjustment: 2 },
  ];
  await aws.refuses(
    'PutScalingPolicy: steps with a gap',
    [...of, '--policy-name', 'gap', ...stepping, JSON.stringify({ ...step, StepAdjustments: gap })],
    'ValidationException',
  );
  await aws.refuses(
    'PutScheduledAction: no schedule that can be read',
    [
      ...[...of, '--scheduled-action-name', 'odd', '--schedule', 'every morning'],
      ...['--scalable-target-action', 'MinCapacity=4'],
    ],
    'ValidationException',
  );
}
