import { defineVerb } from '../verb/verb.ts';
import { parseTriggerName, triggerArgument } from './found/trigger-name.ts';
import { judgeRoad } from './show/judge/judge.ts';
import { readRoad, roadReads } from './show/read/road.ts';
import { renderRoad } from './show/render.ts';

export const verb = defineVerb({
  summary: 'draw the road from an event to what its task may do, each hop checked',
  description:
    'Source, pattern, rule, role, target, task definition, task: whether each is there, is enabled and fits the next. What ' +
    'a role may do is judged for that role by IAM itself, and not for you. What is wrong stands with the command to ' +
    'type next.\n\nEnds with 3 when a hop is broken, and with 6 when one that decides could not be looked at.',
  arguments: { name: triggerArgument },
  flags: {},
  examples: [
    ['ecsctl events show thumbnails', 'why does nothing happen when an object is uploaded'],
    ['ecsctl events show default/nightly', 'a schedule that somebody else has made'],
  ],
  iam: roadReads,
  mutates: false,
  async run({ aws }, { arguments: { name } }) {
    const value = judgeRoad(await readRoad(aws, parseTriggerName(name)));
    const exitCode = value.light === 'red' ? 3 : value.light === 'unknown' ? 6 : 0;
    return { value, text: (screen) => renderRoad(value, screen), exitCode };
  },
});
