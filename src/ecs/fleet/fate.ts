import { listed } from '../../terminal/listed.ts';
import type { Member } from './instances.ts';
import { lacksOf } from './lack.ts';
import type { Need } from './need.ts';
import type { Placeless } from './placeless.ts';
import type { FleetProvider, Outlook, Waiting } from './value.ts';
import type { Wholes } from './whole.ts';

/** What waiting tasks are judged by. */
export interface Surroundings {
  readonly cluster: string;
  readonly members: readonly Member[];
  readonly providers: readonly FleetProvider[];
  /** What new instances of these providers have, or those of the cluster where none is named. */
  readonly wholes: (providers: readonly string[]) => Wholes;
}

/** A provider that brings instances on which the task fits, where the cluster has one, or how to have one. */
export function wayToRoom(
  { providers: own, isService, of }: Placeless,
  need: Need | undefined,
  { cluster, providers, wholes }: Surroundings,
): string {
  const fitting = providers.find(
    ({ name, target }) => target !== undefined && !own.includes(name) && holds(wholes([name]), need),
  );
  if (fitting && isService) return `ecsctl capacity use ${cluster}/${of} ${fitting.name}`;
  return `a smaller task, or a group of large enough instances: ecsctl capacity attach ${cluster} --asg NAME`;
}

function holds({ rooms }: Wholes, need: Need | undefined): boolean {
  return need !== undefined && rooms.some((room) => lacksOf(need, room).length === 0);
}

/** What comes for tasks that any instance could hold. */
export function nothingAdds({ launchType = 'EC2' }: Placeless): string {
  return `nothing adds instances for launch type ${launchType}`;
}

const coming: readonly Outlook['code'][] = ['grows', 'by-aws'];

/** What becomes of tasks that an instance could hold: they wait for one, or for nothing. */
export function fate(
  placeless: Placeless,
  need: Need | undefined,
  around: Surroundings,
): Pick<Waiting, 'code' | 'next' | 'advice'> {
  const { providers: own } = placeless;
  const { cluster, providers } = around;
  if (own.length === 0) {
    return { code: 'stuck', next: nothingAdds(placeless), advice: wayToRoom(placeless, need, around) };
  }
  const known = providers.filter(({ name }) => own.includes(name));
  const chosen = known.find(({ outlook }) => coming.includes(outlook.code)) ?? known[0];
  if (!chosen) return { code: 'stuck', next: `cluster ${cluster} does not have ${listed(own)}` };
  const { code, text, advice } = chosen.outlook;
  return {
    code: coming.includes(code) ? 'instances-come' : 'stuck',
    next: `${chosen.name} ${text}`,
    ...(advice !== undefined && { advice }),
  };
}
