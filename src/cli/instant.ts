const form = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * The instant that an ISO 8601 text names; undefined for any other text. As ECMAScript has it, a day alone begins in
 * UTC, and a time without a zone is that of this machine.
 */
export function instantOf(text: string): Date | undefined {
  const [, day] = form.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** A `Date` takes the 30th of February for a day in March. */
function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}
