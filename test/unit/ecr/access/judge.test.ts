import { describe, expect, it } from 'vitest';
import { judgeAccess } from '../../../../src/ecr/access/judge/judge.ts';
import { lacking } from './cases.ts';
import { anAccess, aRole, roleArn } from './found-access.ts';
import { imageCases } from './image-cases.ts';
import { roleCases } from './role-cases.ts';

const cases = [...roleCases, ...imageCases];

describe('a pull is judged', () => {
  it.each(cases)('by %s', (_, found, subject, light, text) => {
    const [image] = judgeAccess(anAccess(found)).images;
    const checks = image?.checks.filter((check) => check.subject === subject) ?? [];
    expect(checks).toEqual([expect.objectContaining({ light, text: expect.stringMatching(text) })]);
  });

  it('to succeed where nothing is in the way', () => {
    const value = judgeAccess(anAccess());
    expect(value).toMatchObject({
      subject: 'prod/web',
      taskDefinition: 'web:3',
      light: 'green',
      roles: [roleArn],
    });
    expect(value.images[0]?.checks.map(({ light }) => light)).not.toContain('yellow');
  });

  it.each(cases.filter(([, , , light]) => light === 'red'))(
    'and for %s there is something to type',
    (_, found) => {
      const checks = judgeAccess(anAccess(found)).images.flatMap((image) => image.checks);
      for (const check of checks) if (check.light === 'red') expect(check.next, check.text).toBeTruthy();
    },
  );

  it('by the gravest light: red outweighs what is not known', () => {
    const roles = [aRole([lacking], { role: { refused: 'iam:GetRole' } })];
    expect(judgeAccess(anAccess({ roles })).light).toBe('red');
    expect(judgeAccess(anAccess({ roles: [aRole([], { role: { refused: 'iam:GetRole' } })] })).light).toBe(
      'unknown',
    );
  });

  it('without a word of rights for a role that is gone', () => {
    const gone = aRole([], { role: { value: undefined }, rights: new Map(), token: { value: [] } });
    const checks = judgeAccess(anAccess({ roles: [gone] })).images.flatMap((image) => image.checks);
    expect(checks.map(({ subject }) => subject)).not.toContain('rights');
  });
});
