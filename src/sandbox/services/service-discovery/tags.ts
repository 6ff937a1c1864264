import { AwsError, type Call } from '../../service.ts';
import { keyValueTags } from '../tagging/key-value-tags.ts';
import { namespacesOf } from './lookup.ts';

export const { TagResource, UntagResource, ListTagsForResource } = keyValueTags('ResourceARN', knownResource);

/** The ARN itself, once it is sure that there is such a namespace or service. */
function knownResource(call: Call, arn: string): string {
  const { services } = call.region.serviceDiscovery;
  const known = [...namespacesOf(call).filter(({ deletedAt }) => !deletedAt), ...services.values()];
  if (known.some((one) => one.arn === arn)) return arn;
  throw new AwsError('ResourceNotFoundException', `Resource not found: ${arn}`);
}
