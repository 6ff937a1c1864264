const units = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'm'],
  [1, 's'],
] as const;

/** A length of time in its two largest units: `1m30s`, `2h`, `3d4h`; under a second `350ms`. Takes seconds. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '-';
  if (seconds < 0) return `-${duration(-seconds)}`;
  if (seconds > 0 && seconds < 0.9995) return `${Math.round(seconds * 1000)}ms`;
  let left = Math.round(seconds);
  const first = units.findIndex(([size]) => left >= size);
  if (first === -1) return '0s';
  let text = '';
  for (const [size, letter] of units.slice(first, first + 2)) {
    const count = Math.floor(left / size);
    if (count > 0) text += `${count}${letter}`;
    left -= count * size;
  }
  return text;
}

/** Seconds up to two minutes, minutes up to two hours, hours up to two days: never off by more than a half. */
function roughly(seconds: number): string {
  const [size, letter] = units.find(([unit]) => seconds >= 2 * unit) ?? [1, 's'];
  return `${Math.floor(seconds / size)}${letter}`;
}

/** How far `at` is from `now`, in one unit: `5m ago`, `in 3h`, `now`. */
export function ago(at: Date, now: Date): string {
  const seconds = (now.getTime() - at.getTime()) / 1000;
  if (Number.isNaN(seconds)) return '-';
  if (Math.abs(seconds) < 1) return 'now';
  return seconds > 0 ? `${roughly(seconds)} ago` : `in ${roughly(-seconds)}`;
}
