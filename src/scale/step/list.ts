import { usage } from '../../failure.ts';
import { type Adjustment, type AdjustmentType, parseAdjustment } from './adjustment.ts';
import { maxStepAdjustments } from './bounds.ts';

/** Whether steps add tasks as a metric rises, or take them away as it falls. */
export type Direction = 'out' | 'in';

/** From `threshold` on, the capacity is adjusted by `amount`. */
interface ThresholdStep {
  readonly threshold: number;
  readonly amount: number;
}

/** Steps by absolute thresholds, the one that the alarm watches first and the farthest from it last. */
export interface StepList {
  readonly direction: Direction;
  readonly type: AdjustmentType;
  readonly steps: readonly ThresholdStep[];
}

interface ReadStep {
  readonly text: string;
  readonly threshold: number;
  readonly adjustment: Adjustment;
}

const forms: Record<Direction, string> = {
  out: "write THRESHOLD:ADJUSTMENT pairs such as --out '70:+1,85:+3'",
  in: "write THRESHOLD:ADJUSTMENT pairs such as --in '30:-1,15:-2'",
};

/**
 * The steps of `--out` or `--in`, sorted outwards from the threshold nearest to the middle.
 *
 * @throws a usage failure naming the step: unreadable, of another kind than the first, at a threshold that
 *   another step has, or working against the direction; and for more than the 20 steps that AWS allows.
 */
export function parseSteps(text: string, direction: Direction): StepList {
  const parts = text.split(',').map((part) => part.trim());
  if (text.trim() === '') throw usage(`--${direction} is empty`, forms[direction]);
  if (parts.length > maxStepAdjustments)
    throw usage(
      `--${direction} has ${parts.length} steps, and a policy takes ${maxStepAdjustments}`,
      `leave out ${parts.length - maxStepAdjustments} of them`,
    );
  const read = parts.map((part, index) => readStep(part, index, direction));
  const sorted = read.sort((a, b) =>
    direction === 'out' ? a.threshold - b.threshold : b.threshold - a.threshold,
  );
  return asList(sorted, direction);
}

function readStep(text: string, index: number, direction: Direction): ReadStep {
  const [, threshold = '', adjustment = ''] = /^(-?\d+(?:\.\d+)?)\s*:\s*(.+)$/.exec(text) ?? [];
  if (threshold === '')
    throw usage(`--${direction}: step ${index + 1}, '${text}', is no step`, forms[direction]);
  if (!Number.isFinite(Number(threshold)))
    throw usage(`--${direction}: the threshold of step ${index + 1} is too large`, forms[direction]);
  // `+ 0` so that a threshold typed as -0 compares and prints as 0.
  const step = {
    text,
    threshold: Number(threshold) + 0,
    adjustment: parseAdjustment(adjustment, `--${direction}: '${text}'`),
  };
  refuseWrongWay(step, direction);
  return step;
}

function refuseWrongWay({ text, adjustment: { type, amount } }: ReadStep, direction: Direction): void {
  if (type === 'ExactCapacity') return;
  const does = amount === 0 ? 'changes nothing' : amount > 0 ? 'adds tasks' : 'removes tasks';
  if (direction === 'out' && amount <= 0)
    throw usage(`--out: '${text}' ${does}, and --out adds them`, 'write a plus sign, as in --out 70:+1');
  if (direction === 'in' && amount >= 0)
    throw usage(`--in: '${text}' ${does}, and --in removes them`, 'write a minus sign, as in --in 30:-1');
}

function asList(sorted: readonly ReadStep[], direction: Direction): StepList {
  const type = sorted[0]?.adjustment.type ?? 'ChangeInCapacity';
  sorted.forEach((step, index) => {
    const before = sorted[index - 1];
    if (before) refuseBeside(before, step, direction);
  });
  return {
    direction,
    type,
    steps: sorted.map(({ threshold, adjustment }) => ({ threshold, amount: adjustment.amount })),
  };
}

function refuseBeside(before: ReadStep, step: ReadStep, direction: Direction): void {
  const both = `--${direction}: '${before.text}' and '${step.text}'`;
  if (before.adjustment.type !== step.adjustment.type)
    throw usage(
      `${both} are of different kinds, and one policy has one`,
      'write all steps as +1, all as +10% or all as =20',
    );
  if (before.threshold === step.threshold)
    throw usage(`${both} have the same threshold`, `give each step a threshold of its own`);
  // An exact capacity has no sign to judge it by: farther out must not mean back.
  const farther = step.adjustment.amount - before.adjustment.amount;
  if (step.adjustment.type === 'ExactCapacity' && (direction === 'out' ? farther < 0 : farther > 0))
    throw usage(
      `${both} go back towards where they came from`,
      direction === 'out'
        ? "raise the capacity with the threshold, as in '70:=10,85:=20'"
        : "lower the capacity with the threshold, as in '30:=4,15:=2'",
    );
}

/**
 * Holds that no value of the metric asks for both directions at once.
 *
 * @throws a usage failure naming both thresholds, when the highest of `in` is not below the lowest of `out`.
 */
export function refuseOverlap(out: StepList, scaleIn: StepList): void {
  const [upper, lower] = [alarmThreshold(out), alarmThreshold(scaleIn)];
  if (lower < upper) return;
  throw usage(
    `--in ${lower} is not below --out ${upper}: the service would be scaled out and in by the same value`,
    `give --in only thresholds below ${upper}`,
  );
}

/** The threshold of the alarm that starts these steps. */
export function alarmThreshold(list: StepList): number {
  const [first] = list.steps;
  if (!first) throw usage(`--${list.direction} is empty`, forms[list.direction]);
  return first.threshold;
}
