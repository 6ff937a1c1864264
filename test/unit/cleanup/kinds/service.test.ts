import { ECSClient, type ServiceInputTypes, type ServiceOutputTypes } from '@aws-sdk/client-ecs';
import type { InitializeMiddleware } from '@smithy/types';
import { describe, expect, it } from 'vitest';
import { serviceTies } from '../../../../src/cleanup/kinds/ecs/service-ties.ts';
import { service } from '../../../../src/cleanup/kinds/service.ts';
import { CreateCluster, DescribeClusters } from '../../../../src/sandbox/services/ecs/clusters.ts';
import {
  CreateService,
  DeleteService,
  UpdateService,
} from '../../../../src/sandbox/services/ecs/services.ts';
import { RegisterTaskDefinition } from '../../../../src/sandbox/services/ecs/task-definitions.ts';
import { type PracticeWorld, worldWithWeb } from '../../sandbox/world/practice-world.ts';
import { Trial, words } from './trial.ts';

const arn = 'arn:aws:ecs:us-east-1:123456789012';

function create(practice: PracticeWorld, serviceName: string, cluster = 'prod'): void {
  CreateService({ cluster, serviceName, taskDefinition: 'web', desiredCount: 0 }, practice.call);
}

describe('services', () => {
  it('are found in all clusters, ten a call', async () => {
    const practice = worldWithWeb();
    CreateCluster({ clusterName: 'test' }, practice.call);
    for (let number = 1; number <= 24; number += 1) create(practice, `job-${number}`);
    create(practice, 'web', 'test');
    const one = new Trial(practice, service);
    const found = await one.find();
    expect(found).toHaveLength(26);
    expect(found.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['prod/web', 'test/web', 'prod/job-24']),
    );
    const asked = one.aws.calls.filter(({ operation }) => operation === 'DescribeServices');
    expect(asked).toHaveLength(3 + 1);
  });

  it('are found where a cluster goes between the list and the look', async () => {
    const practice = worldWithWeb();
    CreateCluster({ clusterName: 'brief' }, practice.call);
    const one = new Trial(practice, service);
    const deleteFirst: InitializeMiddleware<ServiceInputTypes, ServiceOutputTypes> =
      (next, { commandName }) =>
      async (args) => {
        const isOfBrief = 'cluster' in args.input && args.input.cluster === 'brief';
        if (isOfBrief && commandName === 'ListServicesCommand') practice.region.ecs.clusters.delete('brief');
        return next(args);
      };
    const place = { relation: 'before', toMiddleware: 'sandboxWorld', name: 'deleteFirst' } as const;
    one.aws.client(ECSClient).middlewareStack.addRelativeTo(deleteFirst, place);
    expect((await one.find()).map(({ name }) => name)).toEqual(['prod/web']);
  });

  it('name what they run, where, and what costs', async () => {
    const one = new Trial(worldWithWeb(2), service);
    const thing = await one.thing('prod/web');
    expect(thing.id).toBe(`${arn}:service/prod/web`);
    expect(words(thing.ties)).toEqual([
      'lives in cluster prod (runs in), blocks',
      'needs task definition web/1 (runs)',
      'needs task definition family web (runs)',
      expect.stringMatching(/^needs target group web-tg\/\w+ \(registers its tasks in\)$/),
    ]);
    expect(thing.charges).toEqual([
      { price: 'fargate vcpu', quantity: 0.5 },
      { price: 'fargate gigabyte', quantity: 1 },
    ]);
  });

  it('refer to the revision that a deployment under way replaces', async () => {
    const practice = worldWithWeb();
    const containerDefinitions = [{ name: 'web', image: 'web:2' }];
    RegisterTaskDefinition({ family: 'web', containerDefinitions, cpu: '256', memory: '512' }, practice.call);
    UpdateService({ cluster: 'prod', service: 'web', taskDefinition: 'web:2' }, practice.call);
    const { ties } = await new Trial(practice, service).thing('prod/web');
    expect(words(ties)).toEqual(
      expect.arrayContaining([
        'needs task definition web/2 (runs)',
        'refers to task definition web/1 (still runs)',
      ]),
    );
  });
});

