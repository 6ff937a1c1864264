/** What there is of it in one region. */
export interface EventsState {
  readonly nothing?: undefined;
}

export function emptyEvents(): EventsState {
  return {};
}
