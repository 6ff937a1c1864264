import type { Exercise } from './exercise.ts';

/** From its registration to its end: of the family `cli-job`, which has two revisions. */
export async function tellTaskDefinitionRemoval(aws: Exercise): Promise<void> {
  await tellFamilies(aws);
  await aws.answers('DeregisterTaskDefinition', ['--task-definition', 'cli-job:1'], {
    taskDefinition: { family: 'cli-job', revision: 1, status: 'INACTIVE' },
  });
  const missing = ['--task-definition', 'cli-job:99'];
  await aws.refuses('DeregisterTaskDefinition: none', missing, 'ClientException');
  const family = ['--task-definition', 'cli-job'];
  await aws.refuses('DeregisterTaskDefinition: a family', family, 'ClientException');
  await aws.answers('ListTaskDefinitions: inactive', ['--family-prefix', 'cli-job', '--status', 'INACTIVE'], {
    taskDefinitionArns: [/cli-job:1$/],
  });
  await aws.answers('DeleteTaskDefinitions', ['--task-definitions', 'cli-job:1', 'cli-job:2', 'cli-job:99'], {
    taskDefinitions: [{ family: 'cli-job', revision: 1, status: 'DELETE_IN_PROGRESS' }],
    failures: [
      { arn: /cli-job:2$/, reason: /still in ACTIVE status/ },
      { arn: /cli-job:99$/, reason: /does not exist/ },
    ],
  });
  await aws.pass(90);
  await aws.refuses('DescribeTaskDefinition: deleted', ['--task-definition', 'cli-job:1'], 'ClientException');
  const containers = JSON.stringify([{ name: 'app', image: 'app:1', memory: 128 }]);
  await aws.answers(
    'RegisterTaskDefinition: after a deletion',
    ['--family', 'cli-job', '--container-definitions', containers],
    { taskDefinition: { revision: 3 } },
  );
}

async function tellFamilies(aws: Exercise): Promise<void> {
  await aws.answers('ListTaskDefinitionFamilies', ['--family-prefix', 'cli-'], { families: ['cli-job'] });
  await aws.answers('ListTaskDefinitionFamilies: none', ['--family-prefix', 'nothing'], { families: [] });
}