describe('the ties of a service', () => {
  it('take in networks, discovery, capacity, roles and what shifts traffic', () => {
    const balancing = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';
    const ties = serviceTies({
      clusterArn: `${arn}:cluster/prod`,
      taskDefinition: `${arn}:task-definition/api:7`,
      roleArn: 'arn:aws:iam::123456789012:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE' }, { capacityProvider: 'machines' }],
      serviceRegistries: [{ registryArn: 'arn:aws:servicediscovery:us-east-1:123456789012:service/srv-1' }],
      loadBalancers: [
        {
          targetGroupArn: `${balancing}:targetgroup/blue/1`,
          advancedConfiguration: {
            alternateTargetGroupArn: `${balancing}:targetgroup/green/2`,
            productionListenerRule: `${balancing}:listener-rule/app/alb/1/2/3`,
            testListenerRule: `${balancing}:listener/net/nlb/1/2`,
            roleArn: 'arn:aws:iam::123456789012:role/ecs/shifter',
          },
        },
      ],
      deployments: [
        {
          status: 'PRIMARY',
          networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } },
          serviceConnectConfiguration: {
            enabled: true,
            namespace: 'arn:aws:servicediscovery:us-east-1:123456789012:namespace/ns-1',
            logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/connect' } },
          },
          serviceConnectResources: [
            { discoveryArn: 'arn:aws:servicediscovery:us-east-1:123456789012:service/srv-2' },
          ],
        },
      ],
    });
    expect(words(ties).slice(3)).toEqual([
      'needs target group blue/1 (registers its tasks in)',
      'needs target group green/2 (registers its tasks in)',
      'needs listener rule 2/3 (shifts its traffic by)',
      'needs listener 1/2 (shifts its traffic by)',
      'needs security group sg-1 (runs its tasks behind), blocks',
      'within subnet subnet-1 (runs its tasks in), blocks',
      'needs cloud map service srv-1 (registers its tasks in)',
      'needs cloud map service srv-2 (is found through)',
      'needs cloud map namespace ns-1 (is connected through)',
      'needs log group /connect (logs its connections to)',
      'needs capacity provider machines (runs on), blocks',
      'needs role shifter (is run with)',
    ]);
  });
});

describe('the removal of a service', () => {
  it('ends its tasks and waits until it is INACTIVE', async () => {
    const practice = worldWithWeb();
    const one = new Trial(practice, service);
    const calls = await one.remove(await one.thing('prod/web'));
    expect(calls[0]).toBe('DeleteService');
    expect(calls.slice(1).length).toBeGreaterThan(1);
    expect(await one.find()).toEqual([]);
    const { clusters = [] } = DescribeClusters({ clusters: ['prod'] }, practice.call);
    expect(clusters[0]).toMatchObject({ activeServicesCount: 0, runningTasksCount: 0 });
  });

  it('only waits for one that is draining, and is done with one that is gone', async () => {
    const practice = worldWithWeb();
    const one = new Trial(practice, service);
    const before = await one.thing('prod/web');
    DeleteService({ cluster: 'prod', service: 'web', force: true }, practice.call);
    const thing = await one.thing('prod/web');
    expect(thing.leaving).toBe('draining');
    expect(new Set(await one.remove(thing))).toEqual(new Set(['DescribeServices']));
    expect(await one.remove(before)).toEqual(['DeleteService', 'DescribeServices']);
  });

  it('can be undone', async () => {
    const one = new Trial(worldWithWeb(3), service);
    const thing = await one.thing('prod/web');
    await one.remove(thing);
    await one.undo(thing);
    const { ties, definition } = await one.thing('prod/web');
    expect(ties).toEqual(thing.ties);
    expect(definition).toMatchObject({ desiredCount: 3, launchType: 'FARGATE' });
  });

  it('deletes an Express service whole', () => {
    const one = new Trial(worldWithWeb(), service);
    const [step] = one.steps({
      kind: 'service',
      id: `${arn}:service/prod/shop`,
      name: 'prod/shop',
      region: 'us-east-1',
      tags: {},
      ties: [],
      definition: { clusterArn: `${arn}:cluster/prod`, serviceName: 'shop', resourceManagementType: 'ECS' },
    });
    expect(step?.call).toEqual({
      service: 'ecs',
      operation: 'DeleteExpressGatewayService',
      input: { serviceArn: `${arn}:service/prod/shop` },
    });
    expect(step).not.toHaveProperty('undo');
  });
});
