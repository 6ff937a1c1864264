import { describe, expect, it } from 'vitest';
import { parseEvent, readEvent, wholeEvent } from '../../../../src/events/event/envelope.ts';
import { handedOver, scheduledInput } from '../../../../src/events/event/hand-over.ts';
import { valueAtPath } from '../../../../src/events/event/json-path.ts';
import { failureOf } from '../../../support/refused.ts';
import { aSchedule, aTrigger, targetOf } from '../show/found-road.ts';

const occasion = { account: '123456789012', region: 'eu-west-1', now: new Date('2026-11-23T01:02:03.456Z') };
const event = {
  detail: { bucket: { name: 'uploads' }, object: { key: 'in/a "b" \\ 한글.jpg', size: 3 } },
  resources: ['x', 'y'],
};
const bare = { id: 'ecsctl', arn: 'arn:aws:ecs:eu-west-1:1:cluster/prod' };

describe('what a target is handed', () => {
  const paths = {
    key: '$.detail.object.key',
    size: '$.detail.object.size',
    gone: '$.detail.gone',
    object: '$.detail.object',
  };
  it.each([
    ['a text by itself, in JSON', '{"value":<key>}', { value: 'in/a "b" \\ 한글.jpg' }],
    ['a text inside of another', '{"value":"s3://<key>!"}', { value: 's3://in/a "b" \\ 한글.jpg!' }],
    ['a number', '{"value":<size>}', { value: 3 }],
    ['a number inside of a text', '{"value":"<size> bytes"}', { value: '3 bytes' }],
    ['an object', '{"value":<object>}', { value: { key: 'in/a "b" \\ 한글.jpg', size: 3 } }],
    ['nothing', '{"value":<gone>}', { value: '' }],
    ['the name of the rule', '{"value":<aws.events.rule-name>}', { value: 'thumbs' }],
    ['what is no variable', '{"value":"a < b"}', { value: 'a < b' }],
  ])('is %s', (_what, template, made) => {
    const target = { ...bare, transformer: { paths, template } };
    expect(JSON.parse(handedOver(target, event, aTrigger()))).toEqual(made);
  });

  it('is the constant input, the part of a path, or the event', () => {
    const trigger = aTrigger();
    expect(handedOver({ ...bare, input: '{"a":1}' }, event, trigger)).toBe('{"a":1}');
    expect(handedOver({ ...bare, inputPath: '$.resources[1]' }, event, trigger)).toBe('"y"');
    expect(JSON.parse(handedOver(bare, event, trigger))).toEqual(event);
  });

  it('has the words of a schedule in it', () => {
    const input = '{"cpu":"256","memory":"<aws.scheduler.scheduled-time>"}';
    const target = { ...targetOf(aSchedule()), input };
    expect(JSON.parse(scheduledInput(target, aSchedule(), occasion.now))).toEqual({
      cpu: '256',
      memory: '2026-11-23T01:02:03Z',
    });
  });
});

it.each([
  ['$', event],
  ['$.detail.bucket.name', 'uploads'],
  ["$.detail['bucket'].name", 'uploads'],
  ['$.resources[0]', 'x'],
  ['$.detail.bucket.name.more', undefined],
  ['$.constructor', undefined],
])('%s leads to what is there', (path, found) => {
  expect(valueAtPath(path, event)).toEqual(found);
});

describe('an event out of a file', () => {
  const { pattern } = aTrigger();
  it('is filled up with what AWS demands, as the pattern wants it', () => {
    const { event: whole, filled } = readEvent({ detail: { a: 1 } }, pattern, occasion);
    expect(whole).toEqual({
      ...{
        version: '0',
        id: '00000000-0000-0000-0000-000000000000',
        source: 'aws.s3',
        'detail-type': 'Object Created',
      },
      ...{
        account: '123456789012',
        time: '2026-11-23T01:02:03Z',
        region: 'eu-west-1',
        resources: [],
        detail: { a: 1 },
      },
    });
    expect(filled).not.toContain('detail');
    expect(filled).toContain('source');
  });

  it('is taken for the detail where it has neither source, type nor detail', () => {
    expect(readEvent({ lastStatus: 'STOPPED' }, pattern, occasion).event.detail).toEqual({
      lastStatus: 'STOPPED',
    });
  });

  it('keeps what it has', () => {
    const whole = wholeEvent({}, undefined, occasion).event;
    expect(readEvent(whole, pattern, occasion)).toEqual({ event: whole, filled: [] });
  });

  it.each(['', '[1]', 'null', '{'])('refuses %j', (text) => {
    expect(failureOf('usage', () => parseEvent(text)).message).toMatch(/^--event is no JSON/);
  });
});
