import type {
  DescribeLoadBalancerAttributesCommandInput,
  DescribeLoadBalancerAttributesCommandOutput,
  DescribeTargetGroupAttributesCommandInput,
  DescribeTargetGroupAttributesCommandOutput,
  ModifyLoadBalancerAttributesCommandInput,
  ModifyLoadBalancerAttributesCommandOutput,
  ModifyTargetGroupAttributesCommandInput,
  ModifyTargetGroupAttributesCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { defaultsOfBalancer, defaultsOfTargetGroup } from './attribute-defaults.ts';
import { findBalancer, findTargetGroup } from './lookup.ts';

interface Attribute {
  Key?: string | undefined;
  Value?: string | undefined;
}

export function DescribeLoadBalancerAttributes(
  { LoadBalancerArn: arn }: DescribeLoadBalancerAttributesCommandInput,
  { region }: Call,
): Answer<DescribeLoadBalancerAttributesCommandOutput> {
  return { Attributes: listed(ofBalancer(region, arn)) };
}

/** Changes the attributes that are named, and answers with all of them. */
export function ModifyLoadBalancerAttributes(
  { LoadBalancerArn: arn = '', Attributes = [] }: ModifyLoadBalancerAttributesCommandInput,
  { region }: Call,
): Answer<ModifyLoadBalancerAttributesCommandOutput> {
  change(region, arn, ofBalancer(region, arn), Attributes);
  return { Attributes: listed(ofBalancer(region, arn)) };
}

export function DescribeTargetGroupAttributes(
  { TargetGroupArn: arn }: DescribeTargetGroupAttributesCommandInput,
  { region }: Call,
): Answer<DescribeTargetGroupAttributesCommandOutput> {
  return { Attributes: listed(ofTargetGroup(region, arn)) };
}

export function ModifyTargetGroupAttributes(
  { TargetGroupArn: arn = '', Attributes = [] }: ModifyTargetGroupAttributesCommandInput,
  { region }: Call,
): Answer<ModifyTargetGroupAttributesCommandOutput> {
  change(region, arn, ofTargetGroup(region, arn), Attributes);
  return { Attributes: listed(ofTargetGroup(region, arn)) };
}

function ofBalancer(region: Region, arn: string | undefined): Map<string, string> {
  return withChanges(region, arn, defaultsOfBalancer(findBalancer(region, arn).Type));
}

function ofTargetGroup(region: Region, arn: string | undefined): Map<string, string> {
  return withChanges(region, arn, defaultsOfTargetGroup(findTargetGroup(region, arn).Protocol));
}

function withChanges(
  region: Region,
  arn = '',
  defaults: Readonly<Record<string, string>>,
): Map<string, string> {
  return new Map([...Object.entries(defaults), ...(region.elbv2.attributes.get(arn) ?? [])]);
}

function change(
  region: Region,
  arn: string,
  known: ReadonlyMap<string, string>,
  wanted: readonly Attribute[],
): void {
  const changes = new Map(region.elbv2.attributes.get(arn));
  for (const { Key = '', Value = '' } of wanted) {
    if (!known.has(Key)) {
      throw new AwsError('InvalidConfigurationRequestException', `Attribute key '${Key}' is not recognized`);
    }
    changes.set(Key, Value);
  }
  region.elbv2.attributes.set(arn, changes);
}

function listed(attributes: ReadonlyMap<string, string>): { Key: string; Value: string }[] {
  return [...attributes].map(([Key, Value]) => ({ Key, Value }));
}
