const day = 86_400_000;

/** The clocks of a time zone. What they show is a Date that has it as its UTC. */
export interface ZoneClock {
  /** What the clocks show at an instant. */
  readonly shownAt: (instant: Date) => Date;
  /** When they show that for the first time; undefined for what they leave out as they are put forward. */
  readonly firstShowing: (shown: Date) => Date | undefined;
}

/** @throws RangeError for a zone that this runtime does not know. */
export function zoneClock(timeZone: string): ZoneClock {
  const shownAt = reader(timeZone);
  const offsetAt = (instant: number) => shownAt(new Date(instant)).getTime() - instant;
  return {
    shownAt,
    firstShowing(shown) {
      const time = shown.getTime();
      // Clocks are ahead of UTC by what they were the day before, or by what they are the day after.
      const [first] = [offsetAt(time - day), offsetAt(time + day)]
        .map((offset) => time - offset)
        .filter((instant) => instant + offsetAt(instant) === time)
        .sort((a, b) => a - b);
      return first === undefined ? undefined : new Date(first);
    },
  };
}

function reader(timeZone: string): (instant: Date) => Date {
  const form = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  return (instant) => {
    const parts = new Map(form.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    return new Date(
      Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) +
        instant.getUTCMilliseconds(),
    );
  };
}
