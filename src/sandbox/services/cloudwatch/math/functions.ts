import type { Points } from '../query.ts';
import type { Expression } from './syntax.ts';
import { type Evaluation, each, isMany, type Scope, type Value } from './value.ts';

type MathFunction = (parameters: readonly Expression[], scope: Evaluation) => Value;

/** The functions of metric math that the sandbox knows, by name. */
export const functions: Readonly<Record<string, MathFunction>> = {
  '': (parameters, scope) => parameters.flatMap((parameter) => seriesIn(scope.evaluate(parameter))),
  ABS: one(Math.abs),
  CEIL: one(Math.ceil),
  FLOOR: one(Math.floor),
  AVG: fold((values) => sum(values) / values.length),
  SUM: fold(sum),
  MIN: fold((values) => Math.min(...values)),
  MAX: fold((values) => Math.max(...values)),
  FILL: fill,
  IF: choose,
  METRICS: (_parameters, scope) => scope.metrics(),
  PERIOD: (_parameters, scope) => scope.period,
  TIME_SERIES: ([parameter], scope) => asSeries(required(parameter, scope), scope),
};

function one(change: (value: number) => number): MathFunction {
  return ([parameter], scope) => each(required(parameter, scope), change);
}

/** Over several series: point by point across them. Over a single one: all its points to one number. */
function fold(how: (values: number[]) => number): MathFunction {
  return (parameters, scope) => {
    const values = parameters.map((parameter) => scope.evaluate(parameter));
    const [only] = values;
    if (values.length === 1 && only instanceof Map) return only.size > 0 ? how([...only.values()]) : only;
    if (values.every((value) => typeof value === 'number')) return how(values);
    const series = values.flatMap((value) =>
      typeof value === 'number' ? [asSeries(value, scope)] : seriesIn(value),
    );
    const folded: Points = new Map();
    for (const time of scope.times) {
      const there = series.map((points) => points.get(time)).filter((value) => value !== undefined);
      if (there.length > 0) folded.set(time, how(there));
    }
    return folded;
  };
}

/** FILL(m1, 0), FILL(m1, REPEAT) or FILL(m1, LINEAR): a value for every point that is missing. */
function fill([what, how]: readonly Expression[], scope: Evaluation): Value {
  const value = required(what, scope);
  if (typeof value === 'number') return value;
  if (isMany(value)) return value.map((points) => filled(points, how, scope));
  return filled(value, how, scope);
}

function filled(points: Points, how: Expression | undefined, scope: Evaluation): Points {
  if (how?.kind === 'name' && how.name === 'REPEAT') return repeated(points, scope);
  if (how?.kind === 'name' && how.name === 'LINEAR') return interpolated(points, scope);
  const filler = asSeries(required(how, scope), scope);
  const whole = scope.times.map((time): [number, number | undefined] => [
    time,
    points.get(time) ?? filler.get(time),
  ]);
  return new Map(whole.filter((point): point is [number, number] => point[1] !== undefined));
}

function repeated(points: Points, { times }: Scope): Points {
  const whole: Points = new Map();
  let last: number | undefined;
  for (const time of times) {
    last = points.get(time) ?? last;
    if (last !== undefined) whole.set(time, last);
  }
  return whole;
}

function interpolated(points: Points, { times }: Scope): Points {
  const whole: Points = new Map();
  const known = [...points].sort(([one], [other]) => one - other);
  for (const time of times) {
    const before = known.findLast(([at]) => at <= time);
    const after = known.find(([at]) => at >= time);
    if (!before || !after) continue;
    const along = after[0] === before[0] ? 0 : (time - before[0]) / (after[0] - before[0]);
    whole.set(time, before[1] + (after[1] - before[1]) * along);
  }
  return whole;
}

/**
 * IF(condition, then, otherwise): point by point when the condition is a series. Without `otherwise` those
 * points are missing.
 */
function choose([condition, then, otherwise]: readonly Expression[], scope: Evaluation): Value {
  const test = required(condition, scope);
  const yes = required(then, scope);
  const no = otherwise ? scope.evaluate(otherwise) : new Map();
  if (typeof test === 'number') return test !== 0 ? yes : no;
  if (isMany(test)) throw new SyntaxError('the condition of IF has to be one series');
  const chosen: Points = new Map();
  const [whenTrue, whenFalse] = [asSeries(yes, scope), asSeries(no, scope)];
  for (const [time, holds] of test) {
    const value = (holds !== 0 ? whenTrue : whenFalse).get(time);
    if (value !== undefined) chosen.set(time, value);
  }
  return chosen;
}

function asSeries(value: Value, scope: Scope): Points {
  if (typeof value === 'number') return new Map(scope.times.map((time) => [time, value]));
  if (!isMany(value)) return value;
  const [first] = value;
  if (value.length !== 1 || !first) throw new SyntaxError('one series is expected here');
  return first;
}

function seriesIn(value: Value): readonly Points[] {
  if (typeof value === 'number') return [];
  return isMany(value) ? value : [value];
}

function required(parameter: Expression | undefined, scope: Evaluation): Value {
  if (!parameter) throw new SyntaxError('a parameter is missing');
  return scope.evaluate(parameter);
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
