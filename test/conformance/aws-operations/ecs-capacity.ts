import { at, type Exercise } from './exercise.ts';

const provider = 'cli-machines';

/** A capacity provider of an Auto Scaling group, from its creation to its end, and a cluster that has it meanwhile. */
export async function tellCapacity(aws: Exercise, cluster: string): Promise<void> {
  const group = `autoScalingGroupArn=${await makeGroup(aws)},managedScaling={status=ENABLED,targetCapacity=80}`;
  const named = ['--name', provider];
  await aws.answers('CreateCapacityProvider', [...named, '--auto-scaling-group-provider', group], {
    capacityProvider: {
      name: provider,
      autoScalingGroupProvider: { managedScaling: { targetCapacity: 80 } },
    },
  });
  await aws.refuses(
    'CreateCapacityProvider: a reserved name',
    ['--name', 'fargate-mine', '--auto-scaling-group-provider', group],
    'InvalidParameterException',
  );
  await aws.pass(30);
  await tellAttachment(aws, cluster);
  const update = ['--auto-scaling-group-provider', 'managedScaling={targetCapacity=60}'];
  await aws.answers('UpdateCapacityProvider', [...named, ...update], {
    capacityProvider: {
      name: provider,
      autoScalingGroupProvider: { managedScaling: { targetCapacity: 60 } },
    },
  });
  await aws.pass(30);
  const gone = ['--capacity-provider', provider];
  await aws.answers('DeleteCapacityProvider', gone, { capacityProvider: { name: provider } });
  await aws.pass(30);
  const reserved = ['--capacity-provider', 'FARGATE'];
  await aws.refuses('DeleteCapacityProvider: of AWS', reserved, 'InvalidParameterException');
}

async function tellAttachment(aws: Exercise, cluster: string): Promise<void> {
  const strategy = ['--default-capacity-provider-strategy', `capacityProvider=${provider},weight=1`];
  const put = ['--cluster', cluster, '--capacity-providers'];
  await aws.answers('PutClusterCapacityProviders', [...put, provider, ...strategy], {
    cluster: {
      capacityProviders: [provider],
      defaultCapacityProviderStrategy: [{ capacityProvider: provider, weight: 1 }],
    },
  });
  await aws.refuses(
    'PutClusterCapacityProviders: while the last is under way',
    [...put, provider, ...strategy],
    'UpdateInProgressException',
  );
  await aws.pass(30);
  await aws.refuses(
    'PutClusterCapacityProviders: one that is not there',
    [...put, 'nothing', '--default-capacity-provider-strategy'],
    'InvalidParameterException',
  );
  const none = ['--cli-input-json', '{"capacityProviders":[],"defaultCapacityProviderStrategy":[]}'];
  await aws.answers('PutClusterCapacityProviders: none', ['--cluster', cluster, ...none], {
    cluster: { capacityProviders: [], defaultCapacityProviderStrategy: [] },
  });
  await aws.pass(30);
}

/** The ARN of an Auto Scaling group without instances. */
async function makeGroup(aws: Exercise): Promise<string> {
  const data = JSON.stringify({ ImageId: 'ami-12c6146b', InstanceType: 't3.small' });
  const template = ['--launch-template-name', provider, '--launch-template-data', data];
  await aws.prepares('ec2', 'create-launch-template', ...template);
  const named = ['--auto-scaling-group-name', provider];
  await aws.prepares(
    ...['autoscaling', 'create-auto-scaling-group', ...named, '--min-size', '0', '--max-size', '2'],
    ...['--launch-template', `LaunchTemplateName=${provider}`, '--availability-zones', 'us-east-1a'],
  );
  const described = ['autoscaling', 'describe-auto-scaling-groups', '--auto-scaling-group-names', provider];
  return at(await aws.prepares(...described), 'AutoScalingGroups.0.AutoScalingGroupARN');
}
