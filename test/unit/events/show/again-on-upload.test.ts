import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFlags } from '../../../../src/cli/values.ts';
import type { TriggerTarget } from '../../../../src/events/found/trigger.ts';
import { uploadPattern } from '../../../../src/events/on-upload/pattern.ts';
import { readUpload, uploadFlags } from '../../../../src/events/on-upload/wanted.ts';
import { makeAgain } from '../../../../src/events/show/judge/again.ts';
import { aTrigger, targetOf, withTarget } from './found-road.ts';
import { anyText, arnOf, flagsIn } from './typed-back.ts';

describe('the command that makes a rule of on-upload again', () => {
  const { values: none } = parseFlags(uploadFlags, {}, {});
  const task = { ...none, cluster: 'prod', taskDefinition: 'thumbnail' };
  const triggerFor = (flags: Partial<typeof task>) =>
    aTrigger({ pattern: uploadPattern(readUpload('thumbs', { ...task, ...flags }).objects) });

  const objects = fc.oneof(
    fc.record({ prefix: anyText, suffix: anyText }, { requiredKeys: [] }),
    fc.constant({ plainKeys: true }),
  );

  it('means the same objects and the same task', () => {
    fc.assert(
      fc.property(objects, (some) => {
        const flags = { ...task, bucket: 'uploads', ...some };
        const trigger = triggerFor(flags);
        const command = makeAgain(trigger, targetOf(trigger));
        const wanted = readUpload('thumbs', flagsIn(command, uploadFlags));
        expect(wanted, command).toEqual(readUpload('thumbs', flags));
      }),
      { numRuns: 200 },
    );
  });

  it.each<[string, Partial<typeof task>, RegExp]>([
    [
      'both ends of a key',
      { prefix: 'in/', suffix: '.csv' },
      /--bucket uploads --prefix in\/ --suffix .csv -c prod/,
    ],
    ['a star that is one', { prefix: 'a*', suffix: '\\' }, /--prefix 'a\*' --suffix '\\' -c/],
    ['plain keys', { plainKeys: true }, /--bucket uploads --plain-keys -c prod --task-definition thumbnail$/],
  ])('names %s', (_what, flags, command) => {
    const trigger = triggerFor({ bucket: 'uploads', ...flags });
    expect(makeAgain(trigger, targetOf(trigger))).toMatch(command);
  });

  const pattern = uploadPattern({ bucket: 'uploads', prefix: 'in/', hasPlainKeys: false });
  it.each<[string, string]>([
    ['two buckets', pattern.replace('"uploads"', '"uploads","others"')],
    ['two prefixes', pattern.replace('{"prefix":"in/"}', '{"prefix":"in/"},{"prefix":"out/"}')],
    ['a plain key', pattern.replace('{"prefix":"in/"}', '"in/a"')],
    ['two stars', pattern.replace('{"prefix":"in/"}', '{"wildcard":"in/*/a*"}')],
    ['an empty prefix', pattern.replace('in/', '')],
    ['a size', pattern.replace('"object":{', '"object":{"size":[1],')],
    ['any event of S3', pattern.replace('"detail-type":["Object Created"],', '')],
    ['no bucket', pattern.replace('"bucket":{"name":["uploads"]},', '')],
    ['a prefix that cannot be typed', pattern.replace('in/', ' ')],
  ])('is not given for %s', (_what, other) => {
    const trigger = aTrigger({ pattern: other });
    expect(makeAgain(trigger, targetOf(trigger), '--create-dlq')).toMatch(
      /^no flags of events on-upload .*: aws events describe-rule --name thumbs$/,
    );
  });

  it('has words for the task where no target has one', () => {
    expect(makeAgain(aTrigger({ targets: [] }), undefined)).toMatch(/-c CLUSTER --task-definition TD$/);
    const topic: TriggerTarget = { id: 'ecsctl', arn: arnOf('sns', 'alerts') };
    expect(makeAgain(withTarget(aTrigger(), topic), topic)).not.toContain('undefined');
  });
});
