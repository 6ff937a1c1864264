import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { Answer, Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { listOf, recordOf } from '../tagging/sources/source.ts';
import { notFound } from './errors.ts';
import { busArn } from './lookup.ts';

export function TagResource(
  input: TagResourceCommandInput,
  { region }: Call,
): Answer<TagResourceCommandOutput> {
  region.tags.add(knownResource(region, input.ResourceARN), recordOf(input.Tags ?? []));
  return {};
}

export function UntagResource(
  input: UntagResourceCommandInput,
  { region }: Call,
): Answer<UntagResourceCommandOutput> {
  region.tags.remove(knownResource(region, input.ResourceARN), input.TagKeys ?? []);
  return {};
}

export function ListTagsForResource(
  input: ListTagsForResourceCommandInput,
  { region }: Call,
): Answer<ListTagsForResourceCommandOutput> {
  return { Tags: listOf(region.tags.get(knownResource(region, input.ResourceARN))) };
}

/** The ARN itself, once it is sure that there is such a rule or bus. */
function knownResource(region: Region, arn = ''): string {
  for (const bus of region.events.buses.values()) {
    if (busArn(region, bus) === arn || [...bus.rules.values()].some((rule) => rule.arn === arn)) return arn;
  }
  throw notFound(`Resource ${arn} does not exist.`);
}
