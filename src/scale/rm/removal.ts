import type { ScalableTarget } from '@aws-sdk/client-application-auto-scaling';
import { Failure, usage } from '../../failure.ts';
import type { Plan, Step } from '../../plan/plan.ts';
import { scalingCall } from '../calls.ts';
import { refuseExpress, serviceText } from '../editable.ts';
import { type FoundScaling, resourceId, scalableDimension } from '../found.ts';
import { removePolicies, removePolicy } from './policies.ts';
import { deleteAction, removeSchedule } from './schedules.ts';

/** What is to go: one policy, one schedule or window, or all that scales the service. */
export interface RemovalWanted {
  readonly policy?: string;
  readonly schedule?: string;
  readonly all?: boolean;
}

/**
 * Plans the removal, each step with the call that would put back what it deletes. Alarms go before the policy that
 * they start, since AWS would leave them behind; alarms that are not ecsctl's stay, and are listed.
 *
 * @throws a usage failure unless exactly one thing is named; a `not-found` failure, with the names there are, for a
 *   policy or schedule; a `refused` failure for an Express service.
 */
export function planRemoval(wanted: RemovalWanted, found: FoundScaling): Plan {
  checkRemoval(wanted);
  refuseExpress(found);
  if (wanted.policy !== undefined) return removePolicy(wanted.policy, found);
  if (wanted.schedule !== undefined) return removeSchedule(wanted.schedule, found);
  return removeAll(found);
}

/** What is left of a removal that was carried out: nothing, once what was named is not found any more. */
export function planRest(wanted: RemovalWanted, found: FoundScaling): Plan {
  try {
    return planRemoval(wanted, found);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'not-found') throw error;
    return { subject: serviceText(found.name), steps: [], kept: [], warnings: [] };
  }
}

/**
 * Holds that exactly one thing is named.
 *
 * @throws a usage failure.
 */
export function checkRemoval({ policy, schedule, all }: RemovalWanted): void {
  const named = [policy !== undefined && '--policy', schedule !== undefined && '--schedule', all && '--all'];
  const flags = named.filter((flag) => typeof flag === 'string');
  if (flags.length === 1) return;
  throw usage(
    flags.length === 0 ? 'nothing is named to be removed' : `${flags.join(' and ')} exclude each other`,
    'write one of --policy NAME, --schedule NAME and --all',
  );
}

function removeAll(found: FoundScaling): Plan {
  const policies = removePolicies(found.policies, found, true);
  const steps = [...policies.steps, ...found.schedules.map((action) => deleteAction(action, found))];
  if (!found.target) return { ...policies, steps };
  return {
    ...policies,
    steps: [...steps, deregister(found.target, steps, found)],
    warnings: [
      found.service.serviceArn
        ? `the desired count stays at ${found.service.desiredCount ?? 0}`
        : `${serviceText(found.name)} itself is gone; this is what was left of its scaling`,
    ],
  };
}

/** Comes last: with the target AWS removes what is on it, and nothing would be left to say what became of each. */
function deregister(target: ScalableTarget, before: readonly Step[], found: FoundScaling): Step {
  const { MinCapacity, MaxCapacity, SuspendedState, ScalableTargetARN: arn } = target;
  const dimension = scalableDimension(found.name);
  return {
    id: 'target',
    action: 'delete',
    resource: {
      type: 'scalable target',
      id: resourceId(found.name),
      ...(arn && { arn }),
      region: found.region,
    },
    reason: 'the service is to scale no longer',
    changes: [],
    after: before.map(({ id }) => id),
    call: scalingCall('application-auto-scaling', 'DeregisterScalableTarget', dimension),
    undo: scalingCall('application-auto-scaling', 'RegisterScalableTarget', {
      ...dimension,
      MinCapacity,
      MaxCapacity,
      ...(SuspendedState && { SuspendedState }),
    }),
    goal: ['ObjectNotFoundException'],
  };
}
