import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  paginateDescribeScheduledActions,
  RegisterScalableTargetCommand,
  type ScalableTarget,
  type ScalingPolicy,
  type ScheduledAction,
} from '@aws-sdk/client-application-auto-scaling';
import type { Service } from '@aws-sdk/client-ecs';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import { serviceWords } from '../../ecs/service-words.ts';
import { operationsOf } from '../../plan/operations.ts';
import type { ApiCall } from '../../plan/plan.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { scalingOf } from './ecs/scaling.ts';
import { serviceArn, servicesOf } from './ecs/services.ts';
import { pick } from './pick.ts';
import { tiesTo } from './ties-to.ts';

/** The members by which Application Auto Scaling names a target. */
const identity = ['ServiceNamespace', 'ResourceId', 'ScalableDimension'];

const settingsOfPolicy = [
  'PolicyName',
  'PolicyType',
  'StepScalingPolicyConfiguration',
  'TargetTrackingScalingPolicyConfiguration',
  'PredictiveScalingPolicyConfiguration',
];

const settingsOfAction = [
  'ScheduledActionName',
  'Schedule',
  'Timezone',
  'StartTime',
  'EndTime',
  'ScalableTargetAction',
];

/** Scalable targets of services. Their policies and scheduled actions go with them; alarms made by hand do not. */
export const scalableTarget: Kind = {
  name: 'scalable target',
  types: ['AWS::ApplicationAutoScaling::ScalableTarget'],
  // `service/prod/web|ecs:service:DesiredCount|ecs`
  idOf: (physicalId) => physicalId.split('|')[0] ?? physicalId,
  reads: [
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:DescribeScalingPolicies',
    'application-autoscaling:DescribeScheduledActions',
    'ecs:ListClusters',
    'ecs:DescribeClusters',
    'ecs:ListServices',
    'ecs:DescribeServices',
  ],
  writes: ['application-autoscaling:DeregisterScalableTarget'],
  find,
  inspect,
  remove: (thing) => (thing.automatic === undefined ? [deregistration(thing)] : []),
  operations: {
    'application-auto-scaling': operationsOf(ApplicationAutoScalingClient, {
      DeregisterScalableTarget: DeregisterScalableTargetCommand,
      RegisterScalableTarget: RegisterScalableTargetCommand,
      PutScalingPolicy: PutScalingPolicyCommand,
      PutScheduledAction: PutScheduledActionCommand,
    }),
  },
};

async function find(search: Search): Promise<Thing[]> {
  const [{ targets, policies }, services] = await Promise.all([scalingOf(search), servicesOf(search)]);
  const known = new Map(services.map((service) => [`service/${serviceWords(service)}`, service]));
  return targets.map((target) => {
    const own = policies.filter(({ ResourceId }) => ResourceId === target.ResourceId);
    return thingOf(target, own, known.get(target.ResourceId ?? ''), search);
  });
}

function thingOf(
  target: ScalableTarget,
  policies: readonly ScalingPolicy[],
  service: Service | undefined,
  { region, tagsOf }: Search,
): Thing {
  const {
    ResourceId: id = '',
    ScalableDimension,
    ServiceNamespace,
    ScalableTargetARN: arn,
    CreationTime,
  } = target;
  const words = id.replace(/^service\//, '');
  return {
    kind: 'scalable target',
    id,
    name: words,
    ...(arn && { arn }),
    aliases: [
      `${id}|${ScalableDimension}|${ServiceNamespace}`,
      ...(arn ? [arn] : []),
      ...policies.flatMap(({ PolicyARN }) => PolicyARN ?? []),
    ],
    region,
    tags: arn ? tagsOf(arn) : {},
    ties: tiesTo('service', [serviceArn(words, arn ?? '')], { bond: 'serves', how: 'scales' }),
    ...(CreationTime && { createdAt: CreationTime }),
    definition: { ...target, policies },
    ...(!service && { idle: `there is no service ${words}` }),
    ...(service?.resourceManagementType === 'ECS' && { automatic: `Express service ${words}` }),
  };
}

/** What goes with it is in the record, too. */
async function inspect(thing: Thing, aws: Aws): Promise<Thing> {
  const client = aws.client(ApplicationAutoScalingClient);
  const scheduledActions = await collect(
    paginateDescribeScheduledActions(
      { client, pageSize: 50 },
      { ServiceNamespace: 'ecs', ResourceId: thing.id },
    ),
    ({ ScheduledActions }) => ScheduledActions,
  );
  return { ...thing, definition: { ...thing.definition, scheduledActions } };
}

function deregistration(thing: Thing): Removal {
  return {
    name: 'deregister',
    action: 'delete',
    call: call('application-auto-scaling', 'DeregisterScalableTarget', pick(thing.definition, identity)),
    // ECS deregisters the target of a service that is deleted.
    goal: ['ObjectNotFoundException'],
    undo: recreation(thing),
  };
}

/** The target, and then all that was on it. */
function recreation({ definition }: Thing): ApiCall[] {
  const { policies = [], scheduledActions = [] } = definition as {
    policies?: readonly ScalingPolicy[];
    scheduledActions?: readonly ScheduledAction[];
  };
  const put = (operation: string, from: object, members: readonly string[]) =>
    call('application-auto-scaling', operation, pick(from, [...identity, ...members]));
  return [
    put('RegisterScalableTarget', definition, ['MinCapacity', 'MaxCapacity', 'SuspendedState']),
    ...policies.map((policy) => put('PutScalingPolicy', policy, settingsOfPolicy)),
    ...scheduledActions.map((action) => put('PutScheduledAction', action, settingsOfAction)),
  ];
}
