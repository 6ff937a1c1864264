/** A number that is the same for the same text, in every run: the start of a noise or of a choice. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A value in [0, 1) that looks random and depends on nothing but its two arguments. */
export function chance(seed: number, index: number): number {
  let mixed = (seed ^ Math.imul(index | 0, 0x9e3779b1)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}

/**
 * Noise in [-1, 1] at a minute, calm rather than white: a slow swing of a quarter of an hour with a shiver
 * on top.
 */
export function noise(seed: number, minute: number): number {
  const quarter = Math.floor(minute / 15);
  const along = (minute - quarter * 15) / 15;
  const swing = chance(seed, quarter) * (1 - along) + chance(seed, quarter + 1) * along;
  return (swing * 2 - 1) * 0.7 + (chance(seed + 1, minute) * 2 - 1) * 0.3;
}
