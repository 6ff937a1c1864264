import { clusterFlag } from '../ecs/service-flags.ts';
import { defineVerb } from '../verb/verb.ts';
import { suspensionArguments, suspensionIam, switchScaling } from './switch-scaling.ts';

export const verb = defineVerb({
  summary: 'stop scaling for a while, all of it or one part',
  description: 'Policies and schedules stay. A schedule that is due meanwhile is not made up for later.',
  arguments: suspensionArguments,
  flags: { cluster: clusterFlag },
  examples: [
    ['ecsctl scale suspend prod/web', 'hold the number of tasks, for example while deploying by hand'],
    ['ecsctl scale suspend prod/web in', 'take no tasks away, but still add some'],
  ],
  iam: suspensionIam,
  mutates: true,
  run: (context, { arguments: { service, part }, flags }) =>
    switchScaling(context, 'suspend', service, part, flags.cluster),
});
