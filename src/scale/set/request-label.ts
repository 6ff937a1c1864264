import { parseArn } from '../../aws/arn.ts';
import { Failure } from '../../failure.ts';
import { serviceText } from '../editable.ts';
import type { FoundScaling, RequestRoute } from '../found.ts';

/**
 * The resource label by which Application Auto Scaling counts the requests of a service's targets:
 * `app/<balancer>/<id>/targetgroup/<group>/<id>`.
 * @throws a `refused` failure when the service has no, or more than one, target group behind an application load
 * balancer, or swaps its target groups on deployment.
 */
export function requestLabel(found: FoundScaling, targetGroup: string | undefined): string {
  refuseSwappedGroups(found);
  const route = chooseRoute(found, targetGroup);
  const group = groupName(route);
  if (!route.loadBalancerArn) {
    throw refused(`target group ${group} is attached to no load balancer`, 'add it to a listener first');
  }
  if (route.loadBalancerType !== 'application') {
    throw refused(
      `target group ${group} is behind a ${route.loadBalancerType} load balancer, which counts no requests`,
      'track CPU or memory instead, such as --cpu 60',
    );
  }
  return resourceLabel(route.loadBalancerArn, route.targetGroupArn);
}

/** The two ARNs' ends, joined as AWS wants them. */
export function resourceLabel(loadBalancerArn: string, targetGroupArn: string): string {
  const balancer = parseArn(loadBalancerArn)?.resource.replace(/^loadbalancer\//, '');
  return `${balancer}/${parseArn(targetGroupArn)?.resource}`;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html */
function refuseSwappedGroups({ name, service }: FoundScaling): void {
  const strategy = service.deploymentConfiguration?.strategy ?? 'ROLLING';
  if (strategy === 'ROLLING') return;
  throw refused(
    `${serviceText(name)} is deployed ${strategy}, which swaps its target groups; requests cannot be tracked`,
    'track CPU or memory instead, such as --cpu 60',
  );
}

function chooseRoute({ name, routes }: FoundScaling, wanted: string | undefined): RequestRoute {
  const names = routes.map(groupName);
  if (wanted !== undefined) {
    const route = routes.find((one) => one.targetGroupArn === wanted || groupName(one) === wanted);
    if (route) return route;
    throw refused(
      `${serviceText(name)} has no target group ${wanted}`,
      names.length > 0 ? `it has ${names.join(', ')}` : 'it has none at all',
    );
  }
  const [only, ...others] = routes;
  if (!only) {
    throw refused(
      `${serviceText(name)} has no target group, so no requests are counted`,
      'track CPU or memory',
    );
  }
  if (others.length === 0) return only;
  throw refused(`${serviceText(name)} has several target groups`, `add --target-group ${names.join(' or ')}`);
}

/** `web-tg` of `arn:…:targetgroup/web-tg/6d0e…`. */
function groupName({ targetGroupArn }: RequestRoute): string {
  return parseArn(targetGroupArn)?.resource.split('/')[1] ?? targetGroupArn;
}

function refused(message: string, hint: string): Failure {
  return new Failure('refused', message, { hint });
}
