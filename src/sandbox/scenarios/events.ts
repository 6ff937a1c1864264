import type { Call } from '../service.ts';
import { CreateCluster } from '../services/ecs/clusters.ts';
import type { World } from '../world/world.ts';
import { layNetwork, makeGroup } from './estate/network.ts';
import { registerJobs, runWeb, startReports } from './events/jobs.ts';
import { makeBucket, makeQueue, makeTopic } from './events/messages.ts';
import { makeRoles } from './events/roles.ts';
import type { Scenario } from './scenario.ts';

const PAST_SECONDS = 3 * 3600;
const BUCKET = 'acme-uploads';

export const events: Scenario = {
  name: 'events',
  story:
    'Bucket acme-uploads waits for photos and tells a search index of them, jobs thumbnail, import and report are ready to ' +
    'run in cluster prod beside its service web, and topic alerts reaches a mailbox. A report is due each hour and never ' +
    'comes: its role lacks a right, and what failed lies in the queue lost-reports.',
  begin: 'ecsctl events ls',
  build,
};

function build(world: World, regionName = 'us-east-1'): void {
  const now = world.beginBefore(PAST_SECONDS);
  const call: Call = { world, region: world.region(regionName), now, endpoint: 'http://127.0.0.1' };
  const { vpc, subnets } = layNetwork(call, 'prod', 6);
  const place = { subnets, group: makeGroup(call, vpc, 'prod-tasks') };
  CreateCluster({ clusterName: 'prod', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] }, call);
  makeRoles(call, BUCKET);
  registerJobs(call);
  runWeb(call, place);
  makeBucket(call, BUCKET);
  makeTopic(call);
  startReports(call, place, makeQueue(call, 'lost-reports', 'scheduler.amazonaws.com'));
  world.settle();
}
