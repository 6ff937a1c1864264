import { casesOfEvent } from './pattern-case.ts';

const placed = { source: ['shop.orders'], 'detail-type': ['Order Placed'] };
const busy = { detail: { cpu: 90, memory: 40, cluster: 'prod' } };
const strained = { $or: [{ cpu: [{ numeric: ['>', 80] }] }, { memory: [{ numeric: ['>', 80] }] }] };
/** One object of a list has to hold all of a branch. */
const pairs = {
  detail: {
    rows: {
      $or: [
        { a: [1], b: [1] },
        { a: [2], b: [2] },
      ],
    },
  },
};

export const fieldCases = [
  ...casesOfEvent('fields', [
    ['all of them', placed, {}, true],
    ['all but one', placed, { 'detail-type': 'Order Sent' }, false],
    ['one that the event has not', { ...placed, extra: ['x'] }, {}, false],
    ['account and region', { account: ['123456789012'], region: ['us-east-1'] }, {}, true],
    ['another letter case of a key', { Source: ['shop.orders'] }, {}, false],
    ['deep inside', { detail: { a: { b: { c: [1] } } } }, { detail: { a: { b: { c: 1, d: 2 } } } }, true],
    ['not as deep', { detail: { a: { b: [1] } } }, { detail: { a: 1 } }, false],
    ['a key with a dot in the event', { detail: { a: { b: [1] } } }, { detail: { 'a.b': 1 } }, true],
    ['a key with a dot in the pattern', { detail: { 'a.b': [1] } }, { detail: { a: { b: 1 } } }, true],
    ['a key twice: the last', '{"detail":{"a":["x"],"a":["y"]}}', { detail: { a: 'y' } }, true],
    ['a key twice: the first', '{"detail":{"a":["x"],"a":["y"]}}', { detail: { a: 'x' } }, false],
  ]),
  ...casesOfEvent('$or', [
    ['the first branch', { detail: strained }, busy, true],
    ['the second branch', { detail: strained }, { detail: { cpu: 5, memory: 95 } }, true],
    ['no branch', { detail: strained }, { detail: { cpu: 5, memory: 5 } }, false],
    ['beside a field that holds', { detail: { cluster: ['prod'], ...strained } }, busy, true],
    ['beside a field that does not', { detail: { cluster: ['test'], ...strained } }, busy, false],
    [
      'a branch of two fields',
      { $or: [{ source: ['shop.orders'], 'detail-type': ['Order Sent'] }, { region: ['eu-west-1'] }] },
      {},
      false,
    ],
    [
      'one inside another',
      { $or: [{ source: ['none'] }, { detail: { $or: [{ a: [1] }, { b: [1] }] } }] },
      { detail: { b: 1 } },
      true,
    ],
    [
      'two of them',
      { $or: [{ source: ['none'] }, { source: ['shop.orders'] }], detail: strained },
      { detail: { cpu: 1, memory: 1 } },
      false,
    ],
    [
      'of objects in a list',
      pairs,
      {
        detail: {
          rows: [
            { a: 1, b: 2 },
            { a: 2, b: 2 },
          ],
        },
      },
      true,
    ],
    [
      'of objects in a list, not together',
      pairs,
      {
        detail: {
          rows: [
            { a: 1, b: 2 },
            { a: 2, b: 1 },
          ],
        },
      },
      false,
    ],
  ]),
];

const stopped = {
  source: ['shop.ecs'],
  'detail-type': ['ECS Task State Change'],
  detail: {
    lastStatus: ['STOPPED'],
    stopCode: ['EssentialContainerExited', 'TaskFailedToStart'],
    group: [{ 'anything-but': { prefix: 'service:' } }],
    containers: { exitCode: [{ 'anything-but': 0 }, { exists: false }] },
  },
};

function task(more: object): { source: string; 'detail-type': string; detail: object } {
  const detail = {
    lastStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited',
    group: 'family:job',
    containers: [{ name: 'app', exitCode: 1 }],
    ...more,
  };
  return { source: 'shop.ecs', 'detail-type': 'ECS Task State Change', detail };
}

const uploaded = {
  detail: {
    bucket: { name: ['inbox'] },
    object: { key: [{ wildcard: 'in/*.csv' }, { suffix: '.xlsx' }], size: [{ numeric: ['>', 0] }] },
  },
};

function upload(key: string, size = 12): { detail: object } {
  return { detail: { bucket: { name: 'inbox' }, object: { key, size } } };
}

export const wholeCases = casesOfEvent('whole events', [
  ['a task that failed', stopped, task({}), true],
  [
    'a task that never started',
    stopped,
    task({ stopCode: 'TaskFailedToStart', containers: [{ name: 'app' }] }),
    true,
  ],
  ['a task that ended well', stopped, task({ containers: [{ name: 'app', exitCode: 0 }] }), false],
  ['a task of a service', stopped, task({ group: 'service:web' }), false],
  ['a task that was scaled in', stopped, task({ stopCode: 'ServiceSchedulerInitiated' }), false],
  ['a task that runs', stopped, task({ lastStatus: 'RUNNING' }), false],
  ['an upload', uploaded, upload('in/2026/a.csv'), true],
  ['an upload of the other kind', uploaded, upload('elsewhere/한글 파일.xlsx'), true],
  ['an upload elsewhere', uploaded, upload('out/a.csv'), false],
  ['an upload of nothing', uploaded, upload('in/a.csv', 0), false],
]);
