/** `a - b` of numbers typed in decimals, as decimals: 85.55 less 70.1 is 15.45. */
export function subtract(a: number, b: number): number {
  const places = Math.min(20, Math.max(decimals(a), decimals(b)));
  // `+ 0` makes -0 a plain 0.
  return Number((a - b).toFixed(places)) + 0;
}

/** `a + b`, likewise. */
export function add(a: number, b: number): number {
  return subtract(a, -b);
}

function decimals(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent));
}
