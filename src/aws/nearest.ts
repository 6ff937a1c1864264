import { distance } from 'fastest-levenshtein';

/**
 * At most `count` of the names, those most like `wanted` first; names that are not alike at all are left out.
 * A name that contains what is wanted counts as one slip away, and another case as none.
 */
export function nearest(wanted: string, names: readonly string[], count = 3): string[] {
  const tolerance = Math.max(3, Math.ceil(wanted.length / 2));
  return names
    .map((name) => ({ name, far: name === wanted ? -1 : slips(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ far }) => far <= tolerance)
    .sort((a, b) => a.far - b.far || a.name.localeCompare(b.name))
    .slice(0, count)
    .map(({ name }) => name);
}

function slips(wanted: string, name: string): number {
  return name.includes(wanted) ? Math.min(1, name.length - wanted.length) : distance(wanted, name);
}
