import type { Use } from './uses.ts';

/** What uses a capacity provider, and where. */
export interface ClusterUse extends Use {
  readonly cluster: string;
}

/** What to type so that nothing uses the capacity providers any more: an example for each kind of use. */
export function waysOut(uses: readonly ClusterUse[]): string {
  const service = uses.find(({ kind }) => kind === 'service');
  const task = uses.find(({ kind }) => kind === 'task');
  const ways = [
    ...(service
      ? [`move services on to others: ecsctl capacity use ${service.cluster}/${service.name} STRATEGY`]
      : []),
    ...(task
      ? [`let tasks end, or stop them: aws ecs stop-task --cluster ${task.cluster} --task ${task.name}`]
      : []),
  ];
  return ways.join('; ');
}
