import type { Place } from '../place.ts';

/** The inline policy that lets a role of ecsctl run its tasks. */
export const rightsPolicy = 'run-task';

/** The role of what has the name; with the region in it, since IAM has none. */
export function roleName(name: string, { region }: Pick<Place, 'region'>): string {
  return `ecsctl-${name}-${region}`;
}

/**
 * The inline policy that `--task-policy` gives a task role; with the region in it as well, since one task role may be that
 * of tasks in several regions. Names are so short that it stays within the 128 characters that IAM takes.
 */
export function taskPolicyName(name: string, { region }: Pick<Place, 'region'>): string {
  return `ecsctl-${name}-${region}`;
}
