import type { CompositeAlarm, Dimension, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { parseArn } from '../../../aws/arn.ts';
import { actionsOf } from '../../../scale/step/alarm-input.ts';
import type { Tie } from '../../thing.ts';
import { serviceArn } from '../ecs/services.ts';
import { tiesTo } from '../ties-to.ts';

/** What there is at ECS for an alarm to be there for. */
export interface KnownOfEcs {
  /** ARNs of the scaling policies of services. */
  readonly policies: ReadonlySet<string>;
  /** `prod/web` … */
  readonly services: ReadonlySet<string>;
}

/** What an alarm is there for: what its actions scale, and what its metrics are of. */
export function alarmTies(alarm: MetricAlarm): Tie[] {
  const actions = actionsOf(alarm);
  const metrics = dimensionsOf(alarm).map((dimensions) => watched(dimensions, alarm.AlarmArn));
  const starts = { bond: 'serves', how: 'starts a policy of' } as const;
  const watches = { bond: 'serves', how: 'watches' } as const;
  const named = serviceInName(alarm);
  return [
    ...tiesTo('scalable target', actions.map(scaledService), starts),
    ...tiesTo('auto scaling group', actions.map(scaledGroup), starts),
    ...['service', 'cluster', 'target group', 'load balancer', 'auto scaling group'].flatMap((kind) =>
      tiesTo(
        kind,
        metrics.filter((metric) => metric?.kind === kind).map((metric) => metric?.id),
        watches,
      ),
    ),
    ...tiesTo('service', [named && serviceArn(named, alarm.AlarmArn ?? '')], {
      bond: 'serves',
      how: 'was made for',
    }),
  ];
}

/** A composite alarm is made of others, which its rule names: `ALARM("cpu-high") OR OK(arn:aws:cloudwatch:…)`. */
export function childTies({ AlarmRule = '', ActionsSuppressor }: CompositeAlarm): Tie[] {
  const calls = AlarmRule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]+)"|([^\s")]+))\s*\)/g);
  const names = [...calls].map(([, quoted, plain]) => alarmName(quoted ?? plain ?? ''));
  return [
    ...tiesTo('alarm', names, { bond: 'needs', how: 'watches' }),
    ...tiesTo('alarm', [alarmName(ActionsSuppressor ?? '')], { bond: 'needs', how: 'is silenced by' }),
  ];
}

/** Why nobody uses the alarm: all it acts on are policies that are gone, or it watches a service that is gone. */
export function idleReason(alarm: MetricAlarm, { policies, services }: KnownOfEcs): string | undefined {
  const actions = actionsOf(alarm);
  const isGone = (arn: string) => scaledService(arn) !== undefined && !policies.has(arn);
  if (actions.length > 0 && actions.every(isGone)) return 'the policy that it starts does not exist';
  const watchedIds = dimensionsOf(alarm).map(serviceIn);
  const ids = [...watchedIds, serviceInName(alarm)].flatMap((id) => id ?? []);
  const missing = ids.filter((id) => !services.has(id));
  return ids.length > 0 && missing.length === ids.length ? `there is no service ${missing[0]}` : undefined;
}

/** The resource id of the service that a policy scales, from the policy's ARN: `…:resource/ecs/service/prod/web:policyName/…`. */
function scaledService(arn: string): string | undefined {
  return /:scalingPolicy:[^:]*:resource\/ecs\/(service\/[^:]+):policyName\//.exec(arn)?.[1];
}

/** The Auto Scaling group of a policy: `…:scalingPolicy:…:autoScalingGroupName/web:policyName/…`. */
function scaledGroup(arn: string): string | undefined {
  return /:scalingPolicy:[^:]*:autoScalingGroupName\/(.+):policyName\//.exec(arn)?.[1];
}

function dimensionsOf({ Dimensions = [], Metrics = [] }: MetricAlarm): (readonly Dimension[])[] {
  const parts = Metrics.map(({ MetricStat }) => MetricStat?.Metric?.Dimensions ?? []);
  return [Dimensions, ...parts].filter((dimensions) => dimensions.length > 0);
}

/** The one thing that a metric is of: the nearest, where its dimensions name a thing and what that is in. */
function watched(dimensions: readonly Dimension[], alarmArn = ''): { kind: string; id: string } | undefined {
  const of = (name: string) => dimensions.find(({ Name }) => Name === name)?.Value;
  const { partition = 'aws', region = '', account = '' } = parseArn(alarmArn) ?? {};
  const balancing = `arn:${partition}:elasticloadbalancing:${region}:${account}`;
  const [service, group, balancer] = [serviceIn(dimensions), of('TargetGroup'), of('LoadBalancer')];
  const found = [
    { kind: 'service', id: service && serviceArn(service, alarmArn) },
    { kind: 'cluster', id: of('ClusterName') },
    { kind: 'target group', id: group && `${balancing}:${group}` },
    { kind: 'load balancer', id: balancer && `${balancing}:loadbalancer/${balancer}` },
    { kind: 'auto scaling group', id: of('AutoScalingGroupName') },
  ];
  return found.flatMap(({ kind, id }) => (id === undefined ? [] : [{ kind, id }]))[0];
}

function serviceIn(dimensions: readonly Dimension[]): string | undefined {
  const of = (name: string) => dimensions.find(({ Name }) => Name === name)?.Value;
  const [cluster, service] = [of('ClusterName'), of('ServiceName')];
  return cluster !== undefined && service !== undefined ? `${cluster}/${service}` : undefined;
}

/**
 * The service for whose step policies this program made the alarm, whatever it watches. With a policy AWS takes away the
 * action of its alarm, which then is told by its name alone: `ecsctl/prod/web/step-…`.
 */
function serviceInName({ AlarmName = '' }: MetricAlarm): string | undefined {
  return /^ecsctl\/([^/]+\/[^/]+)\//.exec(AlarmName)?.[1];
}

/** The name of an alarm that is given by name or by ARN, `arn:aws:cloudwatch:…:alarm:cpu/high`. */
function alarmName(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn.split(':').slice(6).join(':') : nameOrArn;
}
