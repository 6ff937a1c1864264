/** One API call as `--debug` shows it. Never holds input or output: they may hold secrets. */
export interface ApiLine {
  readonly service: string;
  readonly operation: string;
  readonly attempts: number;
  /** HTTP status, or 0 where no answer came. */
  readonly status: number;
  readonly milliseconds: number;
  readonly error?: string;
  readonly requestId?: string;
}

/** `ecs:DescribeServices 200 14 ms`, with tries and error where there is more to say. */
export function formatApiLine(line: ApiLine): string {
  const words = [`${line.service}:${line.operation}`, line.status || 'no answer', `${line.milliseconds} ms`];
  if (line.attempts > 1) words.push(`${line.attempts} tries`);
  if (line.error) words.push(line.error);
  if (line.requestId) words.push(`request ${line.requestId}`);
  return words.join(' ');
}
