import { describe, expect, it } from 'vitest';
import { cloudMapService } from '../../../../src/cleanup/kinds/cloud-map-service.ts';
import { service } from '../../../../src/cleanup/kinds/service.ts';
import { CreateCluster } from '../../../../src/sandbox/services/ecs/clusters.ts';
import { CreateService as CreateEcsService } from '../../../../src/sandbox/services/ecs/services.ts';
import { RegisterTaskDefinition } from '../../../../src/sandbox/services/ecs/task-definitions.ts';
import { RegisterInstance } from '../../../../src/sandbox/services/service-discovery/instances.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';
import { addNamespace, addService } from './cloud-map.ts';
import { noWishes, Trial, words } from './trial.ts';

function register(practice: PracticeWorld, ServiceId: string, ...ids: string[]): void {
  const Attributes = { AWS_INSTANCE_IPV4: '10.0.0.7' };
  for (const InstanceId of ids) RegisterInstance({ ServiceId, InstanceId, Attributes }, practice.call);
}

/** A service of ECS that registers its tasks in `web.internal`. */
function worldWithRegistry(): { practice: PracticeWorld; id: string } {
  const practice = new PracticeWorld();
  const id = addService(practice, addNamespace(practice), 'web');
  CreateCluster({ clusterName: 'prod' }, practice.call);
  const containerDefinitions = [{ name: 'web', image: 'web:1' }];
  RegisterTaskDefinition({ family: 'web', containerDefinitions, cpu: '256', memory: '512' }, practice.call);
  const registryArn = `arn:aws:servicediscovery:us-east-1:123456789012:service/${id}`;
  CreateEcsService(
    {
      cluster: 'prod',
      serviceName: 'web',
      taskDefinition: 'web',
      desiredCount: 2,
      launchType: 'FARGATE',
      serviceRegistries: [{ registryArn }],
    },
    practice.call,
  );
  practice.pass(120);
  return { practice, id };
}

describe('a service of Cloud Map', () => {
  it('is a part of its namespace, and idle without instances', async () => {
    const practice = new PracticeWorld();
    const namespace = addNamespace(practice);
    const id = addService(practice, namespace, 'web');
    const one = new Trial(practice, cloudMapService);
    const thing = await one.thing(id);
    expect(thing).toMatchObject({ name: 'web.internal', idle: 'no instance is registered in it' });
    expect(words(thing.ties)).toEqual([`part of cloud map namespace ${namespace} (is in), blocks`]);
  });

  it('is found in all namespaces, of which the empty ones are not asked', async () => {
    const practice = new PracticeWorld();
    addNamespace(practice, 'empty');
    for (const name of ['one', 'two']) {
      const namespace = addNamespace(practice, name);
      for (let number = 0; number < 110; number += 1) addService(practice, namespace, `job-${number}`);
    }
    const one = new Trial(practice, cloudMapService);
    expect(await one.find()).toHaveLength(220);
    const asked = one.aws.calls.filter(
      ({ service: name, operation }) => name === 'servicediscovery' && operation === 'ListServices',
    );
    expect(asked).toHaveLength(4);
  });

  it('is emptied of what was left in it before anything else', async () => {
    const practice = new PracticeWorld();
    const id = addService(practice, addNamespace(practice), 'web');
    register(practice, id, 'one', 'two');
    const one = new Trial(practice, cloudMapService);
    const thing = await one.thing(id);
    expect(cloudMapService.prepare?.(thing, noWishes).map(({ name }) => name)).toEqual([
      'deregister',
      'empty',
    ]);
    expect(await one.remove(thing)).toEqual([
      'ListInstances',
      'DeregisterInstance',
      'DeregisterInstance',
      'ListInstances',
      'DeleteService',
    ]);
    expect(await one.find()).toEqual([]);
    await one.undo(thing);
    expect((await one.thing('web.internal')).definition).toMatchObject({
      DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 10 }] },
    });
  });

  it('keeps the instances of a living service of ECS until that is gone', async () => {
    const { practice, id } = worldWithRegistry();
    const one = new Trial(practice, cloudMapService);
    const thing = await one.thing(id);
    expect(thing.definition).toMatchObject({ InstanceCount: 2, usedByEcs: true });
    expect(cloudMapService.prepare?.(thing, noWishes)).toEqual([]);
    register(practice, id, 'by-hand');
    const services = new Trial(practice, service);
    const user = await services.thing('prod/web');
    expect(words(user.ties)).toContain(`needs cloud map service ${id} (registers its tasks in)`);
    await services.remove(user);
    expect(await one.remove(thing)).toEqual([
      'ListInstances',
      'DeregisterInstance',
      'ListInstances',
      'DeleteService',
    ]);
    expect(await one.find()).toEqual([]);
  });
});
