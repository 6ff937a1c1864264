import { casesOfEvent, casesOfValue } from './pattern-case.ts';

const failedApp = { detail: { containers: { name: ['app'], exitCode: [{ 'anything-but': 0 }] } } };

function containers(...list: readonly object[]): { detail: object } {
  return { detail: { containers: list } };
}

export const listCases = [
  ...casesOfValue('list', [
    ['one of its values', ['b'], ['a', 'b'], true],
    ['none of its values', ['c'], ['a', 'b'], false],
    ['two of two values', ['a', 'b'], ['b', 'c'], true],
    ['an empty list', ['a'], [], false],
    ['null in an empty list', [null], [], false],
    ['null in a list', [null], ['a', null], true],
    ['a prefix', [{ prefix: 'ru' }], ['stopped', 'running'], true],
    ['a list in a list', ['b'], [['a'], ['b']], true],
    ['a list where an object is', ['a'], { inner: 'a' }, false],
  ]),
  ...casesOfEvent('objects in a list', [
    [
      'by one of them',
      failedApp,
      containers({ name: 'log', exitCode: 0 }, { name: 'app', exitCode: 1 }),
      true,
    ],
    [
      'by none of them',
      failedApp,
      containers({ name: 'log', exitCode: 0 }, { name: 'app', exitCode: 0 }),
      false,
    ],
    [
      'not by two together',
      failedApp,
      containers({ name: 'app', exitCode: 0 }, { name: 'log', exitCode: 1 }),
      false,
    ],
    ['a value that one lacks', failedApp, containers({ name: 'app' }, { name: 'log', exitCode: 1 }), false],
    [
      'a value absent from the same one',
      { detail: { containers: { exitCode: [1], reason: [{ exists: false }] } } },
      containers({ exitCode: 1 }, { exitCode: 0, reason: 'Killed' }),
      true,
    ],
    [
      'a value absent from another one',
      { detail: { containers: { exitCode: [1], reason: [{ exists: false }] } } },
      containers({ exitCode: 1, reason: 'Killed' }, { exitCode: 0 }),
      false,
    ],
    [
      'in lists that have nothing to do with each other',
      { detail: { from: { id: [1] }, to: { id: [2] } } },
      { detail: { from: [{ id: 1 }, { id: 3 }], to: [{ id: 3 }, { id: 2 }] } },
      true,
    ],
    [
      'in a list of lists',
      { detail: { rows: { name: ['anna'], town: ['ulm'] } } },
      { detail: { rows: [[{ name: 'anna', town: 'bonn' }], [{ name: 'anna', town: 'ulm' }]] } },
      true,
    ],
    [
      'in a list of lists, not together',
      { detail: { rows: { name: ['anna'], town: ['ulm'] } } },
      { detail: { rows: [[{ name: 'anna', town: 'bonn' }], [{ name: 'otto', town: 'ulm' }]] } },
      false,
    ],
    [
      'a list in one of them',
      { detail: { containers: { name: ['app'], networkInterfaces: { privateIpv4Address: ['10.0.0.7'] } } } },
      containers(
        { name: 'app', networkInterfaces: [{ attachmentId: 'a' }, { privateIpv4Address: '10.0.0.7' }] },
        { name: 'log', networkInterfaces: [] },
      ),
      true,
    ],
  ]),
  ...casesOfEvent('resources', [
    ['one ARN', { resources: ['arn:aws:ecs:a'] }, { resources: ['arn:aws:ecs:b', 'arn:aws:ecs:a'] }, true],
    [
      'another letter case of an ARN',
      { resources: ['arn:aws:ecs:A'] },
      { resources: ['arn:aws:ecs:a'] },
      false,
    ],
    ['no resources', { resources: [{ exists: true }] }, { resources: [] }, false],
  ]),
];
