import { ago } from '../../terminal/ago.ts';
import { type Field, fields } from '../../terminal/fields.ts';
import { printable } from '../../terminal/printable.ts';
import { type Paint, plainPaint, type Screen } from '../../terminal/screen.ts';
import { type Column, table } from '../../terminal/table.ts';
import { shorten } from '../../terminal/text-width.ts';
import { shortDigest } from '../image/digest.ts';
import { countsText, type Severity } from '../severity.ts';
import {
  fixedText,
  ignoreText,
  installedText,
  packageText,
  shortName,
  versionsText,
} from './finding-words.ts';
import { severityBar } from './severity-bar.ts';
import type { FindingValue, ImageValue, PlatformValue, ScanValue } from './value.ts';

/** For each image what it is and how it was scanned, and a row a finding. */
export function renderScan({ images }: ScanValue, screen: Screen): string {
  if (!screen.aligned)
    return images
      .map((image) => renderRows(image, screen))
      .filter(Boolean)
      .join('\n');
  return images.map((image) => renderImage(image, screen)).join('\n\n');
}

/** In a pipe a row a finding, the same columns for every image. */
function renderRows(image: ImageValue, screen: Screen): string {
  return table([{ title: 'image', value: () => image.image }, ...wholeColumns], image.findings, screen);
}

const wholeColumns: readonly Column<FindingValue>[] = [
  { title: 'severity', value: ({ severity }) => severity },
  { title: 'id', value: ({ id }) => id },
  { title: 'package', value: packageText },
  { title: 'installed', value: installedText },
  { title: 'fixed', value: fixedText },
  { title: 'score', value: ({ score }) => score },
  { title: 'platform', value: ({ platforms }) => platforms.join(',') },
  { title: 'ignored', value: ({ ignored }) => ignored && ignoreText(ignored) },
  { title: 'title', value: ({ title }) => title },
];

function renderImage(image: ImageValue, screen: Screen): string {
  const rows = table(columnsFor(image), image.findings, screen);
  return [fields(head(image, screen), screen), ...(rows === '' ? [] : ['', rows])].join('\n');
}

function head(image: ImageValue, screen: Screen): Field[] {
  const { digest, runsIn, attestations, why, ignored } = image;
  const left = attestations > 0 ? `${attestations} of what a build attests, left out` : undefined;
  const isScanned = image.platforms.some(({ findings }) => findings !== undefined);
  const counts = `${countsText(image.counts)}${ignored > 0 ? ` (${ignored} ignored)` : ''}`;
  return [
    { label: 'image', value: shortName(image.image), paint: (text, { paint }) => paint.strong(text) },
    { label: 'digest', value: digest },
    { label: 'runs in', value: runsIn.join(', ') || undefined },
    ...image.platforms.map((platform) => platformField(platform, image, screen)),
    { label: 'manifests', value: left },
    { label: 'no verdict', value: why, paint: (text, { paint }) => paint.bad(text) },
    { label: 'findings', value: isScanned ? counts : undefined },
    barField(image, screen),
  ];
}

/** Under the counts their shares; nothing where there are none. */
function barField({ counts }: ImageValue, { width }: Screen): Field {
  const draw = (paint: Paint) => severityBar(counts, Math.min(30, Math.floor(width / 4)), paint);
  return { label: '', value: draw(plainPaint) || undefined, paint: (_text, { paint }) => draw(paint) };
}

function platformField(platform: PlatformValue, { platforms }: ImageValue, { now }: Screen): Field {
  const { scanType, scannedAt, databaseAt, status, why } = platform;
  const name = platform.platform ?? (platforms.length > 1 ? shortDigest(platform.digest) : 'scan');
  if (why !== undefined) return { label: name, value: platforms.length > 1 ? why : undefined };
  const parts = [
    scanType,
    // The clocks of two machines may differ by a little.
    scannedAt && ago(scannedAt < now ? scannedAt : now, now),
    databaseAt && `database of ${databaseAt.toISOString().slice(0, 10)}`,
    status === 'ACTIVE' ? 'watched on' : undefined,
  ];
  return { label: name, value: parts.filter(Boolean).join(', ') };
}

/** Longer than any id that there is; what it is looked up by is not to be cut. */
const longestId = 24;

function columnsFor(image: ImageValue): Column<FindingValue>[] {
  const several = image.platforms.length > 1;
  const saysFixes = image.findings.some((finding) => fixedText(finding) !== undefined);
  return [
    { title: 'severity', value: ({ severity }) => severity, paint: paintSeverity },
    { title: 'id', value: ({ id }) => shorten(printable(id), longestId) },
    { title: 'package', value: packageText, shrink: 3 },
    { title: saysFixes ? 'installed → fixed' : 'installed', value: versionsText, shrink: 4 },
    { title: 'score', value: ({ score }) => score?.toFixed(1), align: 'right' },
    ...(several ? [platformColumn(image)] : []),
    { title: 'title', value: titleText, shrink: 1, paint: paintTitle },
  ];
}

/** `all`, where every platform has it. */
function platformColumn({ platforms }: ImageValue): Column<FindingValue> {
  return {
    title: 'platform',
    value: (finding) =>
      finding.platforms.length === platforms.length ? 'all' : finding.platforms.join(', '),
    shrink: 2,
  };
}

function titleText({ ignored, exploitable, title }: FindingValue): string {
  const marks = [ignored && ignoreText(ignored), exploitable && 'exploited'].filter(Boolean);
  return `${marks.length > 0 ? `[${marks.join('; ')}] ` : ''}${title}`;
}

function paintTitle(text: string, { ignored }: FindingValue, { paint }: Screen): string {
  return ignored ? paint.faint(text) : text;
}

const colours: Readonly<Record<Severity, keyof Paint>> = {
  critical: 'bad',
  high: 'bad',
  medium: 'warn',
  low: 'accent',
  informational: 'faint',
  unrated: 'faint',
};

function paintSeverity(text: string, { severity, ignored }: FindingValue, { paint }: Screen): string {
  return ignored ? paint.faint(text) : paint[colours[severity]](text);
}
