import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSteps, refuseOverlap } from '../../../../src/scale/step/list.ts';
import { failureOf, refusedFor } from '../../../support/refused.ts';

describe('reading steps', () => {
  it.each([
    ['70:+1', 'out', 'ChangeInCapacity', [[70, 1]]],
    [
      '70:+1,85:+3',
      'out',
      'ChangeInCapacity',
      [
        [70, 1],
        [85, 3],
      ],
    ],
    [
      ' 85 : +3 , 70 : +1 ',
      'out',
      'ChangeInCapacity',
      [
        [70, 1],
        [85, 3],
      ],
    ],
    [
      '30:-1,15:-2',
      'in',
      'ChangeInCapacity',
      [
        [30, -1],
        [15, -2],
      ],
    ],
    [
      '15:-2,30:-1',
      'in',
      'ChangeInCapacity',
      [
        [30, -1],
        [15, -2],
      ],
    ],
    [
      '70:+10%,90:+50%',
      'out',
      'PercentChangeInCapacity',
      [
        [70, 10],
        [90, 50],
      ],
    ],
    ['30:-100%', 'in', 'PercentChangeInCapacity', [[30, -100]]],
    [
      '70:=10,85:=20',
      'out',
      'ExactCapacity',
      [
        [70, 10],
        [85, 20],
      ],
    ],
    [
      '30:=4,10:=0',
      'in',
      'ExactCapacity',
      [
        [30, 4],
        [10, 0],
      ],
    ],
    [
      '-5.5:+1,0.25:+2',
      'out',
      'ChangeInCapacity',
      [
        [-5.5, 1],
        [0.25, 2],
      ],
    ],
    ['-0:+1', 'out', 'ChangeInCapacity', [[0, 1]]],
  ] as const)('reads %s', (text, direction, type, steps) => {
    expect(parseSteps(text, direction)).toEqual({
      direction,
      type,
      steps: steps.map(([threshold, amount]) => ({ threshold, amount })),
    });
  });

  it.each([
    ['', 'out', '--out is empty'],
    ['   ', 'in', '--in is empty'],
    ['70', 'out', "step 1, '70'"],
    ['70:+1,', 'out', "step 2, ''"],
    ['70:+1,x:+2', 'out', "step 2, 'x:+2'"],
    [':+1', 'out', "':+1'"],
    ['7e1:+1', 'out', "'7e1:+1'"],
    ['70:1', 'out', "'1' is no adjustment"],
    ['70:+1.5', 'out', "'+1.5' is no adjustment"],
    ['70:=20%', 'out', "'=20%' is no adjustment"],
    ['70:++1', 'out', "'++1' is no adjustment"],
    ['70:-1', 'out', "'70:-1' removes tasks"],
    ['70:+0', 'out', "'70:+0' changes nothing"],
    ['30:+1', 'in', "'30:+1' adds tasks"],
    ['30:-0%', 'in', "'30:-0%' changes nothing"],
    ['30:-101%', 'in', "'-101%' removes more than all tasks"],
    ['70:+1,85:+10%', 'out', "'70:+1' and '85:+10%' are of different kinds"],
    ['70:=5,85:+1', 'out', "'70:=5' and '85:+1' are of different kinds"],
    ['70:+1,70:+2', 'out', "'70:+1' and '70:+2' have the same threshold"],
    ['70:+1,70.0:+2', 'out', "'70:+1' and '70.0:+2' have the same threshold"],
    ['70:=10,85:=5', 'out', "'70:=10' and '85:=5' go back"],
    ['30:=4,15:=6', 'in', "'30:=4' and '15:=6' go back"],
    [`${'9'.repeat(400)}:+1`, 'out', 'the threshold of step 1 is too large'],
    [Array.from({ length: 21 }, (_, index) => `${index}:+1`).join(','), 'out', '--out has 21 steps'],
  ] as const)('refuses %s', (text, direction, naming) => {
    refusedFor('usage', naming, () => parseSteps(text, direction));
  });

  it('takes the 20 steps that AWS allows', () => {
    const text = Array.from({ length: 20 }, (_, index) => `${index}:+1`).join(',');
    expect(parseSteps(text, 'out').steps).toHaveLength(20);
  });

  it('never fails with anything but a usage failure', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[-\d.:+=%, ]{0,30}$/)),
        fc.constantFrom('out', 'in'),
        (text, direction) => {
          try {
            parseSteps(text, direction);
          } catch {
            expect(failureOf('usage', () => parseSteps(text, direction)).message).toContain(`--${direction}`);
          }
        },
      ),
    );
  });
});

describe('both directions together', () => {
  it('takes a scale-in threshold below the scale-out one', () => {
    refuseOverlap(parseSteps('70:+1,85:+3', 'out'), parseSteps('69.9:-1,10:-2', 'in'));
  });

  it.each([
    ['70:+1', '70:-1'],
    ['70:+1,85:+3', '75:-1'],
    ['-5:+1', '0:-1'],
  ])('refuses --out %s beside --in %s', (out, scaleIn) => {
    const [upper, lower] = [parseSteps(out, 'out'), parseSteps(scaleIn, 'in')];
    const naming = `--in ${lower.steps[0]?.threshold} is not below --out ${upper.steps[0]?.threshold}`;
    refusedFor('usage', naming, () => refuseOverlap(upper, lower));
  });
});
