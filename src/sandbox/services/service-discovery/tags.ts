import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-servicediscovery';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { listOf, recordOf } from '../tagging/sources/source.ts';
import { namespacesOf } from './lookup.ts';

export function TagResource(input: TagResourceCommandInput, call: Call): Answer<TagResourceCommandOutput> {
  call.region.tags.add(knownResource(call, input.ResourceARN), recordOf(input.Tags ?? []));
  return {};
}

export function UntagResource(
  input: UntagResourceCommandInput,
  call: Call,
): Answer<UntagResourceCommandOutput> {
  call.region.tags.remove(knownResource(call, input.ResourceARN), input.TagKeys ?? []);
  return {};
}

export function ListTagsForResource(
  input: ListTagsForResourceCommandInput,
  call: Call,
): Answer<ListTagsForResourceCommandOutput> {
  return { Tags: listOf(call.region.tags.get(knownResource(call, input.ResourceARN))) };
}

/** The ARN itself, once it is sure that there is such a namespace or service. */
function knownResource(call: Call, arn = ''): string {
  const { services } = call.region.serviceDiscovery;
  const known = [...namespacesOf(call).filter(({ deletedAt }) => !deletedAt), ...services.values()];
  if (known.some((one) => one.arn === arn)) return arn;
  throw new AwsError('ResourceNotFoundException', `Resource not found: ${arn}`);
}
