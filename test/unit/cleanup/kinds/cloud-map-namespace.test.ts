import { describe, expect, it } from 'vitest';
import { cloudMapNamespace } from '../../../../src/cleanup/kinds/cloud-map-namespace.ts';
import { cloudMapService } from '../../../../src/cleanup/kinds/cloud-map-service.ts';
import { DeleteNamespace } from '../../../../src/sandbox/services/service-discovery/namespaces.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';
import { addHttpNamespace, addNamespace, addService } from './cloud-map.ts';
import { Trial } from './trial.ts';

describe('a namespace of Cloud Map', () => {
  it('is idle without services, and costs where DNS knows it', async () => {
    const practice = new PracticeWorld();
    addService(practice, addNamespace(practice), 'web');
    addHttpNamespace(practice, 'plain');
    const one = new Trial(practice, cloudMapNamespace);
    const internal = await one.thing('internal');
    expect(internal.charges).toEqual([{ price: 'cloud map namespace', quantity: 1 }]);
    expect(internal).not.toHaveProperty('idle');
    expect(internal.aliases).toEqual([internal.arn, 'internal']);
    const plain = await one.thing('plain');
    expect(plain.idle).toBe('it has no service');
    expect(plain).not.toHaveProperty('charges');
  });

  it('is gone when the operation is done that deletes it', async () => {
    const practice = new PracticeWorld();
    addNamespace(practice);
    const one = new Trial(practice, cloudMapNamespace);
    const calls = await one.remove(await one.thing('internal'));
    expect(calls[0]).toBe('DeleteNamespace');
    expect(calls.slice(1).length).toBeGreaterThan(1);
    expect(new Set(calls.slice(1))).toEqual(new Set(['GetOperation']));
    expect(await one.find()).toEqual([]);
  });

  it('that is being deleted, or is gone, is waited for', async () => {
    const practice = new PracticeWorld();
    const Id = addNamespace(practice);
    const one = new Trial(practice, cloudMapNamespace);
    const thing = await one.thing('internal');
    DeleteNamespace({ Id }, practice.call);
    expect((await one.remove(thing)).length).toBeGreaterThan(2);
    expect(await one.remove(thing)).toEqual(['DeleteNamespace', 'GetNamespace']);
  });

  it('goes after its services', async () => {
    const practice = new PracticeWorld();
    addService(practice, addNamespace(practice), 'web');
    const one = new Trial(practice, cloudMapNamespace);
    const thing = await one.thing('internal');
    await expect(one.remove(thing)).rejects.toThrow(expect.objectContaining({ name: 'ResourceInUse' }));
    const services = new Trial(practice, cloudMapService);
    await services.remove(await services.thing('web.internal'));
    await one.remove(thing);
    expect(await one.find()).toEqual([]);
  });

  it('can be made again unless it is private: AWS does not say in which VPC it was', async () => {
    const practice = new PracticeWorld();
    addNamespace(practice);
    addHttpNamespace(practice, 'plain');
    const one = new Trial(practice, cloudMapNamespace);
    expect(one.steps(await one.thing('internal'))[0]).not.toHaveProperty('undo');
    const plain = await one.thing('plain');
    await one.remove(plain);
    await one.undo(plain);
    practice.pass(60);
    expect((await one.thing('plain')).definition).toMatchObject({ Type: 'HTTP' });
  });

  it('fails with the reason that Cloud Map gives afterwards', () => {
    const judge = cloudMapNamespace.waits?.['cloud map namespace deleted'];
    const ErrorMessage = 'The hosted zone contains resource record sets';
    expect(judge?.({ Operation: { Status: 'FAIL', ErrorMessage } })).toEqual({
      kind: 'failed',
      why: `the namespace could not be deleted: ${ErrorMessage}`,
    });
  });
});
