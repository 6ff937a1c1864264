import {
  AutoScalingClient,
  DeleteAutoScalingGroupCommand,
  DeletePolicyCommand,
  DescribeAutoScalingGroupsCommand,
  PutScalingPolicyCommand,
  SetInstanceProtectionCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  DeleteCapacityProviderCommand,
  DescribeCapacityProvidersCommand,
  ECSClient,
  UpdateCapacityProviderCommand,
} from '@aws-sdk/client-ecs';
import { operationsOf } from '../plan/operations.ts';
import { changeProviders, holdProviders } from './change-providers.ts';
import { createProvider } from './create-provider.ts';
import { emptyGroup } from './empty-group.ts';
import { lookAtProvider } from './look-at-provider.ts';
import { followDeployment } from './use/follow-deployment.ts';
import { moveService } from './use/move-service.ts';

/** What capacity's plans may send. */
export const operations = {
  autoscaling: {
    ...operationsOf(AutoScalingClient, {
      UpdateAutoScalingGroup: UpdateAutoScalingGroupCommand,
      SetInstanceProtection: SetInstanceProtectionCommand,
      PutScalingPolicy: PutScalingPolicyCommand,
      DeletePolicy: DeletePolicyCommand,
      DeleteAutoScalingGroup: DeleteAutoScalingGroupCommand,
      DescribeAutoScalingGroups: DescribeAutoScalingGroupsCommand,
    }),
    EmptyAutoScalingGroup: emptyGroup,
  },
  ecs: {
    ...operationsOf(ECSClient, {
      UpdateCapacityProvider: UpdateCapacityProviderCommand,
      DeleteCapacityProvider: DeleteCapacityProviderCommand,
      DescribeCapacityProviders: DescribeCapacityProvidersCommand,
    }),
    CreateCapacityProvider: createProvider,
    LookAtCapacityProvider: lookAtProvider,
    ChangeClusterCapacityProviders: changeProviders,
    HoldClusterCapacityProviders: holdProviders,
    UpdateService: moveService,
    FollowDeployment: followDeployment,
  },
};
