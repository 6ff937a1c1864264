import { taskDefinition } from '../seed.ts';
import { at, type Exercise } from './exercise.ts';

/** A task that no service looks after, and the machines that a cluster might have. */
export async function tellStandaloneTasks(aws: Exercise, cluster: string): Promise<void> {
  const inCluster = ['--cluster', cluster];
  const given = ['--launch-type', 'FARGATE', '--network-configuration', aws.estate.network];
  const run = [...inCluster, '--task-definition', taskDefinition, ...given];
  const task = { group: `family:${taskDefinition}`, startedBy: 'cli', launchType: 'FARGATE' };
  const started = await aws.answers('RunTask', [...run, '--started-by', 'cli'], {
    tasks: [{ ...task, desiredStatus: 'RUNNING' }],
    failures: [],
  });
  const arn = at(started, 'tasks.0.taskArn');
  await aws.refuses('RunTask: too many', [...run, '--count', '11'], 'InvalidParameterException');
  await aws.refuses(
    'RunTask: no such task definition',
    [...inCluster, '--task-definition', 'nothing', ...given],
    'ClientException',
  );
  await aws.pass(60);
  await aws.answers(
    'ListTasks: of a family',
    [...inCluster, '--family', taskDefinition, '--started-by', 'cli'],
    {
      taskArns: [arn],
    },
  );
  await aws.answers('StopTask', [...inCluster, '--task', arn, '--reason', 'enough'], {
    task: { ...task, taskArn: arn, stopCode: 'UserInitiated', stoppedReason: 'enough' },
  });
  await aws.pass(30);
  await aws.answers('DescribeTasks: stopped', [...inCluster, '--tasks', arn], {
    tasks: [{ taskArn: arn, lastStatus: 'STOPPED', desiredStatus: 'STOPPED' }],
  });
  const nothing = ['--task', arn.replace(/.{4}$/, '0000')];
  await aws.refuses('StopTask: none', [...inCluster, ...nothing], 'InvalidParameterException');
  await tellInstances(aws, inCluster);
}

/** A machine of the cluster, from what its agent says of it to its end. */
async function tellInstances(aws: Exercise, inCluster: readonly string[]): Promise<void> {
  await aws.answers('ListContainerInstances: none', inCluster, { containerInstanceArns: [] });
  const document = JSON.stringify({ instanceId: 'i-0a1b2c3d4e5f60718' });
  const resources = ['name=CPU,type=INTEGER,integerValue=1024', 'name=MEMORY,type=INTEGER,integerValue=2048'];
  const registered = await aws.answers(
    'RegisterContainerInstance',
    [...inCluster, '--instance-identity-document', document, '--total-resources', ...resources],
    { containerInstance: { status: 'ACTIVE', agentConnected: true, ec2InstanceId: 'i-0a1b2c3d4e5f60718' } },
  );
  const arn = at(registered, 'containerInstance.containerInstanceArn');
  await aws.answers('ListContainerInstances', inCluster, { containerInstanceArns: [arn] });
  const none = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
  await aws.answers('DescribeContainerInstances', [...inCluster, '--container-instances', arn, none], {
    containerInstances: [{ containerInstanceArn: arn, status: 'ACTIVE', runningTasksCount: 0 }],
    failures: [{ reason: 'MISSING' }],
  });
  const drain = [...inCluster, '--container-instances', arn, '--status'];
  await aws.answers('UpdateContainerInstancesState', [...drain, 'DRAINING'], {
    containerInstances: [{ containerInstanceArn: arn, status: 'DRAINING' }],
    failures: [],
  });
  await aws.answers('ListContainerInstances: draining', [...inCluster, '--status', 'DRAINING'], {
    containerInstanceArns: [arn],
  });
  await aws.answers('DeregisterContainerInstance', [...inCluster, '--container-instance', arn], {
    containerInstance: { containerInstanceArn: arn },
  });
}
