import type { Call } from '../../service.ts';
import { keyValueTags } from '../tagging/key-value-tags.ts';
import { notFound } from './errors.ts';
import { busArn } from './lookup.ts';

export const { TagResource, UntagResource, ListTagsForResource } = keyValueTags('ResourceARN', knownResource);

/** The ARN itself, once it is sure that there is such a rule or bus. */
function knownResource({ region }: Call, arn: string): string {
  for (const bus of region.events.buses.values()) {
    if (busArn(region, bus) === arn || [...bus.rules.values()].some((rule) => rule.arn === arn)) return arn;
  }
  throw notFound(`Resource ${arn} does not exist.`);
}
