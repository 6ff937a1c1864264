import { defineVerb } from '../verb/verb.ts';
import { findReads } from './found/find-trigger.ts';
import { triggerArgument } from './found/trigger-name.ts';
import { carryOutSwitch } from './switch/carry-out-switch.ts';

export const verb = defineVerb({
  summary: 'keep a rule or schedule from calling its targets, and keep all else of it',
  description: 'What comes due meanwhile is not made up for later.',
  arguments: { name: triggerArgument },
  flags: {},
  examples: [
    ['ecsctl events disable nightly', 'no task is started until it is enabled again'],
    ['ecsctl events disable thumbnails --yes', 'stop reacting to uploads, without a question'],
  ],
  iam: [...findReads, 'events:DisableRule', 'scheduler:UpdateSchedule', 'iam:PassRole'],
  mutates: true,
  run: (context, { arguments: { name } }) => carryOutSwitch(context, name, false),
});
