import { describe, expect, it } from 'vitest';
import type { Step } from '../../conformance/aws-operations/exercise.ts';
import { compareSteps } from '../../conformance/compare.ts';

function step(part: Partial<Step>): Step {
  return {
    name: 'ecs ListClusters',
    site: 'moto',
    code: 0,
    answer: undefined,
    stderr: '',
    wrong: [],
    ...part,
  };
}

function differences(sandbox: Partial<Step>, moto: Partial<Step>): string[] {
  return compareSteps([step(sandbox)], [step(moto)]).map(({ what, difference }) => `${what} | ${difference}`);
}

describe('two sites', () => {
  it('agree where only ids and times differ', () => {
    const ours = { arn: 'arn:aws:ecs:us-east-1:123456789012:task/lab/0a1b2c', at: 1_795_368_396.2 };
    const theirs = { arn: 'arn:aws:ecs:us-east-1:123456789012:task/lab/99ffee', at: 1_795_368_417 };
    expect(differences({ answer: ours }, { answer: theirs })).toEqual([]);
  });

  it('differ where a member is on one of them only', () => {
    expect(differences({ answer: { a: { b: [] } } }, { answer: { a: { c: 1 } } })).toEqual([
      'ecs ListClusters | a.b only on the sandbox',
      'ecs ListClusters | a.c only on moto',
    ]);
  });

  it('differ where a value of the API does', () => {
    expect(differences({ answer: [{ status: 'ACTIVE' }] }, { answer: [{ status: 'INACTIVE' }] })).toEqual([
      'ecs ListClusters | [0].status is "ACTIVE" on the sandbox, "INACTIVE" on moto',
    ]);
  });

  it('differ where one refuses, which is told of the very step', () => {
    const refusal = { name: 'ecs ListClusters: none', code: 255, errorName: 'ClusterNotFoundException' };
    expect(differences(refusal, { name: 'ecs ListClusters: none' })).toEqual([
      'ecs ListClusters: none | the sandbox refuses with ClusterNotFoundException, moto answers',
    ]);
  });

  it('do not differ in how far things have come', () => {
    expect(
      differences({ answer: { s: { runningCount: 2 } } }, { answer: { s: { runningCount: 3 } } }),
    ).toEqual([]);
  });
});
