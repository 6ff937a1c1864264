import { defineVerb } from '../verb/verb.ts';
import { findReads } from './found/find-trigger.ts';
import { triggerArgument } from './found/trigger-name.ts';
import { carryOutSwitch } from './switch/carry-out-switch.ts';

export const verb = defineVerb({
  summary: 'let a rule or schedule call its targets again',
  description: 'What comes due while it is disabled is not made up for.',
  arguments: { name: triggerArgument },
  flags: {},
  examples: [
    ['ecsctl events enable nightly', 'go on with what was switched off'],
    [
      'ecsctl events enable default/report --dry-run',
      'see what enabling a schedule of somebody else would do',
    ],
  ],
  iam: [...findReads, 'events:EnableRule', 'scheduler:UpdateSchedule', 'iam:PassRole'],
  mutates: true,
  run: (context, { arguments: { name } }) => carryOutSwitch(context, name, true),
});
