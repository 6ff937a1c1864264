/** What there is of it in one region. */
export interface LogsState {
  readonly nothing?: undefined;
}

export function emptyLogs(): LogsState {
  return {};
}
