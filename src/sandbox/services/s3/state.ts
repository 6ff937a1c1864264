/** What there is of it in one region. */
export interface S3State {
  readonly nothing?: undefined;
}

export function emptyS3(): S3State {
  return {};
}
