import { DescribeInstanceTypesCommand, EC2Client, type InstanceTypeInfo } from '@aws-sdk/client-ec2';
import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { batches } from '../../aws/pages.ts';
import type { Machine } from './found.ts';

/** Types that one DescribeInstanceTypes takes. */
const typesAtOnce = 100;
/** CPU units of a core, which EC2 calls a vCPU. */
const unitsPerCore = 1024;

/** What machines of these types have. A type that the region does not know is left out. */
export async function readMachines(aws: Aws, types: readonly string[]): Promise<Map<string, Machine>> {
  const answers = await eachAtOnce(batches([...new Set(types)], typesAtOnce), (some) => describe(aws, some));
  return new Map(answers.flat().map((info) => [info.InstanceType ?? '', machineOf(info)]));
}

async function describe(aws: Aws, types: string[]): Promise<InstanceTypeInfo[]> {
  const InstanceTypes = types as NonNullable<InstanceTypeInfo['InstanceType']>[];
  const answer = await aws
    .client(EC2Client)
    .send(new DescribeInstanceTypesCommand({ InstanceTypes }))
    .catch((error: Error) => {
      // One that is not known makes AWS refuse all: the others are asked for without it.
      if (error.name !== 'InvalidInstanceType') throw error;
      const known = types.filter((type) => !error.message.includes(type));
      return known.length > 0 && known.length < types.length ? describe(aws, known) : [];
    });
  return Array.isArray(answer) ? answer : (answer.InstanceTypes ?? []);
}

function machineOf({ VCpuInfo, MemoryInfo, NetworkInfo }: InstanceTypeInfo): Machine {
  return {
    cpu: (VCpuInfo?.DefaultVCpus ?? 0) * unitsPerCore,
    memory: MemoryInfo?.SizeInMiB ?? 0,
    interfaces: NetworkInfo?.MaximumNetworkInterfaces,
  };
}
