import type { AutoScalingGroupProvider } from '@aws-sdk/client-ecs';
import { CreateAutoScalingGroup } from '../../../../../src/sandbox/services/auto-scaling/groups.ts';
import { CreateCapacityProvider } from '../../../../../src/sandbox/services/ecs/capacity-providers.ts';
import { PutClusterCapacityProviders } from '../../../../../src/sandbox/services/ecs/cluster-capacity.ts';
import { CreateCluster } from '../../../../../src/sandbox/services/ecs/clusters.ts';
import { CreateService, UpdateService } from '../../../../../src/sandbox/services/ecs/services.ts';
import { RegisterTaskDefinition } from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import { PracticeWorld } from '../../world/practice-world.ts';

const script = '#!/bin/bash\necho ECS_CLUSTER=prod >> /etc/ecs/ecs.config\n';

/** How the fleet differs from one of no instances without protection. */
interface Differences {
  readonly least?: number;
  readonly most?: number;
  readonly provider?: Omit<AutoScalingGroupProvider, 'autoScalingGroupArn'>;
  readonly isProtected?: boolean;
}

/**
 * A cluster `prod` and a group `nodes` of t3.large machines that join it, each with room for four tasks of `job` or,
 * for want of network interfaces, two of `net`. With a provider of that name where one is asked for.
 */
export function fleet({
  least = 0,
  most = 6,
  provider,
  isProtected = false,
}: Differences = {}): PracticeWorld {
  const practice = new PracticeWorld({ managedScaleInSeconds: 120 });
  CreateCluster({ clusterName: 'prod' }, practice.call);
  const LaunchTemplateData = {
    InstanceType: 't3.large',
    UserData: Buffer.from(script).toString('base64'),
  } as const;
  practice.region.ec2.launchTemplates.set('lt-1', {
    shape: {
      ...{ LaunchTemplateId: 'lt-1', LaunchTemplateName: 'node' },
      ...{ DefaultVersionNumber: 1, LatestVersionNumber: 1 },
    },
    versions: [{ VersionNumber: 1, DefaultVersion: true, LaunchTemplateData }],
  });
  CreateAutoScalingGroup(
    {
      ...{ AutoScalingGroupName: 'nodes', MinSize: least, MaxSize: most },
      LaunchTemplate: { LaunchTemplateName: 'node' },
      VPCZoneIdentifier: 'subnet-1,subnet-2',
      NewInstancesProtectedFromScaleIn: isProtected,
    },
    practice.call,
  );
  if (provider) provide(practice, provider);
  const containerDefinitions = [{ name: 'app', image: 'app:1', cpu: 512, memory: 1024 }];
  RegisterTaskDefinition({ family: 'job', containerDefinitions }, practice.call);
  RegisterTaskDefinition({ family: 'net', networkMode: 'awsvpc', containerDefinitions }, practice.call);
  practice.pass(120);
  return practice;
}

/** Runs a service `web` of so many tasks of a family, on the provider or else on launch type EC2. */
export function run(
  practice: PracticeWorld,
  desiredCount: number,
  on: 'nodes' | 'EC2',
  family = 'job',
): void {
  const capacity =
    on === 'EC2' ? { launchType: on } : { capacityProviderStrategy: [{ capacityProvider: on, weight: 1 }] };
  const service = { cluster: 'prod', serviceName: 'web', taskDefinition: family, desiredCount };
  CreateService({ ...service, ...capacity }, practice.call);
}

export function resize(practice: PracticeWorld, desiredCount: number): void {
  UpdateService({ cluster: 'prod', service: 'web', desiredCount }, practice.call);
}

/** How many tasks of `web` are in each status, and on how many instances. */
export function tasks(practice: PracticeWorld): Record<string, number> {
  const counts: Record<string, number> = {};
  const places = new Set<string>();
  for (const { status, containerInstanceArn } of practice.service().tasks) {
    if (status === 'STOPPED') continue;
    counts[status] = (counts[status] ?? 0) + 1;
    if (containerInstanceArn) places.add(containerInstanceArn);
  }
  return { ...counts, instances: places.size };
}

export function groupOf({ region }: PracticeWorld) {
  const group = region.autoScaling.groups.get('nodes');
  if (!group) throw new Error('no group');
  return group;
}

function provide(practice: PracticeWorld, provider: Differences['provider']): void {
  const autoScalingGroupProvider = { ...provider, autoScalingGroupArn: 'nodes' };
  CreateCapacityProvider({ name: 'nodes', autoScalingGroupProvider }, practice.call);
  practice.pass(30);
  PutClusterCapacityProviders(
    { cluster: 'prod', capacityProviders: ['nodes'], defaultCapacityProviderStrategy: [] },
    practice.call,
  );
}
