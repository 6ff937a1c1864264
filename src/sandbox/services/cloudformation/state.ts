/** What there is of it in one region. */
export interface CloudFormationState {
  readonly nothing?: undefined;
}

export function emptyCloudFormation(): CloudFormationState {
  return {};
}
