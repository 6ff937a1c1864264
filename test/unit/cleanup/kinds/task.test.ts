import { describe, expect, it } from 'vitest';
import { taskTies } from '../../../../src/cleanup/kinds/ecs/task-ties.ts';
import { task } from '../../../../src/cleanup/kinds/task.ts';
import { CreateCluster } from '../../../../src/sandbox/services/ecs/clusters.ts';
import { RunTask } from '../../../../src/sandbox/services/ecs/run-task.ts';
import { RegisterTaskDefinition } from '../../../../src/sandbox/services/ecs/task-definitions.ts';
import { practiceNetwork } from '../../sandbox/services/ec2/practice-network.ts';
import { type PracticeWorld, worldWithWeb } from '../../sandbox/world/practice-world.ts';
import { Trial, words } from './trial.ts';

/** A cluster `prod` in which so many tasks of family `migrate` run by themselves. */
function worldWithTasks(count: number): PracticeWorld {
  const { practice, subnets, group } = practiceNetwork();
  CreateCluster({ clusterName: 'prod' }, practice.call);
  RegisterTaskDefinition(
    {
      family: 'migrate',
      networkMode: 'awsvpc',
      containerDefinitions: [{ name: 'migrate', image: 'migrate:1' }],
      cpu: '1024',
      memory: '2048',
    },
    practice.call,
  );
  const awsvpcConfiguration = { subnets: [subnets[0]], securityGroups: [group] };
  for (let left = count; left > 0; left -= 10) {
    RunTask(
      {
        cluster: 'prod',
        taskDefinition: 'migrate',
        launchType: 'FARGATE',
        count: Math.min(left, 10),
        networkConfiguration: { awsvpcConfiguration },
        tags: [{ key: 'team', value: 'shop' }],
      },
      practice.call,
    );
  }
  practice.pass(120);
  return practice;
}

describe('tasks', () => {
  it('of services go with these, and are not listed', async () => {
    expect(await new Trial(worldWithWeb(3), task).find()).toEqual([]);
  });

  it('hold their cluster, and name what they run', async () => {
    const [thing] = await new Trial(worldWithTasks(1), task).find();
    expect(thing).toMatchObject({
      name: expect.stringMatching(/^prod\/\w{32}$/),
      tags: { team: 'shop' },
      charges: [
        { price: 'fargate vcpu', quantity: 1 },
        { price: 'fargate gigabyte', quantity: 2 },
      ],
    });
    expect(words(thing?.ties ?? []).slice(0, 3)).toEqual([
      'lives in cluster prod (runs in), blocks',
      'needs task definition migrate/1 (runs)',
      'needs task definition family migrate (runs)',
    ]);
  });

  it('are described a hundred a call', async () => {
    const one = new Trial(worldWithTasks(120), task);
    expect(await one.find()).toHaveLength(120);
    const count = (name: string) => one.aws.calls.filter(({ operation }) => operation === name).length;
    expect([count('ListTasks'), count('DescribeTasks')]).toEqual([2, 2]);
  });

  it('are stopped, and gone when they have stopped', async () => {
    const one = new Trial(worldWithTasks(1), task);
    const [thing] = await one.find();
    if (!thing) throw new Error('no task');
    const calls = await one.remove(thing);
    expect(calls[0]).toBe('StopTask');
    expect(calls.slice(1).length).toBeGreaterThan(1);
    expect(await one.find()).toEqual([]);
  });

  it('that ECS has forgotten are done', async () => {
    const practice = worldWithTasks(1);
    const one = new Trial(practice, task);
    const [thing] = await one.find();
    if (!thing) throw new Error('no task');
    practice.region.ecs.clusters.get('prod')?.tasks.splice(0);
    expect(await one.remove(thing)).toEqual(['StopTask', 'DescribeTasks']);
  });
});

describe('the ties of a task', () => {
  it('take in its interface, and the capacity that it runs on', () => {
    const ties = taskTies(
      {
        clusterArn: 'arn:aws:ecs:us-east-1:123456789012:cluster/prod',
        taskDefinitionArn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/migrate:1',
        capacityProviderName: 'machines',
        attachments: [
          {
            id: '4f2a',
            type: 'ElasticNetworkInterface',
            details: [
              { name: 'subnetId', value: 'subnet-1' },
              { name: 'networkInterfaceId', value: 'eni-1' },
            ],
          },
        ],
      },
      { VpcId: 'vpc-1', Groups: [{ GroupId: 'sg-1' }, { GroupId: 'sg-2' }] },
    );
    expect(words(ties).slice(3)).toEqual([
      'needs security group sg-1 (runs behind), blocks',
      'needs security group sg-2 (runs behind), blocks',
      'refers to capacity provider machines (runs on), blocks',
      'within subnet subnet-1 (runs in), blocks',
      'within vpc vpc-1 (runs in), blocks',
    ]);
  });
});
