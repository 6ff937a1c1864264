import type { Call } from '../../service.ts';
import { CreateService } from '../../services/ecs/services.ts';
import { RegisterTaskDefinition } from '../../services/ecs/task-definitions.ts';

/** A revision of a Fargate task definition of one container, which logs to `/ecs/<family>` or where it is told. */
export function registerRevision(
  call: Call,
  family: string,
  { logGroup = `/ecs/${family}`, image = family }: { logGroup?: string; image?: string } = {},
): string {
  const { accountId, name: region } = call.region;
  const { taskDefinition } = RegisterTaskDefinition(
    {
      family,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      executionRoleArn: `arn:aws:iam::${accountId}:role/ecsTaskExecutionRole`,
      containerDefinitions: [
        {
          name: 'app',
          image: `${accountId}.dkr.ecr.${region}.amazonaws.com/${image}:2024.1`,
          essential: true,
          portMappings: [{ containerPort: 8080, protocol: 'tcp' }],
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': logGroup, 'awslogs-region': region, 'awslogs-stream-prefix': 'app' },
          },
        },
      ],
    },
    call,
  );
  return taskDefinition?.taskDefinitionArn ?? '';
}

export interface Placed {
  readonly cluster: string;
  readonly name: string;
  readonly taskDefinition: string;
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  readonly targetGroup?: string;
  readonly count?: number;
}

/** A Fargate service, behind a target group where one is given, and its ARN. */
export function runService(call: Call, placed: Placed): string {
  const { cluster, name, taskDefinition, subnets, groups, targetGroup, count = 2 } = placed;
  const target = targetGroup && { targetGroupArn: targetGroup, containerName: 'app', containerPort: 8080 };
  const { service } = CreateService(
    {
      cluster,
      serviceName: name,
      taskDefinition,
      desiredCount: count,
      launchType: 'FARGATE',
      ...(target && { loadBalancers: [target] }),
      networkConfiguration: { awsvpcConfiguration: { subnets: [...subnets], securityGroups: [...groups] } },
    },
    call,
  );
  return service?.serviceArn ?? '';
}
