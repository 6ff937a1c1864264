import { someText } from '../matches.ts';
import { at, type Exercise, type Story } from './exercise.ts';

const named = ['--auto-scaling-group-name', 'cli-group'];
const these = ['--auto-scaling-group-names', 'cli-group'];
const template = 'LaunchTemplateName=cli-node,Version=$Latest';

export const autoscaling: Story = {
  service: 'autoscaling',
  async tell(aws) {
    await aws.prepares(
      ...['ec2', 'create-launch-template', '--launch-template-name', 'cli-node'],
      ...['--launch-template-data', 'InstanceType=t3.large,ImageId=ami-12c6146b'],
    );
    const instance = await tellGroups(aws);
    await tellInstances(aws, instance);
    await tellPolicies(aws);
    await tellTags(aws);
    await tellDeletion(aws);
    await tellForce(aws);
    await aws.prepares('ec2', 'delete-launch-template', '--launch-template-name', 'cli-node');
  },
};

/** Makes a group of two instances, and returns the id of one. */
async function tellGroups(aws: Exercise): Promise<string> {
  const wanted = [
    ...[...named, '--launch-template', template, '--vpc-zone-identifier', subnetsOf(aws)],
    ...['--min-size', '0', '--max-size', '4', '--desired-capacity', '2'],
    ...['--tags', 'Key=env,Value=practice,PropagateAtLaunch=true'],
  ];
  await aws.answers('CreateAutoScalingGroup', wanted);
  await aws.refuses('CreateAutoScalingGroup: the same again', wanted, 'AlreadyExists');
  await aws.pass(80);
  const InService = { LifecycleState: 'InService', HealthStatus: 'Healthy', ProtectedFromScaleIn: false };
  const described = await aws.answers('DescribeAutoScalingGroups', these, {
    AutoScalingGroups: [
      {
        ...{ AutoScalingGroupName: 'cli-group', AutoScalingGroupARN: /:autoScalingGroupName\/cli-group$/ },
        ...{ MinSize: 0, MaxSize: 4, DesiredCapacity: 2, CreatedTime: someText, DefaultCooldown: 300 },
        LaunchTemplate: { LaunchTemplateName: 'cli-node', LaunchTemplateId: /^lt-/, Version: '$Latest' },
        Instances: [InService, InService],
        Tags: [{ ResourceId: 'cli-group', Key: 'env', Value: 'practice', PropagateAtLaunch: true }],
      },
    ],
  });
  const none = ['--auto-scaling-group-names', 'nothing'];
  await aws.answers('DescribeAutoScalingGroups: none', none, { AutoScalingGroups: [] });
  await aws.answers('DescribeScalingActivities', named, {
    Activities: (activities) => Array.isArray(activities) && activities.length === 2,
  });
  return at(described, 'AutoScalingGroups.0.Instances.0.InstanceId');
}

async function tellInstances(aws: Exercise, instance: string): Promise<void> {
  const one = ['--instance-ids', instance, ...named];
  await aws.answers('SetInstanceProtection', [...one, '--protected-from-scale-in']);
  const beyond = [...named, '--desired-capacity', '9'];
  await aws.refuses('SetDesiredCapacity: too many', beyond, 'ValidationError');
  await aws.answers('SetDesiredCapacity', [...named, '--desired-capacity', '1']);
  await aws.pass(90);
  await aws.answers('DescribeAutoScalingGroups: the protected one stays', these, {
    AutoScalingGroups: [{ Instances: [{ InstanceId: instance, ProtectedFromScaleIn: true }] }],
  });
  const ended = ['--instance-id', instance, '--should-decrement-desired-capacity'];
  await aws.answers('TerminateInstanceInAutoScalingGroup', ended, {
    Activity: { AutoScalingGroupName: 'cli-group', StatusCode: 'InProgress' },
  });
  await aws.pass(90);
  await aws.answers('UpdateAutoScalingGroup', [...named, '--max-size', '0']);
  const nothing = ['--auto-scaling-group-name', 'nothing', '--max-size', '0'];
  await aws.refuses('UpdateAutoScalingGroup: none', nothing, 'ValidationError');
  await aws.answers('DescribeAutoScalingGroups: empty', these, {
    AutoScalingGroups: [{ MaxSize: 0, DesiredCapacity: 0, Instances: [] }],
  });
}

