import { fireScheduledActions } from '../services/application-auto-scaling/firing.ts';
import { fulfilActivities } from '../services/application-auto-scaling/fulfilment.ts';
import { scaleByPolicies } from '../services/application-auto-scaling/scaling.ts';
import { convergeGroups } from '../services/auto-scaling/capacity.ts';
import { scaleGroups } from '../services/auto-scaling/scaling.ts';
import { advanceStacks } from '../services/cloudformation/operations.ts';
import { evaluateAlarms } from '../services/cloudwatch/alarm-states.ts';
import { activateImages } from '../services/ecr/archive.ts';
import { expireImages } from '../services/ecr/lifecycle/expiry.ts';
import { settleProviders } from '../services/ecs/capacity-provider-life.ts';
import { scaleManagedGroups } from '../services/ecs/cluster-auto-scaling.ts';
import { settleClusters } from '../services/ecs/cluster-deletion.ts';
import { convergeServices } from '../services/ecs/convergence.ts';
import { joinClusters } from '../services/ecs/group-members.ts';
import { followLeavingMembers } from '../services/ecs/leaving-members.ts';
import { launchManagedInstances, moveManagedInstances } from '../services/ecs/managed-machines.ts';
import { advanceStandaloneTasks } from '../services/ecs/standalone-tasks.ts';
import { removeTaskDefinitions } from '../services/ecs/task-definition-removal.ts';
import { placeWaitingTasks } from '../services/ecs/waiting-tasks.ts';
import { releaseInterfaces } from '../services/elbv2/load-balancer-deletion.ts';
import { retryDeliveries } from '../services/events/delivering.ts';
import { publishArrivals } from '../services/events/publish.ts';
import { fireScheduledRules } from '../services/events/scheduled-rules.ts';
import { fireSchedules } from '../services/scheduler/firing.ts';
import { measureInstances } from './instance-load.ts';
import { followDemand } from './load.ts';
import type { Region } from './region.ts';
import type { Tick } from './tick.ts';

/** What happens in a region of its own accord when time passes. */
export type Law = (region: Region, tick: Tick) => void;

/**
 * The laws in the order of cause and effect: what one tick's load shows in metrics, alarms and scaling
 * answer at the same tick.
 */
export const laws: readonly Law[] = [
  fireScheduledActions,
  retryDeliveries,
  fireScheduledRules,
  fireSchedules,
  convergeGroups,
  settleProviders,
  settleClusters,
  joinClusters,
  moveManagedInstances,
  followLeavingMembers,
  placeWaitingTasks,
  launchManagedInstances,
  convergeServices,
  advanceStandaloneTasks,
  publishArrivals,
  scaleManagedGroups,
  removeTaskDefinitions,
  releaseInterfaces,
  advanceStacks,
  activateImages,
  expireImages,
  followDemand,
  measureInstances,
  evaluateAlarms,
  scaleGroups,
  scaleByPolicies,
  fulfilActivities,
];
