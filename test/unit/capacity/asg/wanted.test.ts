import { describe, expect, it } from 'vitest';
import { type AsgFlags, readWanted } from '../../../../src/capacity/asg/wanted.ts';
import { refusedFor } from '../../../support/refused.ts';

const none: AsgFlags = {
  cpu: undefined,
  min: undefined,
  max: undefined,
  warmup: undefined,
  noScaleIn: false,
  scaleIn: false,
};

describe('what is wanted of a group', () => {
  it.each([
    [{ cpu: '60' }, { cpu: 60 }],
    [
      { cpu: '62.5', warmup: 90, noScaleIn: true },
      { cpu: 62.5, warmup: 90, scaleIn: false },
    ],
    [
      { cpu: '100', scaleIn: true },
      { cpu: 100, scaleIn: true },
    ],
    [
      { cpu: 'off', min: 1 },
      { cpu: 'off', min: 1 },
    ],
    [
      { min: 0, max: 0 },
      { min: 0, max: 0 },
    ],
  ])('is read from %j', (flags, expected) => {
    expect(readWanted('machines', { ...none, ...flags })).toEqual({ group: 'machines', ...expected });
  });

  it('may name the group by its ARN', () => {
    const arn = 'arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1-2:autoScalingGroupName/a/b';
    expect(readWanted(arn, { ...none, min: 1 })).toEqual({ group: 'a/b', min: 1 });
  });

  it.each([
    [{}, 'nothing is named that Auto Scaling group machines is to have'],
    [{ cpu: '0' }, '"0" is out of range'],
    [{ cpu: '101' }, '"101" is out of range'],
    [{ cpu: '-5' }, '"-5" is no percentage'],
    [{ cpu: 'Off' }, '"Off" is no percentage'],
    [{ cpu: '５０' }, 'is no percentage'],
    [{ cpu: '1e1' }, 'is no percentage'],
    [{ min: 3, max: 2 }, '--min 3 is more than --max 2'],
    [{ warmup: 60 }, '--warmup is about the policy on CPU'],
    [{ min: 1, noScaleIn: true }, '--no-scale-in is about the policy on CPU'],
    [{ cpu: 'off', scaleIn: true }, '--scale-in says how the CPU is followed, and --cpu off ends that'],
    [{ cpu: '50', scaleIn: true, noScaleIn: true }, 'contradict each other'],
  ])('is refused as %j', (flags, naming) => {
    refusedFor('usage', naming, () => readWanted('machines', { ...none, ...flags }));
  });

  it.each(['', 'a:b', 'arn:aws:ecs:us-east-1:123456789012:cluster/prod', 'a\u001b[2J'])(
    'has no group %j',
    (name) => {
      refusedFor('usage', 'no name of an Auto Scaling group', () => readWanted(name, { ...none, min: 1 }));
    },
  );
});
