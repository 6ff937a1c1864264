import type {
  FailureInfo,
  TagResourcesCommandInput,
  TagResourcesCommandOutput,
  UntagResourcesCommandInput,
  UntagResourcesCommandOutput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { Answer, Call } from '../../service.ts';
import { invalidParameter } from './invalid-parameter.ts';
import type { Tags } from './sources/source.ts';
import { sourceOf } from './sources.ts';

const MOST_ARNS = 20;
const MOST_TAGS = 50;

/** Adds the tags to each resource; those on which that fails are named in an answer that is a success all the same. */
export function TagResources(input: TagResourcesCommandInput, call: Call): Answer<TagResourcesCommandOutput> {
  const added = input.Tags ?? {};
  if (Object.keys(added).length === 0) throw invalidParameter('Tags cannot be empty.');
  refuseReserved(Object.keys(added));
  return change(input.ResourceARNList, call, (tags) => ({ ...tags, ...added }));
}

export function UntagResources(
  input: UntagResourcesCommandInput,
  call: Call,
): Answer<UntagResourcesCommandOutput> {
  const keys = input.TagKeys ?? [];
  if (keys.length === 0) throw invalidParameter('TagKeys cannot be empty.');
  refuseReserved(keys);
  return change(input.ResourceARNList, call, (tags) =>
    Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key))),
  );
}

function change(
  arns: readonly string[] = [],
  { region }: Call,
  changed: (tags: Tags) => Tags,
): { FailedResourcesMap: Record<string, FailureInfo> } {
  if (arns.length < 1 || arns.length > MOST_ARNS) {
    throw invalidParameter(`ResourceARNList must hold 1 to ${MOST_ARNS} ARNs.`);
  }
  const failed: Record<string, FailureInfo> = {};
  for (const arn of arns) {
    const source = sourceOf(region, arn);
    const tags = source && changed(source.read(region, arn));
    if (!tags) failed[arn] = failure('The resource does not exist.');
    else if (Object.keys(tags).length > MOST_TAGS) failed[arn] = failure('Too many tags.');
    else source.write(region, arn, tags);
  }
  return { FailedResourcesMap: failed };
}

function failure(message: string): FailureInfo {
  return { StatusCode: 400, ErrorCode: 'InvalidParameterException', ErrorMessage: message };
}

function refuseReserved(keys: readonly string[]): void {
  const reserved = keys.find((key) => key.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined) {
    throw invalidParameter(`Tag keys that begin with aws: are reserved: ${reserved}`);
  }
}
