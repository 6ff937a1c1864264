import { describe, expect, it } from 'vitest';
import { inputFields, overrideFields, transformerFields } from '../../../../src/events/event/input-fields.ts';

const paths = { bucket: '$.detail.bucket.name', key: '$.detail.object.key' };

/** Overrides of one container, whose members are written as they stand in a template. */
const container = (members: string) => `{"containerOverrides":[{"name":"app",${members}}]}`;

describe('what a reader sees of a template', () => {
  it.each([
    [
      'overrides, each variable with the path of what it gets',
      container('"environment":[{"name":"S3_KEY","value":<key>},{"name":"MODE","value":"a \\"b\\""}]'),
      { 'app S3_KEY': '$.detail.object.key', 'app MODE': 'a "b"' },
    ],
    [
      'overrides with a variable within a text, and one of EventBridge itself',
      container(
        '"environment":[{"name":"URL","value":"s3://<bucket>"},{"name":"ALL","value":<aws.events.event>}]',
      ),
      { 'app URL': 's3://<bucket>', 'app ALL': '<aws.events.event>' },
    ],
    ['overrides of a command', container('"command":["run",<key>]'), { 'app command': ['run', paths.key] }],
    [
      'a sentence, with the paths of its variables',
      '"task <key> of <bucket> has stopped"',
      {
        message: '"task <key> of <bucket> has stopped"',
        paths: ['<bucket> is $.detail.bucket.name', '<key> is $.detail.object.key'],
      },
    ],
    [
      'a text that is no JSON',
      'task <key>: {',
      {
        message: 'task <key>: {',
        paths: ['<bucket> is $.detail.bucket.name', '<key> is $.detail.object.key'],
      },
    ],
  ])('%s', (_, InputTemplate, fields) => {
    expect(transformerFields({ InputTemplate, InputPathsMap: paths })).toEqual(fields);
  });

  it('a sentence without variables', () => {
    expect(transformerFields({ InputTemplate: '"it has stopped"' })).toEqual({ message: '"it has stopped"' });
  });
});

describe('what a reader sees of a constant input', () => {
  it.each([
    [
      container('"environment":[{"name":"MODE","value":"day"}],"cpu":256'),
      { 'app MODE': 'day', 'app cpu': 256 },
    ],
    ['{"taskRoleArn":"arn"}', { taskRoleArn: 'arn' }],
    ['wake up', { input: 'wake up' }],
    ['["a"]', { input: '["a"]' }],
  ])('%s', (text, fields) => {
    expect(inputFields(text)).toEqual(fields);
  });
});

describe('overrides', () => {
  it.each([
    [{}, {}],
    [{ containerOverrides: 'none' }, { containerOverrides: 'none' }],
    [
      { containerOverrides: ['none'], cpu: '256' },
      { container: 'none', cpu: '256' },
    ],
    [{ containerOverrides: [{ name: 'app', environment: 'none' }] }, {}],
    [
      {
        containerOverrides: [
          { name: 'a', memory: 1 },
          { name: 'b', memory: 2 },
        ],
      },
      { 'a memory': 1, 'b memory': 2 },
    ],
  ])('%j', (overrides, fields) => {
    expect(overrideFields(overrides)).toEqual(fields);
  });
});
