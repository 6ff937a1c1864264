import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../../../../src/sandbox/services/events/input/json-path.ts';

const event = {
  'detail-type': 'ECS Task State Change',
  detail: {
    containers: [
      { name: 'app', exitCode: 1 },
      { name: 'log', exitCode: 0 },
    ],
    overrides: {},
    stopped_at: null,
    'a/b': 7,
    tags: { one: 1, two: 2 },
  },
};

describe('a JSON path', () => {
  it.each([
    ['$', event],
    ['$.detail-type', 'ECS Task State Change'],
    ['$.detail.containers[0].name', 'app'],
    ['$.detail.containers[1]', { name: 'log', exitCode: 0 }],
    ['$.detail.containers[*].name', ['app', 'log']],
    ['$.detail.containers.*.exitCode', [1, 0]],
    ['$.detail.tags.*', [1, 2]],
    ['$.detail.containers[*].reason', []],
    ['$.detail.overrides', {}],
    ['$.detail.stopped_at', null],
    ['$.detail.a/b', 7],
  ])('%s leads to a value', (path, value) => {
    expect(valueAt(path, event)).toEqual(value);
  });

  it.each([
    ['$.nothing'],
    ['$.detail.nothing.deeper'],
    ['$.detail.containers[2].name'],
    ['$.detail.containers.name'],
    ['$.detail.overrides.constructor'],
    ['$.detail-type.length'],
    ["$['detail']"],
    ['$..name'],
    ['detail'],
    [''],
  ])('%s leads nowhere', (path) => {
    expect(valueAt(path, event)).toBeUndefined();
  });
});
