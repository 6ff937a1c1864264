import type {
  DeleteAutoScalingGroupCommandInput,
  DeletePolicyCommandInput,
  DescribeAutoScalingGroupsCommandInput,
  PutScalingPolicyCommandInput,
  SetInstanceProtectionCommandInput,
  UpdateAutoScalingGroupCommandInput,
} from '@aws-sdk/client-auto-scaling';
import type {
  CreateCapacityProviderCommandInput,
  DeleteCapacityProviderCommandInput,
  DescribeCapacityProvidersCommandInput,
  PutClusterCapacityProvidersCommandInput,
  UpdateCapacityProviderCommandInput,
  UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import type { ApiCall } from '../plan/plan.ts';
import type { ProvidersChange } from './cluster-providers.ts';
import type { Following } from './use/follow-deployment.ts';

interface Inputs {
  autoscaling: {
    UpdateAutoScalingGroup: UpdateAutoScalingGroupCommandInput;
    SetInstanceProtection: SetInstanceProtectionCommandInput;
    PutScalingPolicy: PutScalingPolicyCommandInput;
    DeletePolicy: DeletePolicyCommandInput;
    DeleteAutoScalingGroup: DeleteAutoScalingGroupCommandInput;
    DescribeAutoScalingGroups: DescribeAutoScalingGroupsCommandInput;
    EmptyAutoScalingGroup: { readonly AutoScalingGroupName: string };
  };
  ecs: {
    CreateCapacityProvider: CreateCapacityProviderCommandInput;
    UpdateCapacityProvider: UpdateCapacityProviderCommandInput;
    DeleteCapacityProvider: DeleteCapacityProviderCommandInput;
    DescribeCapacityProviders: DescribeCapacityProvidersCommandInput;
    LookAtCapacityProvider: DescribeCapacityProvidersCommandInput;
    PutClusterCapacityProviders: PutClusterCapacityProvidersCommandInput;
    ChangeClusterCapacityProviders: ProvidersChange;
    HoldClusterCapacityProviders: ProvidersChange;
    UpdateService: UpdateServiceCommandInput;
    FollowDeployment: Following;
  };
}

/** A call that capacity makes, with its input checked by the SDK's own types. */
export function capacityCall<S extends keyof Inputs, O extends keyof Inputs[S] & string>(
  service: S,
  operation: O,
  input: Inputs[S][O],
): ApiCall {
  return { service, operation, input: { ...(input as object) } };
}
