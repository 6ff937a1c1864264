import { registerRevision } from '../../../src/sandbox/scenarios/estate/tasks.ts';
import { startNightly } from '../../../src/sandbox/scenarios/tangled/lab-events.ts';
import { makeRole } from './role.ts';
import { raiseAlarm } from './scaling.ts';
import type { Bill, Site } from './site.ts';
import type { Place } from './stack-network.ts';
import type { StackWishes } from './wishes.ts';

/** A nightly job in the cluster, with a role of the stack's or one made by hand, and an alarm. */
export function addEvents(
  site: Site,
  bill: Bill,
  { wishes, cluster, place }: { wishes: StackWishes; cluster: string; place: Place },
): void {
  const { call } = site;
  if (wishes.hasRule || wishes.hasRole) makeRole(site, 'lab-start', 'events.amazonaws.com');
  if (wishes.hasRole) bill.add('Role', 'IAM::Role', 'lab-start');
  if (wishes.hasRule) {
    const taskDefinition = registerRevision(call, 'lab-job');
    startNightly(call, 'lab-nightly', 'lab-start', { cluster, taskDefinition, subnets: place.subnets });
    bill.add('Job', 'ECS::TaskDefinition', taskDefinition);
    bill.add('Nightly', 'Events::Rule', 'lab-nightly', { after: ['Cluster', 'Job', 'Role'] });
  }
  if (wishes.hasAlarm) {
    raiseAlarm(site, { cluster, service: 'lab-web', name: 'lab-alarm' });
    bill.add('Alarm', 'CloudWatch::Alarm', 'lab-alarm');
  }
}
