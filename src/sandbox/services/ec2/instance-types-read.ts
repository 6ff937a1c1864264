import type {
  DescribeInstanceTypesCommandInput,
  DescribeInstanceTypesCommandOutput,
  InstanceTypeInfo,
} from '@aws-sdk/client-ec2';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { architectureOf, type Machine, machineOfType } from '../ecs/instance-types.ts';
import { filtering } from './filters.ts';
import { invalidValue } from './kinds.ts';
import { paged } from './listing.ts';

/** Types that are listed where none is named; every other that the sandbox can run is described by its name. */
const LISTED = ['c5', 'c6g', 'm5', 'm6g', 'r5', 't3', 't4g'].flatMap((family) =>
  ['large', 'xlarge', '2xlarge'].map((size) => `${family}.${size}`),
);
/** AWS takes so many names at a time. */
const MOST = 100;
/** The threads of a core; Graviton's cores have one. */
const THREADS = { x86_64: 2, arm64: 1 } as const;

/**
 * What machines of these types have: cores, memory and network interfaces. Throws InvalidInstanceType for a type that
 * there is not.
 */
export function DescribeInstanceTypes(
  input: DescribeInstanceTypesCommandInput,
  { region }: Call,
): Answer<DescribeInstanceTypesCommandOutput> {
  const { InstanceTypes: named = [], Filters = [], ...paging } = input;
  if (named.length > MOST) throw invalidValue(`The maximum number of instance types is ${MOST}.`);
  if (named.length > 0 && paging.MaxResults !== undefined) {
    const message = 'The parameter instanceTypes cannot be used with the parameter maxResults';
    throw new AwsError('InvalidParameterCombination', message);
  }
  const asked: readonly string[] = named.length > 0 ? [...new Set<string>(named)] : LISTED;
  const found = asked.map((type) => ({ type, machine: machineOfType(type) }));
  const lost = found.filter(({ machine }) => !machine).map(({ type }) => type);
  if (lost.length > 0) {
    const message = `The following supplied instance types do not exist: [${lost.join(', ')}]`;
    throw new AwsError('InvalidInstanceType', message);
  }
  const described = found.flatMap(({ type, machine }) => (machine ? [describe(type, machine)] : []));
  const passes = filtering(region, Filters, filters, ({ InstanceType = '' }) => InstanceType);
  const { items, nextToken } = paged(described.filter(passes), paging);
  return { InstanceTypes: items, NextToken: nextToken };
}

function describe(type: string, { cores, gib, interfaces }: Machine): InstanceTypeInfo {
  const architecture = architectureOf(type);
  return {
    // The SDK's list of types ends with the day on which it was made.
    InstanceType: type as InstanceTypeInfo['InstanceType'],
    CurrentGeneration: true,
    BareMetal: false,
    BurstablePerformanceSupported: type.startsWith('t'),
    ProcessorInfo: { SupportedArchitectures: [architecture] },
    VCpuInfo: {
      DefaultVCpus: cores,
      DefaultCores: cores / THREADS[architecture],
      DefaultThreadsPerCore: THREADS[architecture],
    },
    MemoryInfo: { SizeInMiB: gib * 1024 },
    NetworkInfo: { MaximumNetworkInterfaces: interfaces },
  };
}

const filters = {
  'instance-type': ({ InstanceType }: InstanceTypeInfo) => InstanceType,
  'current-generation': ({ CurrentGeneration }: InstanceTypeInfo) => CurrentGeneration,
  'processor-info.supported-architecture': ({ ProcessorInfo }: InstanceTypeInfo) =>
    ProcessorInfo?.SupportedArchitectures,
  'vcpu-info.default-vcpus': ({ VCpuInfo }: InstanceTypeInfo) => VCpuInfo?.DefaultVCpus,
  'memory-info.size-in-mib': ({ MemoryInfo }: InstanceTypeInfo) => MemoryInfo?.SizeInMiB,
  'network-info.maximum-network-interfaces': ({ NetworkInfo }: InstanceTypeInfo) =>
    NetworkInfo?.MaximumNetworkInterfaces,
};
