import { clusterName } from '../ecs/cluster-name.ts';
import { clusterFlag } from '../ecs/service-flags.ts';
import { defineVerb } from '../verb/verb.ts';
import { listEvents } from './ls/list.ts';
import { listReads, readEvents } from './ls/read.ts';
import { renderList } from './ls/render.ts';

export const verb = defineVerb({
  summary: 'list all that starts tasks by events or by the clock, and all that tells of their end',
  description:
    'Rules of every bus and schedules of every group, whoever has made them: those that ecsctl has not made are marked. ' +
    'Failures are those of the last day; of schedules AWS counts them for their whole group.',
  arguments: {},
  flags: { cluster: { ...clusterFlag, help: 'only what starts tasks in this cluster, or tells of them' } },
  examples: [
    ['ecsctl events ls -c prod', 'what runs in a cluster without anybody typing it'],
    [
      "ecsctl events ls -o json --query 'events[?failures.count > `0`].name'",
      'the names of those that have failed in the last day',
    ],
  ],
  iam: listReads,
  mutates: false,
  async run({ aws }, { flags: { cluster } }) {
    const value = listEvents(await readEvents(aws, cluster && clusterName(cluster)));
    return { value, text: (screen) => renderList(value, screen) };
  },
});
