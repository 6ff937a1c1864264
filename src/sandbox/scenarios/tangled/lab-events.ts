import type { Call } from '../../service.ts';
import type { PlantedResource } from '../../services/cloudformation/planting.ts';
import { PutRule } from '../../services/events/rules.ts';
import { PutTargets } from '../../services/events/targets.ts';
import { PutRolePolicy } from '../../services/iam/inline-policies.ts';
import { CreateRole } from '../../services/iam/roles.ts';
import { CreateSchedule } from '../../services/scheduler/schedules.ts';
import { arn } from '../../world/arn.ts';
import { farFromNow } from '../estate/daily.ts';

const DAY_MS = 24 * 3600_000;

interface Started {
  readonly cluster: string;
  readonly taskDefinition: string;
  readonly subnets: readonly string[];
}

/** A nightly rule of the stack's with a role made by hand, and a schedule that somebody added. */
export function wakeLab(call: Call, started: Started): PlantedResource[] {
  makeRole(call, 'lab-start-tasks', 'events.amazonaws.com');
  makeRole(call, 'lab-schedules', 'scheduler.amazonaws.com');
  startNightly(call, 'lab-nightly', 'lab-start-tasks', started);
  CreateSchedule(
    {
      Name: 'lab-hourly',
      ScheduleExpression: 'rate(1 hour)',
      // It is to begin when the stack is ready, and has never fired.
      StartDate: new Date(call.now.getTime() + DAY_MS),
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: clusterArn(call, started),
        RoleArn: roleArn(call, 'lab-schedules'),
        EcsParameters: { TaskDefinitionArn: started.taskDefinition, TaskCount: 1, LaunchType: 'FARGATE' },
      },
    },
    call,
  );
  return [
    { logicalId: 'Nightly', type: 'AWS::Events::Rule', physicalId: 'lab-nightly', dependsOn: ['Cluster'] },
  ];
}

/** A role that lets a service start tasks. */
function makeRole(call: Call, name: string, service: string): void {
  const statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
  CreateRole(
    {
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    },
    call,
  );
  const allowed = { Effect: 'Allow', Action: ['ecs:RunTask', 'iam:PassRole'], Resource: '*' };
  PutRolePolicy(
    {
      RoleName: name,
      PolicyName: 'start-tasks',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [allowed] }),
    },
    call,
  );
}

/** A rule that starts a task in a cluster every night. */
export function startNightly(call: Call, name: string, role: string, started: Started): void {
  PutRule({ Name: name, ScheduleExpression: farFromNow(call.now) }, call);
  PutTargets(
    {
      Rule: name,
      Targets: [
        {
          Id: 'task',
          Arn: clusterArn(call, started),
          RoleArn: roleArn(call, role),
          EcsParameters: {
            TaskDefinitionArn: started.taskDefinition,
            TaskCount: 1,
            LaunchType: 'FARGATE',
            NetworkConfiguration: { awsvpcConfiguration: { Subnets: [...started.subnets] } },
          },
        },
      ],
    },
    call,
  );
}

function clusterArn(call: Call, { cluster }: Started): string {
  return arn(call.region, 'ecs', `cluster/${cluster}`);
}

function roleArn({ region }: Call, name: string): string {
  return `arn:${region.partition}:iam::${region.accountId}:role/${name}`;
}
