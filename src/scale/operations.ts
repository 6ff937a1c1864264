import {
  ApplicationAutoScalingClient,
  DeleteScalingPolicyCommand,
  DeleteScheduledActionCommand,
  DeregisterScalableTargetCommand,
  PutScalingPolicyCommand,
  PutScheduledActionCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, DeleteAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeServicesCommand,
  ECSClient,
  UpdateClusterSettingsCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { operationsOf } from '../plan/operations.ts';
import { deployed } from './deployed.ts';

/** What scaling's plans may send. */
export const operations = {
  'application-auto-scaling': operationsOf(ApplicationAutoScalingClient, {
    RegisterScalableTarget: RegisterScalableTargetCommand,
    DeregisterScalableTarget: DeregisterScalableTargetCommand,
    PutScalingPolicy: PutScalingPolicyCommand,
    DeleteScalingPolicy: DeleteScalingPolicyCommand,
    PutScheduledAction: PutScheduledActionCommand,
    DeleteScheduledAction: DeleteScheduledActionCommand,
  }),
  cloudwatch: operationsOf(CloudWatchClient, {
    PutMetricAlarm: PutMetricAlarmCommand,
    DeleteAlarms: DeleteAlarmsCommand,
  }),
  ecs: operationsOf(ECSClient, {
    DescribeServices: DescribeServicesCommand,
    UpdateClusterSettings: UpdateClusterSettingsCommand,
    UpdateService: UpdateServiceCommand,
  }),
};

/** What scaling's plans may wait for. */
export const waits = { deployed };
