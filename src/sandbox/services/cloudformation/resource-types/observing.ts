import type { CloudWatch, PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { arn } from '../../../world/arn.ts';
import { cloudwatch } from '../../cloudwatch/index.ts';
import { logs } from '../../logs/index.ts';
import { inputOf, tagsOf, textOf } from './members.ts';
import { requestsTo } from './request.ts';
import type { ResourceType } from './resource-type.ts';

const askLogs = requestsTo<CloudWatchLogs>(logs);
const askCloudWatch = requestsTo<CloudWatch>(cloudwatch);

/** Its physical id is its name. */
const logGroup: ResourceType = {
  create(properties, { call, uniqueName, tags }) {
    const logGroupName = textOf(properties, 'LogGroupName') ?? uniqueName(512);
    const labels = Object.fromEntries(tagsOf(properties, tags).map(({ Key, Value }) => [Key, Value]));
    askLogs('createLogGroup', { logGroupName, tags: labels }, call);
    const { RetentionInDays: retentionInDays } = inputOf<{ RetentionInDays?: number }>(properties);
    if (retentionInDays) askLogs('putRetentionPolicy', { logGroupName, retentionInDays }, call);
    return logGroupName;
  },
  remove(logGroupName, { call }) {
    askLogs('deleteLogGroup', { logGroupName }, call);
    return true;
  },
  attribute: (name, id, { region }) =>
    name === 'Arn' ? `${arn(region, 'logs', `log-group:${id}`)}:*` : undefined,
  arn: (name, { region }) => arn(region, 'logs', `log-group:${name}`),
};

/** Its physical id is its name. CloudFormation gives alarms no tags of its own. */
const alarm: ResourceType = {
  create(properties, { call, uniqueName }) {
    const AlarmName = textOf(properties, 'AlarmName') ?? uniqueName(255);
    askCloudWatch('putMetricAlarm', { ...inputOf<PutMetricAlarmCommandInput>(properties), AlarmName }, call);
    return AlarmName;
  },
  remove(name, { call }) {
    askCloudWatch('deleteAlarms', { AlarmNames: [name] }, call);
    return true;
  },
  attribute: (name, id, { region }) =>
    name === 'Arn' ? arn(region, 'cloudwatch', `alarm:${id}`) : undefined,
};

export const observingTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::Logs::LogGroup': logGroup,
  'AWS::CloudWatch::Alarm': alarm,
};
