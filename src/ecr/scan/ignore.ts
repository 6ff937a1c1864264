import { usage } from '../../failure.ts';

/** A finding that is known and put up with. */
export interface Ignore {
  readonly id: string;
  readonly reason?: string;
  /** The day from whose beginning, in UTC, it counts again: `2027-01-31`. */
  readonly until?: string;
  /** `--ignore`, or the line of the file. */
  readonly from: string;
}

const entryForm = 'write a line like CVE-2024-1234 exp:2027-01-31 # why';
const idForm = /^[A-Za-z][A-Za-z0-9]*(?:[-_:.][A-Za-z0-9]+)+$/;

/**
 * What `--ignore` names.
 * @throws Failure `usage` for what cannot be the id of a finding.
 */
export function readIgnored(ids: readonly string[]): Ignore[] {
  return ids.map((id) => {
    if (idForm.test(id)) return { id, from: '--ignore' };
    throw usage(`--ignore: "${id}" is no id of a finding`, 'write it like CVE-2024-1234');
  });
}

/**
 * The lines of an ignore file, which are those of a `.trivyignore`: an id, perhaps the day it expires on, perhaps a reason
 * behind `#`. A comment on the line right before stands for the reason of one that has none.
 * @throws Failure `usage` naming the line.
 */
export function readIgnoreFile(text: string): Ignore[] {
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const { words, comment } = partsOf(line);
    if (words.length === 0) return [];
    const before = partsOf(lines[index - 1] ?? '');
    const reason = comment || (before.words.length === 0 ? before.comment : '');
    return [readEntry(words, reason, index + 1)];
  });
}

function partsOf(line: string): { words: string[]; comment: string } {
  const mark = line.search(/(?:^|\s)#/);
  const content = mark < 0 ? line : line.slice(0, mark);
  const comment = mark < 0 ? '' : line.slice(line.indexOf('#', mark)).replace(/^#+/, '').trim();
  return { words: content.split(/\s+/).filter((word) => word !== ''), comment };
}

function readEntry([id = '', ...options]: readonly string[], reason: string, line: number): Ignore {
  const where = `--ignore-file, line ${line}`;
  if (!idForm.test(id)) throw usage(`${where}: "${id}" is no id of a finding`, entryForm);
  const until = options.map((option) => expiryOf(option, where)).at(-1);
  return {
    id,
    ...(reason !== '' && { reason }),
    ...(until !== undefined && { until }),
    from: `line ${line}`,
  };
}

function expiryOf(option: string, where: string): string {
  const [, day] = /^exp:(\d{4}-\d{2}-\d{2})$/.exec(option) ?? [];
  if (day && startOf(day)?.toISOString().startsWith(day)) return day;
  throw usage(`${where}: "${option}" is no date of expiry`, entryForm);
}

/** Undefined for a day that no calendar has. */
function startOf(day: string): Date | undefined {
  const start = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(start.getTime()) ? undefined : start;
}

/** Whether an entry counts no more: from the beginning of the day it names, as trivy has it. */
export function isExpired({ until }: Ignore, now: Date): boolean {
  const start = until === undefined ? undefined : startOf(until);
  return start !== undefined && start.getTime() <= now.getTime();
}

/** The entry by which a finding is put up with; one that has expired is none. */
export function ignoreOf(id: string, entries: readonly Ignore[], now: Date): Ignore | undefined {
  return entries.find((entry) => isSame(entry.id, id) && !isExpired(entry, now));
}

/** Which entries expired and would have met something, and which meet nothing at all. */
export function reviewIgnores(
  entries: readonly Ignore[],
  ids: readonly string[],
  now: Date,
): { readonly expired: Ignore[]; readonly unused: Ignore[] } {
  const meets = (entry: Ignore) => ids.some((id) => isSame(entry.id, id));
  return {
    expired: entries.filter((entry) => isExpired(entry, now) && meets(entry)),
    unused: entries.filter((entry) => !meets(entry)),
  };
}

function isSame(one: string, other: string): boolean {
  return one.toUpperCase() === other.toUpperCase();
}
