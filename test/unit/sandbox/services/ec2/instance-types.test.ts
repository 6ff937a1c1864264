import { describe, expect, it } from 'vitest';
import { DescribeInstanceTypes } from '../../../../../src/sandbox/services/ec2/instance-types-read.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const { call } = new PracticeWorld();

describe('instance types', () => {
  it.each([
    ['t3.large', 2, 8192, 3, 'x86_64'],
    ['m5.xlarge', 4, 16_384, 4, 'x86_64'],
    ['c6g.2xlarge', 8, 16_384, 4, 'arm64'],
    ['r5.4xlarge', 16, 131_072, 8, 'x86_64'],
  ] as const)(
    '%s has %i cores, %i MiB and %i interfaces',
    (type, cores, memory, interfaces, architecture) => {
      expect(DescribeInstanceTypes({ InstanceTypes: [type] }, call).InstanceTypes).toMatchObject([
        {
          ...{ InstanceType: type, VCpuInfo: { DefaultVCpus: cores }, MemoryInfo: { SizeInMiB: memory } },
          NetworkInfo: { MaximumNetworkInterfaces: interfaces },
          ProcessorInfo: { SupportedArchitectures: [architecture] },
        },
      ]);
    },
  );

  it('are listed by pages and by filters', () => {
    const filter = { Name: 'processor-info.supported-architecture', Values: ['arm64'] };
    const { InstanceTypes = [] } = DescribeInstanceTypes({ Filters: [filter] }, call);
    expect(InstanceTypes.map(({ InstanceType }) => InstanceType)).toContain('t4g.large');
    expect(InstanceTypes.map(({ InstanceType }) => InstanceType)).not.toContain('t3.large');
    const page = DescribeInstanceTypes({ MaxResults: 5 }, call);
    expect(page.InstanceTypes).toHaveLength(5);
    expect(page.NextToken).toBeDefined();
  });

  it('that there are not are refused by their names', () => {
    const none = ['t3.tiny', 'moon.large', 't3.large'] as never[];
    expect(refusal(() => DescribeInstanceTypes({ InstanceTypes: none }, call))).toBe(
      'InvalidInstanceType: The following supplied instance types do not exist: [t3.tiny, moon.large]',
    );
    const both = { InstanceTypes: ['t3.large'] as 't3.large'[], MaxResults: 5 };
    expect(refusal(() => DescribeInstanceTypes(both, call))).toMatch(/^InvalidParameterCombination/);
    const many = Array.from({ length: 101 }, () => 't3.large' as const);
    expect(refusal(() => DescribeInstanceTypes({ InstanceTypes: many }, call))).toMatch(
      /^InvalidParameterValue/,
    );
  });
});
