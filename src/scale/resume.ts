import { clusterFlag } from '../ecs/service-flags.ts';
import { defineVerb } from '../verb/verb.ts';
import { suspensionArguments, suspensionIam, switchScaling } from './switch-scaling.ts';

export const verb = defineVerb({
  summary: 'let a suspended service scale again, all of it or one part',
  description:
    'Policies whose alarms are in breach act at once; schedules that were missed are not made up for.',
  arguments: suspensionArguments,
  flags: { cluster: clusterFlag },
  examples: [
    ['ecsctl scale resume prod/web', 'end every suspension'],
    ['ecsctl scale resume prod/web out', 'add tasks again, but keep from taking any away'],
  ],
  iam: suspensionIam,
  mutates: true,
  run: (context, { arguments: { service, part }, flags }) =>
    switchScaling(context, 'resume', service, part, flags.cluster),
});
