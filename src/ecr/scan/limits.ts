import { usage } from '../../failure.ts';
import { type Counts, type Severity, severities } from '../severity.ts';

/** The most findings of a severity that an image may have; a severity without a limit never fails. */
export type Limits = Counts;

/** What `--fail-on` takes. */
export const thresholds = ['critical', 'high', 'medium', 'low', 'none'] as const;

/**
 * The limits that `--fail-on` and `--max` set: of a threshold and all that is graver nothing is allowed, but for what
 * `--max` allows of a severity by name.
 * @throws Failure `usage`.
 */
export function readLimits(failOn: string | undefined, max: readonly string[]): Limits {
  const threshold = severities.indexOf(failOn as Severity);
  const limits = new Map<Severity, number>(severities.slice(0, threshold + 1).map((one) => [one, 0]));
  const named = new Set<Severity>();
  for (const [severity, most] of max.flatMap(readMaxima)) {
    if (named.has(severity)) throw usage(`--max names ${severity} twice`, 'give each severity one limit');
    named.add(severity);
    limits.set(severity, most);
  }
  return Object.fromEntries(limits);
}

function readMaxima(list: string): [Severity, number][] {
  return list.split(',').map((part) => {
    const [, name, most] = /^\s*([a-z]+)\s*=\s*(\d{1,9})\s*$/i.exec(part) ?? [];
    if (name && most) return [severityNamed(name, '--max'), Number(most)];
    throw usage(`--max: "${part}" is no limit`, 'write it like critical=0,high=5');
  });
}

/**
 * The severities of a list such as `critical,high`; all of them where it is not given.
 * @throws Failure `usage`.
 */
export function readSeverities(list: string | undefined): readonly Severity[] {
  if (list === undefined) return severities;
  const named = new Set(list.split(',').map((part) => severityNamed(part.trim(), '--severity')));
  return severities.filter((one) => named.has(one));
}

/** AWS's own names for what nobody has rated. */
const awsNames: Readonly<Record<string, Severity>> = { undefined: 'unrated', untriaged: 'unrated' };

function severityNamed(text: string, flag: string): Severity {
  const found = severities.find((one) => one === (awsNames[text.toLowerCase()] ?? text.toLowerCase()));
  if (found) return found;
  throw usage(`${flag}: "${text}" is no severity`, `choose ${severities.join(', ')}`);
}
