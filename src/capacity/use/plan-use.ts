import type { Deployment, Service } from '@aws-sdk/client-ecs';
import { type Strategy, strategyOf, strategyText } from '../../ecs/strategy.ts';
import type { Plan, Resource, Step } from '../../plan/plan.ts';
import { outputOf } from '../../plan/plan.ts';
import { counted } from '../../terminal/number.ts';
import { capacityCall } from '../calls.ts';
import { hasStrategy, isAsWanted, ownPrimary } from './as-wanted.ts';
import { placeText } from './place.ts';
import type { FoundMovable } from './read.ts';
import { checkMovable } from './refusals.ts';
import type { WantedMove } from './wanted.ts';
import { warningsOf } from './warnings.ts';

/** Seconds for which a deployment is followed where --timeout says nothing: old tasks may take long to leave. */
const patience = 3600;

/**
 * Plans to move a service on to a strategy and to follow the deployment that does it. Of a service that has the
 * strategy, only the deployment that is under way is followed, and one that failed is made once more.
 * @throws a `refused` failure for what AWS does not take, a `not-found` one for a provider that there is not.
 */
export function planUse(wanted: WantedMove, found: FoundMovable): Plan {
  const { name, strategy } = wanted;
  const { service } = found;
  const subject = `service ${name.cluster}/${name.service}`;
  if (isAsWanted(service, strategy)) {
    const primary = ownPrimary(service);
    const steps = primary && isUnderWay(service, primary) ? [follow(wanted, found, primary)] : [];
    return { subject, steps, kept: [], warnings: [] };
  }
  checkMovable(wanted, found);
  return {
    subject,
    steps: [move(wanted, found), follow(wanted, found)],
    kept: [],
    warnings: warningsOf(wanted, found),
  };
}

/** What is left of a move that was carried out: a wait is for what was begun here. */
export function planRest(wanted: WantedMove, found: FoundMovable): Plan {
  const plan = planUse(wanted, found);
  return { ...plan, steps: plan.steps.filter(({ action }) => action !== 'wait') };
}

function move({ name, strategy }: WantedMove, found: FoundMovable): Step {
  const { service } = found;
  const before = strategyOf(service.capacityProviderStrategy);
  const failed = hasStrategy(service, strategy);
  return {
    id: 'strategy',
    action: 'update',
    ...(failed && { verb: 'deploy' }),
    resource: resourceOf(found, 'service'),
    reason: failed
      ? `it has the strategy, and yet its last deployment failed${whyIt(ownPrimary(service))}`
      : `a new deployment replaces ${tasksText(service)}`,
    changes: failed
      ? []
      : [
          {
            field: 'capacity provider strategy',
            from: placeText(service),
            to: strategy.length > 0 ? strategyText(strategy) : 'none, its launch type',
          },
        ],
    after: [],
    call: capacityCall('ecs', 'UpdateService', inputOf(name, strategy)),
    ...(!failed && { undo: capacityCall('ecs', 'UpdateService', inputOf(name, before)) }),
  };
}

function whyIt({ rolloutStateReason: reason }: Deployment = {}): string {
  return reason ? `: ${reason.replace(/\.$/, '')}` : '';
}

/** AWS takes another strategy only with a deployment that is forced. */
function inputOf({ cluster, service }: WantedMove['name'], strategy: Strategy) {
  return {
    cluster,
    service,
    capacityProviderStrategy: strategy.map((item) => ({ ...item })),
    forceNewDeployment: true,
  };
}

/** Follows the deployment that is under way, or else the one that the move begins. */
function follow({ name }: WantedMove, found: FoundMovable, underWay?: Deployment): Step {
  return {
    id: 'deployed',
    action: 'wait',
    verb: 'wait for',
    resource: resourceOf(found, 'deployment of service'),
    reason: underWay
      ? 'it has the strategy, and a deployment of it is under way'
      : 'only then it is known whether its tasks find a place there and start',
    changes: [],
    after: underWay ? [] : ['strategy'],
    call: capacityCall('ecs', 'FollowDeployment', {
      ...name,
      deployment: underWay?.id ?? outputOf('strategy', 'deployment'),
      since: underWay?.createdAt?.toISOString() ?? outputOf('strategy', 'since'),
    }),
    until: 'deployment through',
    patience,
  };
}

function resourceOf({ service, cluster, region }: FoundMovable, type: string): Resource {
  const { serviceArn: arn, serviceName } = service;
  return { type, id: `${cluster.clusterName}/${serviceName}`, ...(arn && { arn }), region };
}

/** A service behind a Classic Load Balancer has no rollout state; two deployments side by side tell it there. */
function isUnderWay({ deployments = [] }: Service, { rolloutState }: Deployment): boolean {
  return rolloutState === undefined ? deployments.length > 1 : rolloutState === 'IN_PROGRESS';
}

function tasksText({ desiredCount = 0 }: Service): string {
  if (desiredCount === 0) return 'its tasks, of which it has none now';
  return desiredCount === 1 ? 'its one task' : `all of its ${counted(desiredCount, 'task')}`;
}
