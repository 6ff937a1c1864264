/** What there is of it in one region. */
export interface ServiceDiscoveryState {
  readonly nothing?: undefined;
}

export function emptyServiceDiscovery(): ServiceDiscoveryState {
  return {};
}
