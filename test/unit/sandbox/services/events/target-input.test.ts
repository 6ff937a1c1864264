import type { Target } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import type { BusEvent } from '../../../../../src/sandbox/services/events/bus-event.ts';
import { targetInput } from '../../../../../src/sandbox/services/events/target-input.ts';

const rule = { arn: 'arn:aws:events:us-east-1:123456789012:rule/uploads', name: 'uploads' };
const now = new Date('2026-03-04T09:00:05.250Z');

function uploaded(key: string): BusEvent {
  return {
    version: '0',
    id: '17793124-05d4-b198-2fde-7ededc63b103',
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: '123456789012',
    time: '2026-03-04T09:00:00Z',
    region: 'us-east-1',
    resources: ['arn:aws:s3:::inbox'],
    detail: { bucket: { name: 'inbox' }, object: { key, size: 12, tags: ['a', 'b'], 'version-id': null } },
  };
}

const event = uploaded('in/a.csv');

function inputOf(target: Partial<Target>, of = event): string {
  return targetInput({ Id: 't', Arn: 'arn:aws:sqs:us-east-1:123456789012:q', ...target }, of, rule, now);
}

const paths = {
  bucket: '$.detail.bucket.name',
  key: '$.detail.object.key',
  size: '$.detail.object.size',
  tags: '$.detail.object.tags',
  tag: '$.detail.object.tags[0]',
  version: '$.detail.object.version-id',
  object: '$.detail.bucket',
  'detail-type': '$.detail-type',
  missing: '$.detail.nothing',
};

function filled(InputTemplate: string, of = event): string {
  return inputOf({ InputTransformer: { InputPathsMap: paths, InputTemplate } }, of);
}

describe('what reaches a target', () => {
  it('is the whole event', () => {
    expect(JSON.parse(inputOf({}))).toEqual(event);
  });

  it('is a constant, to the letter', () => {
    expect(inputOf({ Input: '{ "as":  "it is" }' })).toBe('{ "as":  "it is" }');
  });

  it.each([
    ['$.detail.bucket', '{"name":"inbox"}'],
    ['$.detail.bucket.name', '"inbox"'],
    ['$.detail.object.size', '12'],
    ['$.detail.nothing', '""'],
  ])('is the part of the event at %s', (InputPath, text) => {
    expect(inputOf({ InputPath })).toBe(text);
  });
});

describe('a template of JSON', () => {
  it.each([
    ['a text by itself', '{"key":<key>}', '{"key":"in/a.csv"}'],
    ['a text in quotation marks', '{"key":"<key>"}', '{"key":"in/a.csv"}'],
    ['a text within another', '{"url":"s3://<bucket>/<key>"}', '{"url":"s3://inbox/in/a.csv"}'],
    ['a text between escaped marks', '{"m":"got \\"<key>\\""}', '{"m":"got \\"in/a.csv\\""}'],
    ['a number', '{"size":<size>}', '{"size":12}'],
    ['a number in quotation marks', '{"size":"<size>"}', '{"size":"12"}'],
    ['a list', '{"tags":<tags>}', '{"tags":["a","b"]}'],
    ['one value of a list', '[<tag>,9,true]', '["a",9,true]'],
    ['an object', '{"bucket":<object>}', '{"bucket":{"name":"inbox"}}'],
    ['null', '{"version":<version>}', '{"version":null}'],
    ['nothing by itself', '{"what":<missing>}', '{"what":""}'],
    ['nothing in quotation marks', '{"what":"<missing>"}', '{"what":""}'],
    ['the same variable twice', '{"a":<key>,"b":"<key>"}', '{"a":"in/a.csv","b":"in/a.csv"}'],
    ['white space between', '{\n  "a" : <key>,\n  "b c" : "d  e"\n}', '{"a":"in/a.csv","b c":"d  e"}'],
    ['a lone sign of less', '{"a":"1 < 2","b":<size>}', '{"a":"1 < 2","b":12}'],
    ['no variable', '{"a":[1,"x"]}', '{"a":[1,"x"]}'],
  ])('takes %s', (_what, template, text) => {
    expect(filled(template)).toBe(text);
    expect(() => JSON.parse(text)).not.toThrow();
  });

  it('hands bucket and key to a container', () => {
    const template = JSON.stringify({
      containerOverrides: [{ name: 'app', environment: [{ name: 'KEY', value: '<key>' }] }],
    });
    expect(JSON.parse(filled(template, uploaded('새 폴더/a b.csv')))).toEqual({
      containerOverrides: [{ name: 'app', environment: [{ name: 'KEY', value: '새 폴더/a b.csv' }] }],
    });
  });

  it.each([
    ['a "quoted" key', '{"key":"<key>"}'],
    ['a "quoted" key', '{"key":<key>}'],
    ['back\\slash', '{"key":"<key>"}'],
    ['back\\slash', '{"key":<key>}'],
  ])('puts the value %s into %s unescaped, which is no JSON any more', (key, template) => {
    const text = filled(template, uploaded(key));
    expect(text).toBe(`{"key":"${key}"}`);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  it('stays JSON where such a value is inside of an object', () => {
    const text = filled('{"all":<aws.events.event.json>}', uploaded('a "quoted" \\ key'));
    expect(JSON.parse(text)).toEqual({ all: uploaded('a "quoted" \\ key') });
  });

  it('is no JSON any more with an object in quotation marks', () => {
    expect(filled('{"bucket":"<object>"}')).toBe('{"bucket":"{"name":"inbox"}"}');
  });
});

describe('a template of text', () => {
  it.each([
    ['"<key> came"', '"in/a.csv came"'],
    ['"of type <detail-type>, <size> bytes"', '"of type Object Created, 12 bytes"'],
    ['"{[/<key>"', '"{[/in/a.csv"'],
    ['"nothing: <missing>"', '"nothing: "'],
    ['"bucket <object>, tags <tags>"', '"bucket {name:inbox}, tags [a,b]"'],
    ['"one"\n"two <key>"', '"one"\n"two in/a.csv"'],
    ['<key>', '"in/a.csv"'],
  ])('%s becomes text in quotation marks', (template, text) => {
    expect(filled(template)).toBe(text);
  });
});

describe('the variables that AWS reserves', () => {
  it('tell of the rule and the time in a text', () => {
    const names = '<aws.events.rule-name> <aws.events.rule-arn> <aws.events.event.ingestion-time>';
    expect(filled(`"${names}"`)).toBe(`"uploads ${rule.arn} 2026-03-04T09:00:05Z"`);
  });

  it('hold the whole event, and the event without its detail', () => {
    const text = filled('{"whole": <aws.events.event.json>, "head": <aws.events.event>}');
    const { detail: _, 'detail-type': detailType, ...head } = event;
    expect(JSON.parse(text)).toEqual({ whole: event, head: { ...head, detailType } });
  });
});
