import { expect, it } from 'vitest';
import { type Known, sentence } from '../../../../src/events/on-stop/sentence.ts';
import { targetInput } from '../../../../src/sandbox/services/events/target-input.ts';
import { endings, type StoppedTask, stoppedEvent } from '../../../support/stopped-event.ts';

const region = 'us-east-1';

function told(known: Omit<Known, 'region'>, task: StoppedTask): string {
  const target = { Id: 'ecsctl', Arn: 'arn', InputTransformer: sentence({ region, ...known }) };
  return targetInput(target, stoppedEvent(task), { arn: 'arn', name: 'ends' }, new Date());
}

it('tells of a service by its name', () => {
  expect(told({ cluster: 'prod', service: 'web' }, endings['exit 1'])).toBe(
    '"A task of service prod/web stopped at 2026-03-04T09:00:04.000Z: Essential container in task exited ' +
      '(EssentialContainerExited, exit codes [1]). It ran arn:aws:ecs:us-east-1:123456789012:task-definition/web:7. ' +
      'ECS knows more of it for an hour: aws ecs describe-tasks --region us-east-1 --cluster prod ' +
      '--tasks arn:aws:ecs:us-east-1:123456789012:task/prod/1a2b3c"',
  );
});

it.each<[string, Omit<Known, 'region'>, string]>([
  ['a family', { family: 'web', cluster: 'prod' }, 'A task of family web in cluster prod stopped'],
  [
    'a family anywhere',
    { family: 'web' },
    'A task of family web in cluster arn:aws:ecs:us-east-1:123456789012:cluster/prod stopped',
  ],
  ['a cluster', { cluster: 'prod' }, 'A task of service:web in cluster prod stopped'],
])('tells of %s by what the event says', (_, known, words) => {
  const text = told(known, endings['exit 1']);
  expect(text).toContain(words);
  expect(text).not.toMatch(/[<>]/);
});

it('has all exit codes, and none where no container ran', () => {
  expect(told({}, endings['a container beside it that fails'])).toContain('exit codes [0,3]');
  expect(told({}, endings['an image that cannot be pulled'])).toContain('(TaskFailedToStart, exit codes [])');
});

it('keeps the quotation marks of a reason', () => {
  expect(told({}, endings['an image that cannot be pulled'])).toContain(
    'CannotPullContainerError: "nosuch" not found',
  );
});
