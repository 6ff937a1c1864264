import { someText } from '../matches.ts';
import { tellAddresses } from './ec2-addresses.ts';
import { tellGateways } from './ec2-gateways.ts';
import { tellGroups } from './ec2-groups.ts';
import { at, type Exercise, type Story } from './exercise.ts';

/** The network that the story makes, and takes down again. */
export interface Network {
  readonly vpc: string;
  readonly subnet: string;
}

export const ec2: Story = {
  service: 'ec2',
  async tell(aws) {
    await tellRegion(aws);
    const network = await tellNetwork(aws);
    await tellTags(aws, network);
    await tellGroups(aws, network);
    await tellGateways(aws, network);
    await tellAddresses(aws, network);
    await tellTemplates(aws);
    await tellEnd(aws, network);
  },
};

async function tellRegion(aws: Exercise): Promise<void> {
  await aws.answers('DescribeRegions', ['--region-names', 'us-east-1'], {
    Regions: [{ RegionName: 'us-east-1', Endpoint: 'ec2.us-east-1.amazonaws.com' }],
  });
  await aws.refuses('DescribeRegions: none', ['--region-names', 'moon-1'], 'InvalidParameterValue');
  await aws.answers('DescribeAvailabilityZones', ['--zone-names', 'us-east-1a'], {
    AvailabilityZones: [{ ZoneName: 'us-east-1a', State: 'available', RegionName: 'us-east-1' }],
  });
  const none = ['--filters', 'Name=instance-type,Values=x1.32xlarge'];
  await aws.answers('DescribeInstances', none, { Reservations: [] });
  await aws.answers('DescribeVolumes', [], { Volumes: [] });
  await aws.answers('DescribeInstanceTypes', ['--instance-types', 't3.large'], {
    InstanceTypes: [
      {
        ...{ InstanceType: 't3.large', CurrentGeneration: true },
        VCpuInfo: { DefaultVCpus: 2 },
        MemoryInfo: { SizeInMiB: 8192 },
        NetworkInfo: { MaximumNetworkInterfaces: 3 },
      },
    ],
  });
  const unknown = ['--instance-types', 't3.tiny'];
  await aws.refuses('DescribeInstanceTypes: none', unknown, 'InvalidInstanceType');
}

async function tellNetwork(aws: Exercise): Promise<Network> {
  const tagged = ['--tag-specifications', 'ResourceType=vpc,Tags=[{Key=Name,Value=cli}]'];
  const made = await aws.answers('CreateVpc', ['--cidr-block', '10.9.0.0/16', ...tagged], {
    Vpc: {
      ...{ VpcId: /^vpc-[0-9a-f]{17}$/, CidrBlock: '10.9.0.0/16', State: 'pending', IsDefault: false },
      Tags: [{ Key: 'Name', Value: 'cli' }],
    },
  });
  await aws.refuses('CreateVpc: no range', ['--cidr-block', 'ten'], 'InvalidParameterValue');
  const vpc = at(made, 'Vpc.VpcId');
  await aws.answers('DescribeVpcs', ['--filters', 'Name=tag:Name,Values=c?i'], {
    Vpcs: [{ VpcId: vpc, State: 'available', Tags: [{ Key: 'Name', Value: 'cli' }] }],
  });
  await aws.refuses('DescribeVpcs: none', ['--vpc-ids', 'vpc-0aaaaaaaaaaaaaaaa'], 'InvalidVpcID.NotFound');
  await aws.refuses('DescribeVpcs: dry run', ['--dry-run'], 'DryRunOperation');
  const inVpc = ['--vpc-id', vpc];
  const subnet = await aws.answers('CreateSubnet', [...inVpc, '--cidr-block', '10.9.1.0/24'], {
    Subnet: { SubnetId: /^subnet-/, VpcId: vpc, State: 'available', AvailableIpAddressCount: 251 },
  });
  const outside = [...inVpc, '--cidr-block', '10.8.1.0/24'];
  await aws.refuses('CreateSubnet: outside of its VPC', outside, 'InvalidSubnet.Range');
  const again = [...inVpc, '--cidr-block', '10.9.1.128/25'];
  await aws.refuses('CreateSubnet: over another', again, 'InvalidSubnet.Conflict');
  await aws.answers('DescribeSubnets', ['--filters', `Name=vpc-id,Values=${vpc}`], {
    Subnets: [{ VpcId: vpc, CidrBlock: '10.9.1.0/24', AvailabilityZone: /^us-east-1[a-f]$/ }],
  });
  return { vpc, subnet: at(subnet, 'Subnet.SubnetId') };
}

async function tellTags(aws: Exercise, { subnet }: Network): Promise<void> {
  await aws.answers('CreateTags', [
    '--resources',
    subnet,
    '--tags',
    'Key=env,Value=lab',
    'Key=팀,Value=결제',
  ]);
  const ofSubnet = ['--filters', `Name=resource-id,Values=${subnet}`];
  await aws.answers('DescribeTags', [...ofSubnet, 'Name=key,Values=env'], {
    Tags: [{ ResourceId: subnet, ResourceType: 'subnet', Key: 'env', Value: 'lab' }],
  });
  await aws.answers('DeleteTags', ['--resources', subnet, '--tags', 'Key=env']);
  await aws.answers('DescribeTags: what is left', ofSubnet, { Tags: [{ Key: '팀', Value: '결제' }] });
  const none = ['--resources', 'subnet-0aaaaaaaaaaaaaaaa', '--tags', 'Key=env,Value=lab'];
  await aws.refuses('CreateTags: none', none, 'InvalidSubnetID.NotFound');
}

async function tellTemplates(aws: Exercise): Promise<void> {
  const named = ['--launch-template-name', 'cli-nodes'];
  const create = [...named, '--launch-template-data', '{"InstanceType":"t3.small"}'];
  await aws.answers('CreateLaunchTemplate', create, {
    LaunchTemplate: { LaunchTemplateId: /^lt-/, LaunchTemplateName: 'cli-nodes', LatestVersionNumber: 1 },
  });
  const taken = 'InvalidLaunchTemplateName.AlreadyExistsException';
  await aws.refuses('CreateLaunchTemplate: the same name', create, taken);
  await aws.answers('DescribeLaunchTemplates', ['--launch-template-names', 'cli-nodes'], {
    LaunchTemplates: [{ LaunchTemplateName: 'cli-nodes', DefaultVersionNumber: 1, CreateTime: someText }],
  });
  await aws.answers('DescribeLaunchTemplateVersions', [...named, '--versions', '$Latest'], {
    LaunchTemplateVersions: [{ VersionNumber: 1, LaunchTemplateData: { InstanceType: 't3.small' } }],
  });
  await aws.answers('DeleteLaunchTemplate', named, { LaunchTemplate: { LaunchTemplateName: 'cli-nodes' } });
  const gone = 'InvalidLaunchTemplateName.NotFoundException';
  await aws.refuses('DeleteLaunchTemplate: none', named, gone);
}

async function tellEnd(aws: Exercise, { vpc, subnet }: Network): Promise<void> {
  await aws.refuses('DeleteVpc: with a subnet in it', ['--vpc-id', vpc], 'DependencyViolation');
  await aws.answers('DeleteSubnet', ['--subnet-id', subnet]);
  await aws.answers('DeleteVpc', ['--vpc-id', vpc]);
  await aws.refuses('DeleteVpc: none', ['--vpc-id', vpc], 'InvalidVpcID.NotFound');
}
