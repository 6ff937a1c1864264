import {
  AutoScalingClient,
  SetInstanceProtectionCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  DescribeCapacityProvidersCommand,
  ECSClient,
  UpdateCapacityProviderCommand,
} from '@aws-sdk/client-ecs';
import { operationsOf } from '../plan/operations.ts';
import { changeProviders, holdProviders } from './change-providers.ts';
import { createProvider } from './create-provider.ts';

/** What capacity's plans may send. */
export const operations = {
  autoscaling: operationsOf(AutoScalingClient, {
    UpdateAutoScalingGroup: UpdateAutoScalingGroupCommand,
    SetInstanceProtection: SetInstanceProtectionCommand,
  }),
  ecs: {
    ...operationsOf(ECSClient, {
      UpdateCapacityProvider: UpdateCapacityProviderCommand,
      DescribeCapacityProviders: DescribeCapacityProvidersCommand,
    }),
    CreateCapacityProvider: createProvider,
    ChangeClusterCapacityProviders: changeProviders,
    HoldClusterCapacityProviders: holdProviders,
  },
};
