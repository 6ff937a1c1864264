/** What there is of it in one region. */
export interface Ec2State {
  readonly nothing?: undefined;
}

export function emptyEc2(): Ec2State {
  return {};
}
