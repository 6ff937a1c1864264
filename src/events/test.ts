import { parseArn } from '../aws/arn.ts';
import { Failure, usage } from '../failure.ts';
import type { Json } from '../plan/plan.ts';
import { defineVerb } from '../verb/verb.ts';
import { parseEvent, readEvent } from './event/envelope.ts';
import { findReads, findTrigger } from './found/find-trigger.ts';
import { triggerText } from './found/trigger.ts';
import { parseTriggerName, triggerArgument } from './found/trigger-name.ts';
import { patternFields, readPattern } from './pattern/fields.ts';
import { firstMismatch, matches, testReads } from './test/ask-aws.ts';
import { renderTest } from './test/render.ts';
import type { TestValue } from './test/value.ts';

export const verb = defineVerb({
  summary: 'would this event set the rule off, and if not, which field is the first that differs',
  description:
    'AWS itself matches the event, by the pattern that the rule has. A file may hold a whole event or its detail alone: what ' +
    'is missing is filled in, source and type as the pattern wants them.\n\nEnds with 3 when the event does not match.',
  arguments: { name: triggerArgument },
  flags: { event: { kind: 'file', help: 'the event as JSON, or its detail alone', placeholder: 'FILE' } },
  examples: [
    ['ecsctl events test thumbnails --event event.json', 'why did this upload start no task'],
    ['ecsctl events test alarms --event stopped-task.json -o json', 'the same for a program'],
  ],
  iam: [...findReads, ...testReads],
  mutates: false,
  async run({ aws }, { arguments: { name }, flags }) {
    const wanted = parseTriggerName(name);
    if (flags.event === undefined)
      throw usage('--event is missing', 'name a file with an event as EventBridge writes it');
    const given = parseEvent(flags.event);
    const trigger = await findTrigger(aws, wanted);
    const pattern = readPattern(trigger.pattern);
    if (!pattern)
      throw new Failure('refused', `${name} goes by the clock, and no event sets it off`, {
        hint: `to try it: ecsctl events run ${name}`,
      });
    const { account = '', region = '' } = parseArn(trigger.arn) ?? {};
    const { event, filled } = readEvent(given, trigger.pattern, { account, region, now: aws.now() });
    const isMatch = await matches(aws, pattern, event);
    const value: TestValue = {
      ...{ name: triggerText(trigger), arn: trigger.arn, matches: isMatch, enabled: trigger.isEnabled },
      ...{ event: event as Json, filled },
      ...(!isMatch && { mismatch: await firstMismatch(aws, patternFields(pattern), event) }),
    };
    return { value, text: (screen) => renderTest(value, screen), exitCode: isMatch ? 0 : 3 };
  },
});
