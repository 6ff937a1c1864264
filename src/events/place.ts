import { parseArn } from '../aws/arn.ts';

/** Where things are made: what their ARNs have in common. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** The place of something that has a region and an account in its ARN, such as a cluster. */
export function placeOf(arn: string): Place {
  const parts = parseArn(arn);
  if (!parts) throw new Error(`Not an ARN: ${arn}`);
  const { partition, region, account } = parts;
  return { partition, region, account };
}

/** The ARN of a rule on the default bus, which is known before the rule is there. */
export function ruleArn(place: Place, name: string): string {
  return arnOf(place, 'events', `rule/${name}`);
}

export function queueArn(place: Place, name: string): string {
  return arnOf(place, 'sqs', name);
}

export function scheduleGroupArn(place: Place, group: string): string {
  return arnOf(place, 'scheduler', `schedule-group/${group}`);
}

/** IAM has no regions. */
export function roleArn({ partition, account }: Place, name: string): string {
  return `arn:${partition}:iam::${account}:role/${name}`;
}

function arnOf({ partition, region, account }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}
