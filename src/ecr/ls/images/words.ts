import { ago } from '../../../terminal/ago.ts';
import { listed } from '../../../terminal/listed.ts';
import { counted } from '../../../terminal/number.ts';
import { countsText } from '../../severity.ts';
import type { ListedScan, Use } from '../value.ts';
import type { ListWishes } from '../wishes.ts';

/** `1 critical, 3 high`, `nothing found`, or why there is no answer. */
export function scanText({ state, counts = {}, why = 'no answer' }: ListedScan): string {
  const found = Object.keys(counts).length === 0 ? 'nothing found' : countsText(counts);
  if (state === 'complete') return found;
  if (state === 'partial') return `${found} (${why})`;
  if (state === 'under way') return 'being scanned';
  return state === 'no answer' ? why : state;
}

/** `36d`, as kubectl has it. */
export function ageText(at: Date, now: Date): string {
  return ago(at, now).replace(/ ago$/, '');
}

/** Milliseconds after which it is worth a word how old it is that nothing was found. */
const week = 7 * 24 * 3600_000;

/** The same; that nothing was found with its age, since basic scanning looks once and weaknesses become known later. */
export function agedScanText(scan: ListedScan, now: Date): string {
  const { state, status, counts = {}, scannedAt } = scan;
  const isClean = state === 'complete' && Object.keys(counts).length === 0;
  if (!isClean || status !== 'COMPLETE' || !scannedAt) return scanText(scan);
  const isOld = now.getTime() - scannedAt.getTime() > week;
  return isOld ? `${scanText(scan)} ${ago(scannedAt, now)}` : scanText(scan);
}

/**
 * Whoever needs it, what runs first: `prod/web, 2 tasks, rollback of prod/api`. Task definitions, which most of those
 * have, only where nothing else does.
 */
export function usersText(uses: readonly Use[]): string {
  const namesOf = (kind: Use['kind']) => uses.filter((use) => use.kind === kind).map(({ name }) => name);
  const services = namesOf('service');
  const rollbacks = namesOf('rollback').filter((name) => !services.includes(name));
  const users = [
    ...services,
    ...tasksText(namesOf('task')),
    ...rollbacks.map((name) => `rollback of ${name}`),
  ];
  return (users.length > 0 ? users : namesOf('task definition')).join(', ');
}

/** All of them, for whoever reads by machine: `prod/web,task prod/0a1b…,web:3`. */
export function allUsersText(uses: readonly Use[]): string {
  return uses.map(userText).join(',');
}

function userText({ kind, name }: Use): string {
  if (kind === 'task') return `task ${name}`;
  return kind === 'rollback' ? `rollback of ${name}` : name;
}

/** A task's id says nothing to a reader but which of several it is. */
function tasksText(names: readonly string[]): string[] {
  const [only] = names;
  if (only === undefined) return [];
  return names.length === 1 ? [`task ${shortTask(only)}`] : [counted(names.length, 'task')];
}

function shortTask(name: string): string {
  const slash = name.lastIndexOf('/');
  return `${name.slice(0, slash + 1)}${name.slice(slash + 1, slash + 9)}`;
}

/** `amd64, arm64`: nearly all images are for Linux, which is named where it is another system. */
export function platformsText(platforms: readonly string[]): string {
  return platforms.map((platform) => platform.replace(/^linux\//, '')).join(', ');
}

/** `untagged and unused`: what images were to be. */
export function wishesText({ tagged, inUse }: ListWishes): string {
  return listed([
    ...(tagged === undefined ? [] : [tagged ? 'tagged' : 'untagged']),
    ...(inUse === undefined ? [] : [inUse ? 'in use' : 'unused']),
  ]);
}
