import type { Call } from '../../service.ts';
import { registryHost } from '../../services/ecr/repositories.ts';
import { CreateService } from '../../services/ecs/services.ts';
import { RegisterTaskDefinition } from '../../services/ecs/task-definitions.ts';
import { CreateSchedule } from '../../services/scheduler/schedules.ts';
import { arn } from '../../world/arn.ts';
import { farFromNow } from '../estate/daily.ts';
import type { Digests } from './repositories.ts';
import { roleArn } from './roles.ts';

interface Place {
  readonly subnets: readonly string[];
  /** The subnet from which there is no road to ECR. */
  readonly locked: string;
  readonly group: string;
}

/**
 * Services web, worker and legacy run. Services reports, mailer and ledger are waiting for their first task, of which none
 * could pull its image: by its rights, by whom its role trusts, and by its network.
 */
export function runServices(call: Call, { runningWeb }: Digests, place: Place): void {
  const { subnets, locked } = place;
  register(call, 'web', `web@${runningWeb}`, 'prod-execution');
  run(call, 'web', 3, subnets, place);
  register(call, 'worker', 'worker:3.4', 'prod-execution');
  run(call, 'worker', 2, subnets, place);
  register(call, 'legacy', 'legacy:4.2', 'prod-execution');
  run(call, 'legacy', 1, subnets, place);
  register(call, 'reports', 'batch:build-46', 'reports-execution');
  run(call, 'reports', 0, subnets, place);
  register(call, 'mailer', 'worker:3.3', 'mailer-execution');
  run(call, 'mailer', 0, subnets, place);
  register(call, 'ledger', 'web:latest', 'prod-execution');
  run(call, 'ledger', 0, [locked], place);
  register(call, 'batch', 'batch:build-42', 'prod-execution');
  startNightly(call, place);
}

function register(call: Call, family: string, image: string, role: string): void {
  const { accountId, name } = call.region;
  RegisterTaskDefinition(
    {
      ...{ family, requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '256', memory: '512' },
      executionRoleArn: roleArn(call, role),
      containerDefinitions: [
        { name: family, image: `${registryHost(accountId, name)}/${image}`, essential: true },
      ],
    },
    call,
  );
}

function run(
  call: Call,
  name: string,
  desiredCount: number,
  subnets: readonly string[],
  { group, locked }: Place,
): void {
  const assignPublicIp = subnets.includes(locked) ? 'DISABLED' : 'ENABLED';
  CreateService(
    {
      ...{ cluster: 'prod', serviceName: name, taskDefinition: name, desiredCount, launchType: 'FARGATE' },
      networkConfiguration: {
        awsvpcConfiguration: { subnets: [...subnets], securityGroups: [group], assignPublicIp },
      },
    },
    call,
  );
}

/** Every night a task of an image that five newer ones stand before. */
function startNightly(call: Call, { subnets, group }: Place): void {
  CreateSchedule(
    {
      Name: 'nightly-batch',
      ScheduleExpression: farFromNow(call.now),
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: arn(call.region, 'ecs', 'cluster/prod'),
        RoleArn: roleArn(call, 'nightly-start'),
        EcsParameters: {
          ...{ TaskDefinitionArn: arn(call.region, 'ecs', 'task-definition/batch:1'), LaunchType: 'FARGATE' },
          NetworkConfiguration: {
            awsvpcConfiguration: {
              Subnets: [...subnets],
              SecurityGroups: [group],
              AssignPublicIp: 'ENABLED',
            },
          },
        },
      },
    },
    call,
  );
}