/** Target tracking on the CPU of the group's instances, from its first setting to its end. */
async function tellPolicies(aws: Exercise): Promise<void> {
  const policy = [...named, '--policy-name', 'cli-cpu'];
  const cpu = 'PredefinedMetricSpecification={PredefinedMetricType=ASGAverageCPUUtilization}';
  const tracking = (target: number, more = '') => [
    ...['--policy-type', 'TargetTrackingScaling', '--target-tracking-configuration'],
    `${cpu},TargetValue=${target}${more}`,
  ];
  const PolicyARN = /:scalingPolicy:[^:]+:autoScalingGroupName\/cli-group:policyName\/cli-cpu$/;
  const alarm = (which: string) => ({
    AlarmName: new RegExp(`^TargetTracking-cli-group-Alarm${which}-`),
    AlarmARN: new RegExp(`:alarm:TargetTracking-cli-group-Alarm${which}-`),
  });
  const Alarms = [alarm('High'), alarm('Low')];
  await aws.answers('PutScalingPolicy', [...policy, ...tracking(60)], { PolicyARN, Alarms });
  await aws.answers('PutScalingPolicy: another target', [...policy, ...tracking(50)], { PolicyARN, Alarms });
  const none = ['--auto-scaling-group-name', 'nothing', '--policy-name', 'cli-none', ...tracking(60)];
  await aws.refuses('PutScalingPolicy: no such group', none, 'ValidationError');
  const second = [...named, '--policy-name', 'cli-cpu-too', ...tracking(70)];
  await aws.refuses('PutScalingPolicy: the same metric once more', second, 'ValidationError');
  await aws.answers('DescribePolicies', [...named, '--policy-names', 'cli-cpu'], {
    ScalingPolicies: [
      {
        ...{ AutoScalingGroupName: 'cli-group', PolicyName: 'cli-cpu', PolicyARN, Alarms, Enabled: true },
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingConfiguration: { TargetValue: 50 },
      },
    ],
  });
  const without = [...policy, ...tracking(50, ',DisableScaleIn=true')];
  await aws.answers('PutScalingPolicy: without scale-in', without, { PolicyARN, Alarms: [alarm('High')] });
  await aws.answers('DeletePolicy', policy);
  await aws.answers('DescribePolicies: none', named, { ScalingPolicies: [] });
}

async function tellTags(aws: Exercise): Promise<void> {
  const about = 'ResourceId=cli-group,ResourceType=auto-scaling-group';
  await aws.answers('CreateOrUpdateTags', ['--tags', `${about},Key=team,Value=shop,PropagateAtLaunch=false`]);
  await aws.answers('DeleteTags', ['--tags', `${about},Key=env`]);
  await aws.answers('DescribeTags', ['--filters', 'Name=auto-scaling-group,Values=cli-group'], {
    Tags: [{ ResourceId: 'cli-group', Key: 'team', Value: 'shop', PropagateAtLaunch: false }],
  });
}

async function tellDeletion(aws: Exercise): Promise<void> {
  await aws.answers('DeleteAutoScalingGroup', named);
  await aws.answers('DescribeAutoScalingGroups: gone', these, { AutoScalingGroups: [] });
  await aws.refuses('DeleteAutoScalingGroup: gone already', named, 'ValidationError');
}

/** A group that is deleted with its instances; on moto any group is. */
async function tellForce(aws: Exercise): Promise<void> {
  const busy = ['--auto-scaling-group-name', 'cli-busy'];
  await aws.answers('CreateAutoScalingGroup: a busy one', [
    ...[...busy, '--launch-template', template, '--vpc-zone-identifier', subnetsOf(aws)],
    ...['--min-size', '1', '--max-size', '1', '--deletion-protection', 'prevent-force-deletion'],
  ]);
  await aws.pass(80);
  await aws.refuses('DeleteAutoScalingGroup: protected', [...busy, '--force-delete'], 'ValidationError');
  await aws.refuses('DeleteAutoScalingGroup: with instances', busy, 'ResourceInUse');
  await aws.answers('UpdateAutoScalingGroup: without protection', [...busy, '--deletion-protection', 'none']);
  await aws.answers('DeleteAutoScalingGroup: by force', [...busy, '--force-delete']);
  await aws.pass(90);
  await aws.answers('DescribeAutoScalingGroups: gone by force', ['--auto-scaling-group-names', 'cli-busy'], {
    AutoScalingGroups: [],
  });
}

/** As `--vpc-zone-identifier` takes them. */
function subnetsOf({ estate }: Exercise): string {
  return /\[(?<ids>[^\]]*)\]/.exec(estate.network)?.groups?.ids ?? '';
}
