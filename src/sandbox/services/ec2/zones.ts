import type {
  DescribeAvailabilityZonesCommandInput,
  DescribeAvailabilityZonesCommandOutput,
  DescribeRegionsCommandInput,
  DescribeRegionsCommandOutput,
} from '@aws-sdk/client-ec2';
import type { Answer, Call } from '../../service.ts';
import { filtering } from './filters.ts';
import { invalidValue } from './kinds.ts';

/** The regions that every account has, with what the ids of their zones begin with. */
const ZONE_IDS: Readonly<Record<string, string>> = {
  'ap-northeast-1': 'apne1',
  'ap-northeast-2': 'apne2',
  'ap-northeast-3': 'apne3',
  'ap-south-1': 'aps1',
  'ap-southeast-1': 'apse1',
  'ap-southeast-2': 'apse2',
  'ca-central-1': 'cac1',
  'eu-central-1': 'euc1',
  'eu-north-1': 'eun1',
  'eu-west-1': 'euw1',
  'eu-west-2': 'euw2',
  'eu-west-3': 'euw3',
  'sa-east-1': 'sae1',
  'us-east-1': 'use1',
  'us-east-2': 'use2',
  'us-west-1': 'usw1',
  'us-west-2': 'usw2',
};

/** The zones of a region, of which the sandbox has three everywhere. */
export function zonesOf(regionName: string): { readonly ZoneName: string; readonly ZoneId: string }[] {
  const prefix = ZONE_IDS[regionName] ?? regionName.replaceAll('-', '');
  return ['a', 'b', 'c'].map((letter, index) => ({
    ZoneName: `${regionName}${letter}`,
    ZoneId: `${prefix}-az${index + 1}`,
  }));
}

export function DescribeAvailabilityZones(
  { ZoneNames = [], ZoneIds = [], Filters = [] }: DescribeAvailabilityZonesCommandInput,
  { region }: Call,
): Answer<DescribeAvailabilityZonesCommandOutput> {
  const zones = zonesOf(region.name).map((zone) => ({
    ...zone,
    State: 'available' as const,
    OptInStatus: 'opt-in-not-required' as const,
    Messages: [],
    RegionName: region.name,
    GroupName: `${region.name}-zg-1`,
    NetworkBorderGroup: region.name,
    ZoneType: 'availability-zone',
  }));
  const lost = [
    ...ZoneNames.filter((name) => !zones.some(({ ZoneName }) => ZoneName === name)),
    ...ZoneIds.filter((id) => !zones.some(({ ZoneId }) => ZoneId === id)),
  ];
  if (lost.length > 0) throw invalidValue(`Invalid availability zone: [${lost.join(', ')}]`);
  const table = {
    'zone-name': (zone: (typeof zones)[number]) => zone.ZoneName,
    'zone-id': (zone: (typeof zones)[number]) => zone.ZoneId,
    'region-name': () => region.name,
    'group-name': (zone: (typeof zones)[number]) => zone.GroupName,
    state: () => 'available',
    'opt-in-status': () => 'opt-in-not-required',
    'zone-type': () => 'availability-zone',
  };
  const passes = filtering(region, Filters, table, ({ ZoneName }) => ZoneName);
  const isNamed = (name: string, id: string) =>
    (ZoneNames.length === 0 || ZoneNames.includes(name)) && (ZoneIds.length === 0 || ZoneIds.includes(id));
  const found = zones.filter((zone) => isNamed(zone.ZoneName, zone.ZoneId) && passes(zone));
  return { AvailabilityZones: found };
}

export function DescribeRegions(
  { RegionNames = [], Filters = [] }: DescribeRegionsCommandInput,
  { region }: Call,
): Answer<DescribeRegionsCommandOutput> {
  const regions = Object.keys(ZONE_IDS).map((RegionName) => ({
    RegionName,
    Endpoint: `ec2.${RegionName}.amazonaws.com`,
    OptInStatus: 'opt-in-not-required',
  }));
  const lost = RegionNames.find((name) => ZONE_IDS[name] === undefined);
  if (lost !== undefined) {
    throw invalidValue(`The region '${lost}' is either an invalid region or not supported.`);
  }
  const table = {
    'region-name': ({ RegionName }: (typeof regions)[number]) => RegionName,
    endpoint: ({ Endpoint }: (typeof regions)[number]) => Endpoint,
    'opt-in-status': ({ OptInStatus }: (typeof regions)[number]) => OptInStatus,
  };
  const passes = filtering(region, Filters, table, ({ RegionName }) => RegionName);
  const isNamed = (name: string) => RegionNames.length === 0 || RegionNames.includes(name);
  return { Regions: regions.filter((one) => isNamed(one.RegionName) && passes(one)) };
}
