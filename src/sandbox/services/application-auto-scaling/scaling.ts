import type { Region } from '../../world/region.ts';
import { ends, type Tick } from '../../world/tick.ts';
import { serviceOfResource } from '../ecs/lookup.ts';
import { isRollingOut } from '../ecs/rollouts.ts';
import { runningCount, type Service } from '../ecs/state.ts';
import { recordNotScaled } from './activities.ts';
import { setCapacity } from './capacity.ts';
import { decide, type Situation } from './decision.ts';
import { scaleByForecast } from './forecast-scaling.ts';
import { proposals } from './proposals.ts';
import type { Target } from './state.ts';

/** Lets the policies of every target act on what their alarms say. */
export function scaleByPolicies(region: Region, tick: Tick): void {
  for (const target of region.applicationAutoScaling.targets.values()) {
    const service = serviceOfResource(region, target.about.ResourceId);
    if (!service || target.policies.size === 0) continue;
    scaleTarget(region, target, situationOf(target, service, tick.at));
    if (ends(tick, 60)) scaleByForecast(region, target, tick);
  }
  for (const alarm of region.cloudwatch.alarms.values()) alarm.isNews = false;
}

function scaleTarget(region: Region, target: Target, situation: Situation): void {
  const { at, desired } = situation;
  const decision = decide(situation, proposals(region, target, situation));
  if (decision.kind === 'wait') return;
  const { proposal } = decision;
  if (decision.kind === 'not scaled') {
    recordNotScaled(region, target, new Date(at), proposal.cause, decision.reason);
    return;
  }
  const { capacity } = decision;
  setCapacity(region, target, new Date(at), capacity, proposal.cause);
  const scaled = { at, from: desired, to: capacity, cooldown: proposal.cooldown };
  if (proposal.direction === 'out') target.lastOut = scaled;
  else target.lastIn = scaled;
}

function situationOf({ about, lastOut, lastIn }: Target, service: Service, at: number): Situation {
  return {
    at,
    desired: service.desiredCount,
    running: runningCount(service),
    min: about.MinCapacity,
    max: about.MaxCapacity,
    outSuspended: about.SuspendedState.DynamicScalingOutSuspended ?? false,
    inSuspended: about.SuspendedState.DynamicScalingInSuspended ?? false,
    rollingOut: isRollingOut(service),
    lastOut,
    lastIn,
  };
}
