import type { Region } from './region.ts';

/** The ARN of `resource` of `service` in the region: `arn:aws:ecs:us-east-1:123456789012:cluster/prod`. */
export function arn(region: Region, service: string, resource: string): string {
  return `arn:${region.partition}:${service}:${region.name}:${region.accountId}:${resource}`;
}

/** What stands behind the account in an ARN, or the text itself where it is no ARN: `cluster/prod`. */
export function resourceOf(arnOrName: string): string {
  return arnOrName.startsWith('arn:') ? arnOrName.split(':').slice(5).join(':') : arnOrName;
}
