/** What resources are whose ARNs say nothing between the account and the name. */
const typesWithoutName: Readonly<Record<string, string>> = { s3: 'bucket', sqs: 'queue', sns: 'topic' };

/**
 * Whether the resource is of the type that a filter names, `service` or `service:type` in the words of its ARN:
 * `ecs:cluster`, `elasticloadbalancing:loadbalancer/app`, `s3`.
 */
export function isOfType(arn: string, filter: string): boolean {
  const [, , service = '', , , ...rest] = arn.split(':');
  const [wantedService, wantedType] = filter.split(/:(.*)/s);
  if (service !== wantedService) return false;
  if (!wantedType) return true;
  const resource = rest.join(':');
  if (!/[/:]/.test(resource)) return typesWithoutName[service] === wantedType;
  return resource.startsWith(`${wantedType}/`) || resource.startsWith(`${wantedType}:`);
}
