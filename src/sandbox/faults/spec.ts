import { usage } from '../../failure.ts';

/** How a fault shows. */
export type FaultKind = 'throttle' | '5xx' | 'reset' | 'slow' | 'lost';

/** One part of a fault specification: what goes wrong, how often, for which requests, and how many times. */
export interface FaultSpec {
  readonly kind: FaultKind;
  /** Share of the matching requests, 0 to 1; undefined for throttling by AWS's published rates. */
  readonly probability: number | undefined;
  /** How long `slow` delays the answer; 0 for the others. */
  readonly delayMilliseconds: number;
  /** Signing name or IAM prefix; undefined for every service. */
  readonly service: string | undefined;
  /** An operation, or with a trailing `*` all that begin so; undefined for every operation. */
  readonly operation: string | undefined;
  /** It strikes so many times and then no more. */
  readonly limit: number;
}

export interface FaultPlan {
  readonly specs: readonly FaultSpec[];
  readonly seed: number;
}

const form =
  'the form is throttle, throttle=0.3, 5xx=0.1, reset=0.05, slow=800ms, lost=0.05 or seed=7, with commas ' +
  'between; each may end in @ecs or @ecs:UpdateService, and then in x2 to strike only twice';

/**
 * Parses `throttle,slow=800ms@ecs,5xx@ecs:UpdateService x2,seed=7`. A fault without a number strikes every
 * time, but for `throttle`, which alone stands for AWS's published rates for ECS. Throws a usage failure for
 * anything else.
 */
export function parseFaults(text: string): FaultPlan {
  const parts = text.split(',').map((part) => part.trim());
  const seeds = parts.filter((part) => part.startsWith('seed='));
  const specs = parts.filter((part) => !part.startsWith('seed=')).map(parsePart);
  return { specs, seed: seeds.map(parseSeed).at(-1) ?? 1 };
}

function parseSeed(part: string): number {
  const digits = part.slice('seed='.length);
  if (/^\d{1,9}$/.test(digits)) return Number(digits);
  throw usage(`'${part}' is not a seed`, 'give a whole number, as in seed=7');
}

const kindAndValue = String.raw`(?<kind>throttle|5xx|reset|slow|lost)(?:=(?<value>[\w.]+?))?`;
const scope = String.raw`(?:@(?<service>[a-z][a-z0-9-]*)(?::(?<operation>[A-Za-z]\w*?\*?))?)?`;
const partPattern = new RegExp(String.raw`^${kindAndValue}${scope}\s*(?:x(?<limit>[1-9]\d*))?$`);

function parsePart(part: string): FaultSpec {
  const groups = partPattern.exec(part)?.groups;
  if (!groups) throw usage(`'${part}' is not a fault`, form);
  const kind = groups.kind as FaultKind;
  const { value, service, operation, limit } = groups;
  if (kind === 'throttle' && value === undefined) refuseForeignRates(part, service);
  return {
    kind,
    probability: probabilityOf(part, kind, value),
    delayMilliseconds: kind === 'slow' ? parseDelay(part, value) : 0,
    service,
    operation,
    limit: limit === undefined ? Number.POSITIVE_INFINITY : Number(limit),
  };
}

/** AWS publishes token buckets for ECS; for other services a bare `throttle` would do nothing, silently. */
function refuseForeignRates(part: string, service: string | undefined): void {
  if (service === undefined || service === 'ecs') return;
  throw usage(
    `'${part}' has no published rates to go by`,
    `give a share of the requests: throttle=0.3@${service}`,
  );
}

function probabilityOf(part: string, kind: FaultKind, value: string | undefined): number | undefined {
  if (kind === 'slow') return 1;
  if (value === undefined) return kind === 'throttle' ? undefined : 1;
  const share = /^(\d+(\.\d*)?|\.\d+)$/.test(value) ? Number(value) : Number.NaN;
  if (share >= 0 && share <= 1) return share;
  throw usage(
    `'${value}' in '${part}' is not a share of requests`,
    'give a number from 0 to 1, as in 5xx=0.1',
  );
}

function parseDelay(part: string, value: string | undefined): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(value ?? '') ?? [];
  if (amount === undefined)
    throw usage(`'${part}' does not say how slow`, 'give a time, as in slow=800ms or slow=2s');
  return Number(amount) * (unit === 's' ? 1000 : 1);
}
