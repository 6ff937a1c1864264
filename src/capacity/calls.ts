import type {
  SetInstanceProtectionCommandInput,
  UpdateAutoScalingGroupCommandInput,
} from '@aws-sdk/client-auto-scaling';
import type {
  CreateCapacityProviderCommandInput,
  DescribeCapacityProvidersCommandInput,
  PutClusterCapacityProvidersCommandInput,
  UpdateCapacityProviderCommandInput,
} from '@aws-sdk/client-ecs';
import type { ApiCall } from '../plan/plan.ts';
import type { ProvidersChange } from './cluster-providers.ts';

interface Inputs {
  autoscaling: {
    UpdateAutoScalingGroup: UpdateAutoScalingGroupCommandInput;
    SetInstanceProtection: SetInstanceProtectionCommandInput;
  };
  ecs: {
    CreateCapacityProvider: CreateCapacityProviderCommandInput;
    UpdateCapacityProvider: UpdateCapacityProviderCommandInput;
    DescribeCapacityProviders: DescribeCapacityProvidersCommandInput;
    PutClusterCapacityProviders: PutClusterCapacityProvidersCommandInput;
    ChangeClusterCapacityProviders: ProvidersChange;
    HoldClusterCapacityProviders: ProvidersChange;
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
