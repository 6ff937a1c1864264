import type { Region } from '../../world/region.ts';
import type { Service } from './state.ts';

const KEPT = 100;

/** Writes an event of the service as ECS words them: the service's name in brackets, then what happened. */
export function note(region: Region, service: Service, at: Date, text: string): void {
  service.events.unshift({
    id: region.ids.uuid(),
    createdAt: at,
    message: `(service ${service.name}) ${text}`,
  });
  if (service.events.length > KEPT) service.events.pop();
}

/** Tasks as an event lists them: `(task 0a1b…) (task 2c3d…)`. */
export function listed(tasks: readonly { readonly id: string }[]): string {
  return tasks.map((task) => `(task ${task.id})`).join(' ');
}
