const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** One bar a value, from the least to the most of them; a blank where there is no value. */
export function sparkline(values: readonly (number | undefined)[]): string {
  const measured = values.filter((value): value is number => Number.isFinite(value));
  const least = measured.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
  const most = measured.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);
  const barOf = (value: number): string =>
    bars[Math.round(((value - least) / (most - least || 1)) * 7)] ?? ' ';
  return values.map((value) => (value === undefined ? ' ' : barOf(value))).join('');
}

/** `██████░░░░`: how much of `of` there is, in `width` columns; full from `of` on, empty where there is none. */
export function gauge(value: number, of: number, width: number): string {
  const share = of > 0 && value > 0 ? Math.min(1, value / of) : 0;
  const full = Math.round(share * width);
  return '█'.repeat(full) + '░'.repeat(Math.max(0, width - full));
}
