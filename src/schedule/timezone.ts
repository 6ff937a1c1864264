import { nearest } from '../aws/nearest.ts';
import { usage } from '../failure.ts';

/** Zones that every runtime knows and that the list of the runtime's own names leaves out. */
const alwaysThere = ['UTC', 'Etc/UTC'];

/**
 * Holds that `name` is a zone of the IANA database, in its own spelling: AWS minds the case.
 *
 * @returns the name.
 * @throws a usage failure naming the nearest zones.
 */
export function checkTimezone(name: string): string {
  const zones = [...alwaysThere, ...Intl.supportedValuesOf('timeZone')];
  if (zones.includes(name) || isAlias(name, zones)) return name;
  const near = nearestZones(name, zones);
  throw usage(
    `--timezone: '${name}' is no time zone`,
    near.length > 0 ? `did you mean ${near.join(', ')}?` : 'write an IANA name such as Europe/Berlin',
  );
}

/** Older names, such as Asia/Calcutta and US/Eastern, are known without being listed. */
function isAlias(name: string, zones: readonly string[]): boolean {
  if (!/^[A-Z][A-Za-z]*(?:\/[A-Z0-9][A-Za-z0-9_+-]*)*$|^[A-Z]{3}(?:\d[A-Z]{3})?$/.test(name)) return false;
  if (zones.some((zone) => zone.toLowerCase() === name.toLowerCase())) return false;
  return knowsZone(name);
}

/** Whether this runtime can tell what the clocks of the zone show: AWS may know zones that are newer than it. */
export function knowsZone(name = 'UTC'): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** By the whole name in whatever case, then by its city, which is what people remember. */
function nearestZones(name: string, zones: readonly string[]): string[] {
  if (name.trim() === '') return [];
  const wanted = name.toLowerCase().replaceAll(' ', '_');
  const byLower = new Map(zones.map((zone) => [zone.toLowerCase(), zone]));
  const byCity = new Map(zones.map((zone) => [zone.toLowerCase().split('/').at(-1) ?? '', zone]));
  const near = [
    ...nearest(wanted, [...byLower.keys()]).map((zone) => byLower.get(zone)),
    ...nearest(wanted.split('/').at(-1) ?? wanted, [...byCity.keys()], 2).map((city) => byCity.get(city)),
  ];
  return [...new Set(near.filter((zone) => zone !== undefined))].slice(0, 3);
}
