/** How grave a finding is, in AWS's words, the gravest first; what nobody has rated is UNDEFINED there. */
export const severities = ['critical', 'high', 'medium', 'low', 'informational', 'unrated'] as const;

export type Severity = (typeof severities)[number];

/** Findings by severity; none has no entry. */
export type Counts = Readonly<Partial<Record<Severity, number>>>;

/** UNDEFINED of ECR, UNTRIAGED of Inspector and a word that is new all mean that nobody has rated it. */
export function severityOf(text: string | undefined): Severity {
  return severities.find((severity) => severity === text?.toLowerCase()) ?? 'unrated';
}

/** Below zero where `one` is graver than `other`. */
export function bySeverity(one: Severity, other: Severity): number {
  return severities.indexOf(one) - severities.indexOf(other);
}

/** How many there are of each. */
export function countSeverities(findings: readonly { readonly severity: Severity }[]): Counts {
  const counts: Partial<Record<Severity, number>> = {};
  for (const { severity } of findings) counts[severity] = (counts[severity] ?? 0) + 1;
  return Object.fromEntries(severities.flatMap((one) => (counts[one] ? [[one, counts[one]]] : [])));
}

/** `2 critical, 1 high`; `none` where there is nothing. */
export function countsText(counts: Counts): string {
  const parts = severities.flatMap((one) => (counts[one] ? [`${counts[one]} ${one}`] : []));
  return parts.join(', ') || 'none';
}
