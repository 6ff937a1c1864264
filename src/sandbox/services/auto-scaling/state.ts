/** What there is of it in one region. */
export interface GroupsState {
  readonly nothing?: undefined;
}

export function emptyGroups(): GroupsState {
  return {};
}
