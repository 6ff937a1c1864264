/** What there is of it in one region. */
export interface SchedulerState {
  readonly nothing?: undefined;
}

export function emptyScheduler(): SchedulerState {
  return {};
}
