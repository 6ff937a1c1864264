import { describe, expect, it } from 'vitest';
import { usesOfDefinition, usesOfHistory, usesOfTask } from '../../../../src/ecr/use/image-use.ts';

const home = { account: '123456789012', region: 'eu-west-1' };
const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const digest = `sha256:${'a'.repeat(64)}`;
const need = { name: 'web:3', why: 'it is so' };
const user = { kind: 'task definition', name: 'web:3' };

describe('a task definition needs', () => {
  it.each([
    [`${host}/web`, { repository: 'web', tag: 'latest' }],
    [`${host}/team/web:1.2`, { repository: 'team/web', tag: '1.2' }],
    [`${host}/web:1.2@${digest}`, { repository: 'web', digest }],
    [`123456789012.dkr-ecr.eu-west-1.on.aws/web:1`, { repository: 'web', tag: '1' }],
  ])('%s', (image, use) => {
    expect(usesOfDefinition([image], need, home)).toEqual([{ ...use, why: 'it is so', user }]);
  });

  it.each([
    'nginx:1.27',
    'web',
    'public.ecr.aws/alias/web:1',
    'docker.io/library/nginx',
    '999999999999.dkr.ecr.eu-west-1.amazonaws.com/web:1',
    '123456789012.dkr.ecr.us-east-1.amazonaws.com/web:1',
    '$' + '{IMAGE}',
    '',
  ])('nothing of this registry for %s', (image) => {
    expect(usesOfDefinition([image], need, home)).toEqual([]);
  });
});

const container = { image: `${host}/web:latest`, imageDigest: digest };
const service = { clusterArn: 'arn:aws:ecs:eu-west-1:1:cluster/prod', serviceName: 'web' };

it('a task needs what its tag stood for when it was started', () => {
  const task = {
    clusterArn: service.clusterArn,
    taskArn: 'arn:aws:ecs:eu-west-1:1:task/prod/0123',
    containers: [container],
  };
  const use = { repository: 'web', digest };
  expect(usesOfTask(task, home)).toEqual([
    { ...use, why: 'task prod/0123 runs it', user: { kind: 'task', name: 'prod/0123' } },
  ]);
  expect(usesOfTask({ ...task, group: 'service:web' }, home)).toEqual([
    { ...use, why: 'service prod/web runs it', user: { kind: 'service', name: 'prod/web' } },
  ]);
  expect(usesOfTask({ ...task, group: 'service:web', lastStatus: 'STOPPED' }, home)).toEqual([
    { ...use, why: 'service prod/web ran it within the hour', user: { kind: 'service', name: 'prod/web' } },
  ]);
  expect(usesOfTask({ ...task, containers: [{ image: `${host}/web:7` }] }, home)).toMatchObject([
    { tag: '7' },
  ]);
});

it('a service needs what it is fixed to, and what a rollback of it needs', () => {
  const revision = (letter: string) => ({
    containerImages: [{ image: `${host}/web:latest`, imageDigest: `sha256:${letter.repeat(64)}` }],
  });
  const history = { service, underWay: [revision('c')], current: [revision('b')], before: revision('a') };
  expect(
    usesOfHistory(history, home).map(({ digest, user, why }) => [digest?.at(-1), user.kind, why]),
  ).toEqual([
    ['c', 'service', 'service prod/web starts its tasks from it'],
    ['b', 'service', 'service prod/web starts its tasks from it'],
    ['a', 'rollback', 'a rollback of service prod/web would need it'],
  ]);
});
