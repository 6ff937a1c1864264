import type {
  CustomizedMetricSpecification,
  TargetTrackingMetricDataQuery,
} from '@aws-sdk/client-application-auto-scaling';
import { usage } from '../../failure.ts';
import type { Tracked } from './tracked.ts';

const form =
  'write {"TargetValue": 50, "CustomizedMetricSpecification": {"MetricName": …, "Namespace": …, "Statistic": …}}';

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads a target tracking configuration with a customised metric, in the JSON that `aws application-autoscaling
 * put-scaling-policy --target-tracking-scaling-policy-configuration` takes.
 * @throws a usage failure naming the member that is wrong.
 */
export function readMetricFile(text: string): Tracked {
  const { TargetValue: target, CustomizedMetricSpecification: metric, ...rest } = parse(text);
  refuseOthers(rest, 'the file');
  if (typeof target !== 'number' || !Number.isFinite(target)) {
    throw wrong(`TargetValue is ${JSON.stringify(target) ?? 'missing'}, not a number`);
  }
  if (!isObject(metric)) throw wrong('CustomizedMetricSpecification is missing');
  const specification = metric as CustomizedMetricSpecification;
  if (Array.isArray(metric.Metrics)) checkMath(metric);
  else checkSingle(metric);
  return { metric: { kind: 'custom', name: nameOf(specification), specification }, target };
}

function parse(text: string): Members {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch (error) {
    throw wrong(`it is no JSON (${error instanceof Error ? error.message : error})`);
  }
  throw wrong('it is no JSON object');
}

function checkSingle(metric: Members): void {
  const { MetricName, Namespace, Statistic, Dimensions, Unit: _unit, ...rest } = metric;
  refuseOthers(rest, 'CustomizedMetricSpecification');
  for (const [name, value] of Object.entries({ MetricName, Namespace, Statistic })) {
    if (typeof value !== 'string' || value === '') throw wrong(`${name} is missing`);
  }
  const statistics = ['Average', 'Minimum', 'Maximum', 'SampleCount', 'Sum'];
  if (!statistics.includes(String(Statistic))) {
    throw wrong(`Statistic "${Statistic}" is none of ${statistics.join(', ')}`);
  }
  const pairs = Dimensions === undefined ? [] : Dimensions;
  if (!Array.isArray(pairs) || !pairs.every((pair) => isObject(pair) && pair.Name && pair.Value)) {
    throw wrong('Dimensions is no list of {"Name": …, "Value": …}');
  }
}

/** Ids start with a lower-case letter, each entry is either an expression or a metric, and one is the answer. */
function checkMath({ Metrics, ...rest }: Members): void {
  refuseOthers(rest, 'CustomizedMetricSpecification beside Metrics');
  const queries = Metrics as readonly unknown[];
  const answers = queries.filter((query) => checkQuery(query)).length;
  if (answers !== 1) throw wrong(`ReturnData is true on ${answers} of the Metrics, not on exactly one`);
}

function checkQuery(query: unknown): boolean {
  if (!isObject(query)) throw wrong('an entry of Metrics is no object');
  const { Id, Expression, MetricStat, Label: _label, ReturnData = true, ...rest } = query;
  if (typeof Id !== 'string' || !/^[a-z]\w*$/.test(Id)) {
    throw wrong(`the Id ${JSON.stringify(Id) ?? ''} of a metric does not start with a lower-case letter`);
  }
  refuseOthers(rest, `Metrics entry ${Id}`);
  if ((Expression === undefined) === (MetricStat === undefined)) {
    throw wrong(`Metrics entry ${Id} needs either Expression or MetricStat`);
  }
  if (isObject(MetricStat)) {
    const { Metric: _metric, Stat: _stat, Unit: _unit, ...others } = MetricStat;
    refuseOthers(others, `MetricStat of ${Id}`);
  }
  return ReturnData === true;
}

function refuseOthers(rest: Members, where: string): void {
  const [member] = Object.keys(rest);
  if (member) throw wrong(`${where} does not take "${member}"`);
}

function nameOf({ MetricName, Metrics = [] }: CustomizedMetricSpecification): string {
  const answer = (Metrics as readonly TargetTrackingMetricDataQuery[]).find(
    ({ ReturnData = true }) => ReturnData,
  );
  return MetricName ?? answer?.Label ?? answer?.Id ?? 'custom';
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(what: string): Error {
  return usage(`--metric-json: ${what}`, form);
}
