import { type Counts, countSeverities, type Severity, severities } from '../severity.ts';
import type { Limits } from './limits.ts';

/** What decides whether an image passes. What is shown has no part in it. */
export interface Gate {
  readonly limits: Limits;
  /** What is known to have no fix does not count; what is not told to have none does. */
  readonly onlyFixable: boolean;
}

/** A finding as far as the gate looks at it. */
export interface GatedFinding {
  readonly severity: Severity;
  readonly fixable?: boolean;
  readonly ignored?: object;
}

/** A limit that an image is above. */
export interface Exceeded {
  readonly severity: Severity;
  readonly count: number;
  readonly limit: number;
}

/** The findings that count, by severity. */
function countedFindings(findings: readonly GatedFinding[], { onlyFixable }: Gate): Counts {
  return countSeverities(
    findings.filter(({ fixable, ignored }) => !ignored && !(onlyFixable && fixable === false)),
  );
}

/** The limits that these findings of one image are above; none of them for an image that passes. */
export function exceededLimits(findings: readonly GatedFinding[], gate: Gate): Exceeded[] {
  const counts = countedFindings(findings, gate);
  return severities.flatMap((severity) => {
    const limit = gate.limits[severity];
    const count = counts[severity] ?? 0;
    return limit !== undefined && count > limit ? [{ severity, count, limit }] : [];
  });
}
