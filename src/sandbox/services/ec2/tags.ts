import type {
  CreateTagsCommandInput,
  CreateTagsCommandOutput,
  DeleteTagsCommandInput,
  DeleteTagsCommandOutput,
  DescribeTagsCommandInput,
  DescribeTagsCommandOutput,
  ResourceType,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { arn } from '../../world/arn.ts';
import type { Region } from '../../world/region.ts';
import { filtering } from './filters.ts';
import { groupInstances } from './group-instances.ts';
import { someInterface } from './interfaces.ts';
import { arnOf, invalidValue, type Kind, kindOf, kinds, missing } from './kinds.ts';
import { paged } from './listing.ts';
import { isDescribed } from './nat-state.ts';
import { recordOf, tagsOf } from './resource-tags.ts';

const MOST_TAGS = 50;

/** Adds tags to resources of any kind, or changes their values. Tags of AWS itself cannot be made so. */
export function CreateTags(
  { Resources = [], Tags = [] }: CreateTagsCommandInput,
  call: Call,
): Answer<CreateTagsCommandOutput> {
  if (Tags.some(({ Key }) => Key?.startsWith('aws:'))) {
    throw invalidValue("Tag keys starting with 'aws:' are reserved for internal use");
  }
  const { region } = call;
  const arns = Resources.map((id) => taggable(id, call));
  for (const one of arns) {
    const size = Object.keys({ ...region.tags.get(one), ...recordOf(Tags) }).length;
    if (size > MOST_TAGS) {
      throw new AwsError('TagLimitExceeded', `The maximum number of Tags for a resource is ${MOST_TAGS}`);
    }
  }
  for (const one of arns) region.tags.add(one, recordOf(Tags));
  return {};
}

/** Removes tags: those of a key, those of a key and value, or without any named all but those of AWS itself. */
export function DeleteTags(
  { Resources = [], Tags }: DeleteTagsCommandInput,
  call: Call,
): Answer<DeleteTagsCommandOutput> {
  const { region } = call;
  for (const id of Resources) {
    const one = taggable(id, call);
    const known = tagsOf(region, id).filter(({ Key }) => !Key?.startsWith('aws:'));
    const gone = Tags?.length
      ? known.filter((tag) =>
          Tags.some(({ Key, Value }) => Key === tag.Key && (Value === undefined || Value === tag.Value)),
        )
      : known;
    region.tags.remove(
      one,
      gone.map(({ Key = '' }) => Key),
    );
  }
  return {};
}

interface ResourceTag {
  readonly ResourceId: string;
  readonly ResourceType: ResourceType;
  readonly Key: string;
  readonly Value: string;
}

export function DescribeTags(
  { Filters = [], ...paging }: DescribeTagsCommandInput,
  { region }: Call,
): Answer<DescribeTagsCommandOutput> {
  const table = {
    key: ({ Key }: ResourceTag) => Key,
    value: ({ Value }: ResourceTag) => Value,
    'resource-id': ({ ResourceId }: ResourceTag) => ResourceId,
    'resource-type': ({ ResourceType: type }: ResourceTag) => type,
  };
  const passes = filtering(region, Filters, table, ({ ResourceId }) => ResourceId);
  const { items, nextToken } = paged([...tagsIn(region)].filter(passes), paging);
  return { Tags: items, NextToken: nextToken };
}

function* tagsIn(region: Region): Generator<ResourceTag> {
  const prefix = arn(region, 'ec2', '');
  for (const { arn: of, tags, deletedAt } of region.tags.entries()) {
    if (deletedAt || !of.startsWith(prefix)) continue;
    const ResourceId = of.slice(of.indexOf('/') + 1);
    const kind = kindOf(ResourceId);
    if (!kind) continue;
    for (const [Key, Value] of Object.entries(tags)) {
      yield { ResourceId, ResourceType: kind.type, Key, Value };
    }
  }
}

/** The ARN of a resource that is there. Throws InvalidID, or the kind's own error. */
function taggable(id: string, { region, now }: Call): string {
  const kind = kindOf(id);
  if (!kind) throw new AwsError('InvalidID', `The ID '${id}' is not valid`);
  if (!isThere(kind, id, region, now)) throw missing(kind, id);
  return arnOf(region, kind, id);
}

function isThere(kind: Kind, id: string, region: Region, now: Date): boolean {
  const { ec2 } = region;
  switch (kind) {
    case kinds.vpc:
      return ec2.vpcs.has(id);
    case kinds.subnet:
      return ec2.subnets.has(id);
    case kinds.securityGroup:
      return ec2.securityGroups.has(id);
    case kinds.securityGroupRule:
      return [...ec2.securityGroups.values()].some(({ rules }) => rules.has(id));
    case kinds.networkInterface:
      return someInterface(region, now, (one) => one.id === id);
    case kinds.address:
      return ec2.addresses.has(id);
    case kinds.natGateway: {
      const gateway = ec2.natGateways.get(id);
      return gateway !== undefined && isDescribed(region, gateway, now);
    }
    case kinds.internetGateway:
      return ec2.internetGateways.has(id);
    case kinds.routeTable:
      return ec2.routeTables.has(id);
    case kinds.endpoint:
      return ec2.endpoints.has(id);
    case kinds.launchTemplate:
      return ec2.launchTemplates.has(id);
    case kinds.volume:
      return false;
    default:
      return [...groupInstances(region)].some(({ instance }) => instance.id === id);
  }
}
