import type { MetricDataQuery, MetricStat } from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { evaluate } from './math/evaluate.ts';
import { type Expression, parse } from './math/syntax.ts';
import type { Scope, Value } from './math/value.ts';
import { seriesOf } from './series.ts';
import { statisticNamed } from './statistics.ts';

/** A series as it is asked for: the start of each period, in milliseconds, with its value. */
export type Points = Map<number, number>;

/** The stretch of time that is asked for: [from, to) in milliseconds, cut into periods of so many seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The value of a query's id over a span, with metrics and expressions resolved as they are needed. */
export function queriedValue(
  region: Region,
  queries: readonly MetricDataQuery[],
  id: string,
  span: Span,
): Value {
  return new Request(region, queries, span).resolve(id);
}

/** The points of one metric statistic; periods without data are left out. */
export function pointsOf(region: Region, stat: MetricStat, span: Span): Points {
  const { Metric: metric = {}, Period: period = 60, Stat: name = '' } = stat;
  const statistic = statisticNamed(name);
  if (!statistic) throw validation(`Invalid statistic: ${name}`);
  const series = seriesOf(region, metric);
  const points: Points = new Map();
  if (!series || (stat.Unit && stat.Unit !== series.unit)) return points;
  const length = period * 1000;
  const data = series.between(span.from, span.to);
  for (let start = 0; start < data.length; ) {
    const time = startOfPeriod(data[start]?.time ?? 0, span.from, length);
    let end = start + 1;
    while (end < data.length && (data[end]?.time ?? 0) < time + length) end += 1;
    const value = statistic(end - start === data.length ? data : data.slice(start, end));
    if (value !== undefined) points.set(time, value);
    start = end;
  }
  return points;
}

/** The seconds between the points of a query: its own, or the longest of the metrics that it is made of. */
export function periodOf(queries: readonly MetricDataQuery[], id: string): number {
  const query = queries.find((candidate) => candidate.Id === id);
  const own = query?.MetricStat?.Period ?? query?.Period;
  if (own) return own;
  return Math.max(60, ...queries.map(({ MetricStat }) => MetricStat?.Period ?? 0));
}

/** Throws ValidationError as CloudWatch does for an expression or a query that it cannot read. */
export function checkQueries(queries: readonly MetricDataQuery[]): void {
  const ids = queries.map(({ Id }) => Id);
  for (const query of queries) {
    if (!/^[a-z][a-zA-Z0-9_]*$/.test(query.Id ?? '')) throw validation(`Invalid Id: ${query.Id}`);
    if (ids.indexOf(query.Id) !== ids.lastIndexOf(query.Id))
      throw validation(`The Id ${query.Id} is not unique`);
    if ((query.Expression === undefined) === (query.MetricStat === undefined)) {
      throw validation(`Query ${query.Id} must have either a MetricStat or an Expression`);
    }
    if (query.Expression !== undefined) parsed(query.Expression);
  }
}

export function validation(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

class Request {
  readonly #region: Region;
  readonly #queries: readonly MetricDataQuery[];
  readonly #span: Span;
  readonly #resolved = new Map<string, Value>();

  constructor(region: Region, queries: readonly MetricDataQuery[], span: Span) {
    this.#region = region;
    this.#queries = queries;
    this.#span = span;
  }

  resolve(id: string): Value {
    const known = this.#resolved.get(id);
    if (known !== undefined) return known;
    const query = this.#queries.find((candidate) => candidate.Id === id);
    if (!query) throw validation(`There is no query with the id ${id}`);
    // An expression that leads back to itself finds no points instead of no end.
    this.#resolved.set(id, new Map());
    const value = query.MetricStat
      ? pointsOf(this.#region, query.MetricStat, this.#span)
      : this.#calculate(query);
    this.#resolved.set(id, value);
    return value;
  }

  #calculate(query: MetricDataQuery): Value {
    const period = periodOf(this.#queries, query.Id ?? '');
    const span = this.#span;
    const scope: Scope = {
      period,
      get times() {
        return periods(span, period);
      },
      value: (id) => (this.#queries.some((other) => other.Id === id) ? this.resolve(id) : undefined),
      metrics: () => this.#metrics(),
    };
    try {
      return evaluate(parsed(query.Expression ?? ''), scope);
    } catch (error) {
      throw error instanceof SyntaxError ? badExpression(query.Expression, error) : error;
    }
  }

  #metrics(): Points[] {
    const ids = this.#queries.filter(({ MetricStat }) => MetricStat).map(({ Id }) => Id ?? '');
    return ids.map((id) => this.resolve(id)).filter((value) => value instanceof Map);
  }
}

const parsedBefore = new Map<string, Expression>();

function parsed(source: string): Expression {
  const known = parsedBefore.get(source);
  if (known) return known;
  try {
    const expression = parse(source);
    parsedBefore.set(source, expression);
    return expression;
  } catch (error) {
    throw error instanceof SyntaxError ? badExpression(source, error) : error;
  }
}

function badExpression(source: string | undefined, error: SyntaxError): AwsError {
  return validation(`Error in expression '${source}': ${error.message}`);
}

/**
 * Periods start at whole multiples of their length, seen from the span's start when that is not one itself.
 */
function startOfPeriod(time: number, from: number, length: number): number {
  const origin = from % length;
  return Math.floor((time - origin) / length) * length + origin;
}

function periods({ from, to }: Span, seconds: number): number[] {
  const length = seconds * 1000;
  return Array.from(
    { length: Math.max(0, Math.ceil((to - from) / length)) },
    (_, index) => from + index * length,
  );
}
