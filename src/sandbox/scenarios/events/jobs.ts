import type { Call } from '../../service.ts';
import { CreateService } from '../../services/ecs/services.ts';
import { RegisterTaskDefinition } from '../../services/ecs/task-definitions.ts';
import { CreateSchedule } from '../../services/scheduler/schedules.ts';
import { arn } from '../../world/arn.ts';
import { roleArn } from './roles.ts';

interface Place {
  readonly subnets: readonly string[];
  readonly group: string;
}

/** Task definitions: `thumbnail` works half a minute and is done, `import` fails on what it finds, `report` takes a minute. */
export function registerJobs(call: Call): void {
  register(call, 'thumbnail', 'sleep 30', 'thumbnail-task');
  register(call, 'import', 'sleep 20; exit 1');
  register(call, 'report', 'sleep 60');
}

/** Service `web` runs three tasks until somebody says otherwise. */
export function runWeb(call: Call, place: Place): void {
  register(call, 'web', undefined);
  CreateService(
    {
      ...{
        cluster: 'prod',
        serviceName: 'web',
        taskDefinition: 'web',
        desiredCount: 3,
        launchType: 'FARGATE',
      },
      networkConfiguration: { awsvpcConfiguration: openTo(place) },
    },
    call,
  );
}

/** A report each hour, of which none has ever come: its role lacks a right, and what failed lies in a queue. */
export function startReports(call: Call, place: Place, deadLetterArn: string): void {
  const { subnets, securityGroups, assignPublicIp } = openTo(place);
  CreateSchedule(
    {
      Name: 'hourly-report',
      ScheduleExpression: 'cron(0 * * * ? *)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: arn(call.region, 'ecs', 'cluster/prod'),
        RoleArn: roleArn(call, 'reports-start'),
        DeadLetterConfig: { Arn: deadLetterArn },
        EcsParameters: {
          TaskDefinitionArn: arn(call.region, 'ecs', 'task-definition/report'),
          TaskCount: 1,
          LaunchType: 'FARGATE',
          NetworkConfiguration: {
            awsvpcConfiguration: {
              Subnets: subnets,
              SecurityGroups: securityGroups,
              AssignPublicIp: assignPublicIp,
            },
          },
        },
      },
    },
    call,
  );
}

function openTo({ subnets, group }: Place) {
  return { subnets: [...subnets], securityGroups: [group], assignPublicIp: 'ENABLED' as const };
}

function register(call: Call, family: string, script: string | undefined, taskRole?: string): void {
  RegisterTaskDefinition(
    {
      ...{ family, requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '256', memory: '512' },
      executionRoleArn: roleArn(call, 'prod-execution'),
      ...(taskRole !== undefined && { taskRoleArn: roleArn(call, taskRole) }),
      containerDefinitions: [
        {
          ...{ name: family, image: 'public.ecr.aws/docker/library/busybox:stable', essential: true },
          ...(script !== undefined && { command: ['sh', '-c', script] }),
        },
      ],
    },
    call,
  );
}
