import { describe, expect, it } from 'vitest';
import { parseSubject, type Subject } from '../../../../src/ecr/access/subject.ts';

const arn = 'arn:aws:ecs:eu-west-1:123456789012';
const service: Subject = { kind: 'service', name: { cluster: 'prod', service: 'web' } };
const definition = (name: string): Subject => ({ kind: 'task-definition', name });

describe('what is typed', () => {
  it.each<[string, string | undefined, Subject]>([
    ['prod/web', undefined, service],
    ['web', 'prod', service],
    [`${arn}:service/prod/web`, undefined, service],
    ['web', undefined, definition('web')],
    ['web:3', undefined, definition('web:3')],
    ['web:3', 'prod', definition('web:3')],
    [`${arn}:task-definition/web:3`, 'prod', definition(`${arn}:task-definition/web:3`)],
  ])('%s, with cluster %s', (text, cluster, subject) => {
    expect(parseSubject(text, cluster)).toEqual(subject);
  });

  it.each([
    'web:latest',
    'web:0',
    'a/b/c',
    'we b',
    '',
    'web:',
    `${arn}:task-definition/`,
    `${arn}:cluster/prod`,
    'prod/',
  ])('is refused: "%s"', (text) => {
    expect(() => parseSubject(text)).toThrow(expect.objectContaining({ kind: 'usage' }));
  });
});
