/** The parts of an Amazon Resource Name. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the fifth colon. */
  readonly resource: string;
}

/** Takes an ARN apart; undefined for any text that is none. */
export function parseArn(text: string): Arn | undefined {
  const [scheme, partition, service, region, account, ...resource] = text.split(':');
  if (scheme !== 'arn' || !partition || !service || resource.length === 0) return undefined;
  return { partition, service, region: region ?? '', account: account ?? '', resource: resource.join(':') };
}

/** The last part of a name that may be an ARN: `arn:aws:ecs:…:cluster/prod` and `prod` both give `prod`. */
export function nameOf(nameOrArn: string): string {
  const arn = parseArn(nameOrArn);
  return arn ? (arn.resource.split('/').at(-1) ?? arn.resource) : nameOrArn;
}
