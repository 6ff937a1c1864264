import { clusterFlag, serviceArgument } from '../ecs/service-flags.ts';
import { parseServiceName } from '../ecs/service-name.ts';
import { carryOut } from '../plan/carry-out.ts';
import { defineVerb } from '../verb/verb.ts';
import { readingActions } from './iam.ts';
import { operations } from './operations.ts';
import { readAlarms, readAlarmsNamed, uniqueAlarms } from './read/alarms.ts';
import { readRemains } from './read/scaling.ts';
import { checkRemoval, planRemoval, planRest } from './rm/removal.ts';
import { alarmPrefix } from './step/alarm.ts';

export const verb = defineVerb({
  summary: 'remove a policy, a schedule, or all scaling of a service',
  description:
    'Alarms that ecsctl made for step policies go with them; alarms of others stay and lose the policy. The number ' +
    'of tasks stays as it is.',
  arguments: { service: serviceArgument },
  flags: {
    cluster: clusterFlag,
    policy: { kind: 'text', help: 'remove this scaling policy', placeholder: 'NAME' },
    schedule: { kind: 'text', help: 'remove this scheduled action, or this window', placeholder: 'NAME' },
    all: { kind: 'switch', help: 'remove everything, the bounds included' },
  },
  examples: [
    ['ecsctl scale rm prod/web --policy ecsctl-cpu', 'stop following CPU'],
    [
      'ecsctl scale rm prod/web --all --dry-run',
      'see all that scales the service, and what removing it takes',
    ],
  ],
  iam: [
    ...readingActions,
    'application-autoscaling:DeleteScalingPolicy',
    'application-autoscaling:DeleteScheduledAction',
    'application-autoscaling:DeregisterScalableTarget',
    'cloudwatch:DescribeAlarms',
    'cloudwatch:DeleteAlarms',
  ],
  mutates: true,
  async run(context, { arguments: { service }, flags }) {
    const { aws } = context;
    const name = parseServiceName(service, flags.cluster);
    checkRemoval(flags);
    return carryOut(context, {
      async read() {
        const [found, own] = await Promise.all([
          readRemains(aws, name),
          flags.all ? readAlarmsNamed(aws, alarmPrefix(name)) : [],
        ]);
        const acting = await readAlarms(aws, found.policies);
        return { ...found, alarms: uniqueAlarms([...own, ...acting]) };
      },
      plan: (found) => planRemoval(flags, found),
      rest: (found) => planRest(flags, found),
      operations,
    });
  },
});
