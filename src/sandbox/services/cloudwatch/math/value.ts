import type { Points } from '../query.ts';
import type { Expression } from './syntax.ts';

/** A value of metric math: a number, a series of points, or several series. */
export type Value = number | Points | readonly Points[];

export interface Scope {
  /** The values of the other queries by their ids; undefined for an id that there is not. */
  value(id: string): Value | undefined;
  /** All metrics of the request, for METRICS(). */
  metrics(): readonly Points[];
  /** Seconds between the points. */
  readonly period: number;
  /** The instants that the answer is made of, in milliseconds and ascending. */
  readonly times: readonly number[];
}

/** A scope in which expressions can be evaluated, as functions need it for their parameters. */
export interface Evaluation extends Scope {
  evaluate(expression: Expression): Value;
}

/** Applies `change` to a number, or to every point. */
export function each(value: Value, change: (value: number) => number): Value {
  if (typeof value === 'number') return change(value);
  if (isMany(value)) return value.map((points) => mapped(points, change));
  return mapped(value, change);
}

export function isMany(value: Value): value is readonly Points[] {
  return Array.isArray(value);
}

function mapped(points: Points, change: (value: number) => number): Points {
  const changed: Points = new Map();
  for (const [time, value] of points) {
    const outcome = change(value);
    if (Number.isFinite(outcome)) changed.set(time, outcome);
  }
  return changed;
}
