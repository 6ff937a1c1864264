import { printable } from '../../terminal/printable.ts';
import { countsText } from '../severity.ts';
import { ignoreText, packageText, shortName, versionsText } from './finding-words.ts';
import type { FindingValue, ImageValue, ScanValue, Verdict } from './value.ts';
import { warningsOf } from './words.ts';

const signs: Readonly<Record<Verdict, string>> = { passed: '✅', failed: '❌', 'no-verdict': '⚠️' };

/** A comment of a pull request has 65,536 characters at most, of which a row here takes some 250. */
const mostRows = 200;

/** The findings for a pull request: the verdict first, then a table for each image, the worst findings first. */
export function markdownOf(value: ScanValue): string {
  const rows = Math.max(5, Math.floor(mostRows / Math.max(1, value.images.length)));
  const warnings = warningsOf(value).map((text) => `- ${plain(text)}`);
  return [
    `## ${signs[value.verdict]} Image scan: ${value.verdict.replace('-', ' ')}`,
    plain(value.reason),
    ...(warnings.length > 0 ? [warnings.join('\n')] : []),
    ...value.images.map((image) => imageText(image, rows)),
  ].join('\n\n');
}

function imageText(image: ImageValue, rows: number): string {
  const { verdict, why, runsIn, digest, ignored } = image;
  const facts = [
    ...(digest === undefined ? [] : [`\`${digest}\``]),
    ...(runsIn.length > 0 ? [`runs in ${plain(runsIn.join(', '))}`] : []),
    ...(why === undefined ? [] : [`no verdict: ${plain(why)}`]),
    ...(image.platforms.some(({ findings }) => findings !== undefined) ? [countsText(image.counts)] : []),
    ...(ignored > 0 ? [`${ignored} ignored`] : []),
  ];
  const shown = image.findings.slice(0, rows);
  const more = image.findings.length - shown.length;
  return [
    `### ${signs[verdict]} ${plain(shortName(image.image))}`,
    facts.join(' · '),
    ...(shown.length > 0 ? [[...heading, ...shown.map((one) => row(one, image))].join('\n')] : []),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('\n\n');
}

const heading = [
  '| severity | id | package | installed → fixed | score | title |',
  '| --- | --- | --- | --- | ---: | --- |',
];

function row(finding: FindingValue, { platforms }: ImageValue): string {
  const { ignored, severity, score } = finding;
  const isPartly = platforms.length > 1 && finding.platforms.length < platforms.length;
  const notes = [
    ...(isPartly ? [finding.platforms.join(', ')] : []),
    ...(finding.exploitable ? ['exploited'] : []),
    ...(ignored ? [ignoreText(ignored)] : []),
  ];
  const title = `${notes.length > 0 ? `(${notes.join('; ')}) ` : ''}${shortTitle(finding.title)}`;
  const cells = [packageText(finding) ?? '', versionsText(finding), score?.toFixed(1) ?? '', title];
  return `| ${ignored ? `~~${severity}~~` : severity} | ${linked(finding)} | ${cells.map(plain).join(' | ')} |`;
}

const longestTitle = 160;

function shortTitle(title: string): string {
  return title.length <= longestTitle ? title : `${title.slice(0, longestTitle - 1)}…`;
}

function linked({ id, url }: FindingValue): string {
  const isLink = url !== undefined && /^https?:\/\/[^\s()<>|\\[\]`]+$/.test(url);
  return isLink ? `[${plain(id)}](${url})` : plain(id);
}

/** Text of strangers as text: no markup, no link, no mention of a person, no issue. */
function plain(text: string): string {
  return printable(text)
    .replace(/[&<>@#|]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\\`*_~[\]]/g, '\\$&');
}
