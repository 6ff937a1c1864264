import { taskDefinition } from '../seed.ts';
import { at, type Exercise } from './exercise.ts';

/** A service that is deployed from outside of ECS. */
export async function tellTaskSets(aws: Exercise, cluster: string): Promise<void> {
  const inCluster = ['--cluster', cluster];
  const outside = ['--service-name', 'outside', '--deployment-controller', 'type=EXTERNAL'];
  await aws.answers('CreateService: EXTERNAL', [...inCluster, ...outside, '--desired-count', '1'], {
    service: { serviceName: 'outside', deploymentController: { type: 'EXTERNAL' } },
  });
  const ofService = [...inCluster, '--service', 'outside'];
  const network = ['--launch-type', 'FARGATE', '--network-configuration', aws.estate.network];
  const created = await aws.answers(
    'CreateTaskSet',
    [...ofService, '--task-definition', taskDefinition, ...network, '--scale', 'value=100,unit=PERCENT'],
    { taskSet: { status: 'ACTIVE', launchType: 'FARGATE', scale: { value: 100, unit: 'PERCENT' } } },
  );
  const set = at(created, 'taskSet.taskSetArn');
  await aws.pass(60);
  await aws.answers('DescribeTaskSets', [...ofService, '--task-sets', set], {
    taskSets: [{ taskSetArn: set, computedDesiredCount: 1 }],
  });
  await aws.refuses(
    'DeleteTaskSet: none',
    [...ofService, '--task-set', 'ecs-svc/1'],
    'TaskSetNotFoundException',
  );
  await aws.answers('DeleteTaskSet', [...ofService, '--task-set', set, '--force'], {
    taskSet: { taskSetArn: set, status: 'DRAINING' },
  });
  await aws.pass(60);
  await aws.answers('DeleteService: EXTERNAL', [...ofService, '--force'], {
    service: { serviceName: 'outside' },
  });
  await aws.pass(30);
}
