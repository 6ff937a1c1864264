/** What there is of it in one region. */
export interface EcrState {
  readonly nothing?: undefined;
}

export function emptyEcr(): EcrState {
  return {};
}
