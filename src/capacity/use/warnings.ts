import type { Service } from '@aws-sdk/client-ecs';
import { isOfFargate, placeText, runsOnFargate } from './place.ts';
import type { FoundMovable } from './read.ts';
import type { WantedMove } from './wanted.ts';

/** What the reader of a move should know before saying yes. */
export function warningsOf({ strategy }: WantedMove, found: FoundMovable): string[] {
  const { service, isScaled, rolledBack } = found;
  const isChange = strategy.length > 0 && runsOnFargate(service) === !isOfFargate(strategy);
  return [
    ...(rolledBack ? [lastTry(rolledBack.statusReason)] : []),
    ...underWay(service),
    ...(isChange ? [otherKind(service, isOfFargate(strategy))] : []),
    ...(strategy.length === 0 ? [backToLaunchType(service)] : []),
    ...(isScaled ? ['as long as the deployment lasts, service auto scaling takes no task away'] : []),
    ...withoutBreaker(service),
  ];
}

function lastTry(reason: string | undefined): string {
  const why = reason?.replace(/\.$/, '');
  return `the last deployment was rolled back, and this one may be again${why ? `: ${why}` : ''}`;
}

function underWay({ deployments = [] }: Service): string[] {
  const current = deployments.find(({ status }) => status === 'PRIMARY');
  if (current?.rolloutState !== 'IN_PROGRESS') return [];
  const { id, runningCount = 0, desiredCount = 0 } = current;
  return [
    `deployment ${id} is under way, with ${runningCount} of ${desiredCount} tasks running, and ends unfinished`,
  ];
}

/** UpdateService's page has such changes in its list, the page on capacity providers of groups says there are none. */
function otherKind(service: Service, toFargate: boolean): string {
  const [from, to] = toFargate ? ['instances', 'Fargate'] : ['Fargate', 'instances'];
  return (
    `this moves the service from ${from} (${placeText(service)}) to ${to}; AWS's own pages differ on whether it ` +
    'takes that, and where it does not, nothing changes'
  );
}

function backToLaunchType({ launchType }: Service): string {
  return launchType === undefined
    ? 'which launch type the service goes back to, AWS tells only when it is done'
    : `its tasks then run on launch type ${launchType}`;
}

function withoutBreaker({ deploymentConfiguration, desiredCount }: Service): string[] {
  if (deploymentConfiguration?.deploymentCircuitBreaker?.enable || desiredCount === 0) return [];
  return [
    'its deployment circuit breaker is off: where its tasks cannot start there, ECS goes on trying without an end',
  ];
}
