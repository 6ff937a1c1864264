import type { Call } from '../../service.ts';
import { listOf, recordOf, type Tags } from './sources/source.ts';

/** How a service's requests name the resource that they speak of. */
type ArnMember = 'ResourceArn' | 'ResourceARN';

type Named<Member extends ArnMember> = { readonly [Name in Member]?: string | undefined };

interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** Refuses more tags than a resource of the service can have. */
type CheckTags = (tags: Tags) => void;

/**
 * The three operations by which many services tag their resources, with tags of `Key` and `Value` that the region keeps.
 * `known` gives the ARN back, once it is sure that there is such a resource, and throws the service's own error where not.
 */
export function keyValueTags<Member extends ArnMember>(
  name: Member,
  known: (call: Call, arn: string) => string,
  check: CheckTags = () => undefined,
) {
  const arnIn = (input: Named<Member>, call: Call) => known(call, input[name] ?? '');
  return {
    TagResource(input: Named<Member> & { readonly Tags?: readonly Tag[] | undefined }, call: Call) {
      const arn = arnIn(input, call);
      const tags = { ...call.region.tags.get(arn), ...recordOf(input.Tags ?? []) };
      check(tags);
      call.region.tags.set(arn, tags);
      return {};
    },
    UntagResource(input: Named<Member> & { readonly TagKeys?: readonly string[] | undefined }, call: Call) {
      call.region.tags.remove(arnIn(input, call), input.TagKeys ?? []);
      return {};
    },
    ListTagsForResource(input: Named<Member>, call: Call) {
      return { Tags: listOf(call.region.tags.get(arnIn(input, call))) };
    },
  };
}
