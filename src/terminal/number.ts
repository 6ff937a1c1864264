function withThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

function rounded(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}

/** `1,234`, `12.3`, `0.05`: a number for a reader. Two decimals under ten, one from there on, none that are zero. */
export function quantity(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const size = Math.abs(value);
  if (size >= 1e15) return String(value);
  const [whole = '', fraction] = rounded(size, size < 10 ? 2 : 1).split('.');
  const text = fraction === undefined ? withThousands(whole) : `${withThousands(whole)}.${fraction}`;
  return value < 0 && text !== '0' ? `-${text}` : text;
}

/** `62.5%`: `value` is already in percent, as CloudWatch gives it. */
export function percent(value: number): string {
  return Number.isFinite(value) ? `${quantity(value)}%` : '-';
}

/** `1 task`, `4 tasks`: for nouns that take an s. */
export function counted(count: number, noun: string): string {
  return `${quantity(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const magnitudes = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** `1.5k`, `20M`: for the few columns that a chart's axis has. */
export function compact(value: number): string {
  const magnitude = magnitudes.find(([size]) => Math.abs(value) >= size);
  return magnitude === undefined ? quantity(value) : `${quantity(value / magnitude[0])}${magnitude[1]}`;
}

const byteUnits = [
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
] as const;

/** `20 MB`, `1.25 GB`, `312 bytes`: decimal, as registries count. */
export function byteSize(bytes: number): string {
  const unit = byteUnits.find(([size]) => Math.abs(bytes) >= size);
  if (unit) return `${quantity(bytes / unit[0])} ${unit[1]}`;
  return `${quantity(bytes)} byte${bytes === 1 ? '' : 's'}`;
}
