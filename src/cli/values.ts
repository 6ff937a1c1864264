import { usage } from '../failure.ts';
import type { Flag, FlagKinds, Flags, FlagValues } from '../verb/flags.ts';
import { instantOf } from './instant.ts';
import { textOfFile } from './text-of-file.ts';

/** Flags as they stood on the command line: text, a list of texts, or `true` for a switch. */
export type RawFlags = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** `scaleOutCooldown` → `--scale-out-cooldown`. */
export function flagName(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/**
 * The flags' values by their kinds, and which of them were given.
 * @throws Failure `usage` naming the flag, the value and the right form.
 */
export function parseFlags<F extends Flags>(
  flags: F,
  raw: RawFlags,
  env: Readonly<Record<string, string | undefined>>,
): { values: FlagValues<F>; given: ReadonlySet<keyof F> } {
  const given = new Set<keyof F>();
  const values = Object.entries(flags).map(([key, flag]) => {
    const text = raw[key] ?? (flag.env && env[flag.env]) ?? undefined;
    if (text !== undefined && text !== '' && text !== false) given.add(key);
    return [key, parseFlag(flagName(key), flag, raw[key] === undefined && text === '' ? undefined : text)];
  });
  // The keys are those of `flags`, and each value was parsed by its own kind.
  return { values: Object.fromEntries(values) as FlagValues<F>, given };
}

function parseFlag(name: string, flag: Flag, raw: RawFlags[string]) {
  if (flag.kind === 'switch') return raw === true;
  if (flag.repeat) return (Array.isArray(raw) ? raw : []).map((text) => parseText(name, flag, text));
  return raw === undefined
    ? undefined
    : parseText(name, flag, String(raw === true ? (flag.bare ?? '') : raw));
}

function parseText(name: string, flag: Flag, text: string) {
  return parsers[flag.kind](text, flag, name);
}

type Parser<Kind extends keyof FlagKinds> = (text: string, flag: Flag, name: string) => FlagKinds[Kind];

const parsers: { readonly [Kind in keyof FlagKinds]: Parser<Kind> } = {
  text: (text, _flag, name) => {
    if (text.trim() === '') throw usage(`${name} is empty`, `write a value after ${name}`);
    return text;
  },
  integer: (text, flag, name) =>
    inRange(/^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN, text, flag, name),
  number: (text, flag, name) =>
    inRange(/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN, text, flag, name),
  duration: (text, flag, name) => inRange(secondsOf(text), text, flag, name),
  time: (text, _flag, name) => {
    const time = instantOf(text);
    if (time) return time;
    throw usage(`${name}: "${text}" is no time`, 'write it like 2026-12-01T09:00:00Z');
  },
  switch: () => true,
  choice: (text, flag, name) => {
    if (flag.choices?.includes(text)) return text;
    throw usage(`${name}: "${text}" is not one of the choices`, `choose ${flag.choices?.join(', ')}`);
  },
  pair: (text, _flag, name) => {
    const [, key, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (key && value) return { key, value };
    throw usage(`${name}: "${text}" is no pair`, 'write it like KEY=VALUE');
  },
  file: (path, _flag, name) => textOfFile(path, name),
};

const durationUnits: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function secondsOf(text: string): number {
  const [, count, unit = ''] = /^(\d+)([smhd])$/.exec(text) ?? [];
  return Number(count) * (durationUnits[unit] ?? Number.NaN);
}

function inRange(value: number, text: string, flag: Flag, name: string): number {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = flag;
  if (Number.isSafeInteger(Math.trunc(value)) && value >= min && value <= max) return value;
  throw usage(
    `${name}: "${text}" ${Number.isNaN(value) ? `is no ${nouns[flag.kind]}` : 'is out of range'}`,
    rightForm(flag),
  );
}

const nouns: Partial<Record<Flag['kind'], string>> = {
  integer: 'whole number',
  number: 'number',
  duration: 'duration',
};

function rightForm({ kind, min, max }: Flag): string {
  const form = kind === 'duration' ? 'write it like 90s, 5m, 2h or 7d' : `write a ${nouns[kind]}`;
  const unit = kind === 'duration' ? ' s' : '';
  if (min !== undefined && max !== undefined) return `${form}, from ${min} to ${max}${unit}`;
  if (min !== undefined) return `${form}, ${min}${unit} or more`;
  return `${form}${kind === 'duration' ? '' : ' such as 5'}`;
}
