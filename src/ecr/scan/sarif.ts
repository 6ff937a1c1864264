import { createHash } from 'node:crypto';
import { jsonText } from '../../terminal/output.ts';
import type { Severity } from '../severity.ts';
import { ignoreText, packageText, versionsText } from './finding-words.ts';
import type { FindingValue, ImageValue, ScanValue } from './value.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  informational: 'note',
  unrated: 'note',
};

/** Where there is no score: the middle of what GitHub takes for each severity. */
const usualScores: Readonly<Record<Severity, number>> = {
  critical: 9.5,
  high: 8,
  medium: 5.5,
  low: 2,
  informational: 0,
  unrated: 0,
};

/** Of one run GitHub takes so many results. */
const mostResults = 25_000;

/**
 * The findings in SARIF 2.1.0, as GitHub's code scanning takes it: a rule an id, what is ignored marked as suppressed, and
 * images without a verdict as notifications.
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function sarifOf(value: ScanValue): string {
  const found = value.images
    .flatMap((image) => image.findings.map((finding) => ({ image, finding })))
    .slice(0, mostResults);
  const rules = new Map<string, { readonly index: number; readonly rule: object }>();
  for (const { finding } of found) {
    if (!rules.has(finding.id)) rules.set(finding.id, { index: rules.size, rule: ruleOf(finding) });
  }
  const driver = { name: 'ecsctl', rules: [...rules.values()].map(({ rule }) => rule) };
  const results = found.map(({ image, finding }) =>
    resultOf(image, finding, rules.get(finding.id)?.index ?? 0),
  );
  const open = value.images.filter(({ verdict }) => verdict === 'no-verdict');
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver },
        invocations: [
          { executionSuccessful: open.length === 0, toolExecutionNotifications: open.map(notificationOf) },
        ],
        results,
      },
    ],
  });
}

function ruleOf(finding: FindingValue) {
  const { id, severity, title, url } = finding;
  const score = finding.score ?? usualScores[severity];
  const isLink = url !== undefined && /^https?:\/\/[^\s]+$/.test(url);
  return {
    id,
    name: 'VulnerablePackage',
    shortDescription: { text: firstSentence(title) },
    fullDescription: { text: title },
    ...(isLink && { helpUri: encodeURI(decodeSafely(url)) }),
    help: { text: `${id}: ${title}` },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['security', 'vulnerability', severity], 'security-severity': score.toFixed(1) },
  };
}

/** GitHub shows so many characters of a rule's title. */
const longestTitle = 1024;

function firstSentence(text: string): string {
  const [sentence = ''] = /^.*?[.!?](?=\s|$)/s.exec(text) ?? [text];
  return (sentence || text).slice(0, longestTitle);
}

/** What is encoded already is not encoded twice. */
function decodeSafely(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

function resultOf(image: ImageValue, finding: FindingValue, ruleIndex: number) {
  const { id, severity, ignored, platforms } = finding;
  const repository = image.repository ?? image.image;
  const text = `${packageText(finding) ?? 'The image'} ${versionsText(finding)}`.trim();
  const where = image.platforms.length > 1 ? ` (${platforms.join(', ')})` : '';
  const key = [repository, id, ...finding.packages.map(({ name, path = '' }) => `${name} ${path}`).sort()];
  const content = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32);
  return {
    ruleId: id,
    ruleIndex,
    level: levels[severity],
    message: { text: `${image.image}${where}: ${text}: ${finding.title}` },
    locations: [
      {
        // GitHub shows nothing without a place in a file; the repository stands for it.
        physicalLocation: { artifactLocation: { uri: encodeURI(repository) }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: `${repository}@${image.digest}`, kind: 'resource' }],
      },
    ],
    // Without version and digest: it stays the same alert in the next image.
    partialFingerprints: { primaryLocationLineHash: `${content}:1` },
    properties: { image: image.image, digest: image.digest, platforms, packages: finding.packages },
    ...(ignored && {
      suppressions: [{ kind: 'external', status: 'accepted', justification: ignoreText(ignored) }],
    }),
  };
}

function notificationOf({ image, why }: ImageValue) {
  return { level: 'error', message: { text: `no verdict on ${image}: ${why}` } };
}
