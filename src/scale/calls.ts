import type {
  DeleteScalingPolicyCommandInput,
  DeleteScheduledActionCommandInput,
  DeregisterScalableTargetCommandInput,
  PutScalingPolicyCommandInput,
  PutScheduledActionCommandInput,
  RegisterScalableTargetCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import type { DeleteAlarmsCommandInput, PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import type {
  DescribeServicesCommandInput,
  UpdateClusterSettingsCommandInput,
  UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import type { ApiCall } from '../plan/plan.ts';

interface Inputs {
  'application-auto-scaling': {
    RegisterScalableTarget: RegisterScalableTargetCommandInput;
    DeregisterScalableTarget: DeregisterScalableTargetCommandInput;
    PutScalingPolicy: PutScalingPolicyCommandInput;
    DeleteScalingPolicy: DeleteScalingPolicyCommandInput;
    PutScheduledAction: PutScheduledActionCommandInput;
    DeleteScheduledAction: DeleteScheduledActionCommandInput;
  };
  cloudwatch: {
    PutMetricAlarm: PutMetricAlarmCommandInput;
    DeleteAlarms: DeleteAlarmsCommandInput;
  };
  ecs: {
    UpdateService: UpdateServiceCommandInput;
    UpdateClusterSettings: UpdateClusterSettingsCommandInput;
    DescribeServices: DescribeServicesCommandInput;
  };
}

/** A call that scaling makes, with its input checked by the SDK's own types. */
export function scalingCall<S extends keyof Inputs, O extends keyof Inputs[S] & string>(
  service: S,
  operation: O,
  input: Inputs[S][O],
): ApiCall {
  return { service, operation, input: { ...(input as object) } };
}
