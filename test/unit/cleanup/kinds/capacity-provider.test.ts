import { describe, expect, it } from 'vitest';
import { capacityProvider } from '../../../../src/cleanup/kinds/capacity-provider.ts';
import {
  CreateCapacityProvider,
  DeleteCapacityProvider,
} from '../../../../src/sandbox/services/ecs/capacity-providers.ts';
import { attach, worldWithProviders } from './machines.ts';
import { Trial, words } from './trial.ts';

describe('a capacity provider', () => {
  it('needs its Auto Scaling group, and is idle when no cluster has it', async () => {
    const practice = worldWithProviders(['machines', 'spare']);
    attach(practice, 'machines', 'FARGATE');
    const one = new Trial(practice, capacityProvider);
    const found = await one.find();
    expect(found.map(({ id, idle }) => [id, idle])).toEqual([
      ['machines', undefined],
      ['spare', 'no cluster has it'],
    ]);
    expect(words(found[0]?.ties ?? [])).toEqual(['needs auto scaling group machines (scales)']);
  });

  it('is found on every page', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `machines-${index}`);
    const one = new Trial(worldWithProviders(names), capacityProvider);
    expect((await one.find()).map(({ id }) => id)).toEqual(names);
  });

  it('of managed instances belongs to its cluster', async () => {
    const practice = worldWithProviders([]);
    CreateCapacityProvider(
      {
        name: 'managed',
        cluster: 'prod',
        managedInstancesProvider: {
          infrastructureRoleArn: 'arn:aws:iam::123456789012:role/machinist',
          instanceLaunchTemplate: {
            ec2InstanceProfileArn: 'arn:aws:iam::123456789012:instance-profile/machine',
            networkConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'] },
          },
        },
      },
      practice.call,
    );
    practice.pass(30);
    const thing = await new Trial(practice, capacityProvider).thing('managed');
    expect(words(thing.ties)).toEqual([
      'lives in cluster prod (belongs to), blocks',
      'needs role machinist (is run with)',
      'needs instance profile machine (launches with)',
      'needs security group sg-1 (launches instances in), blocks',
      'within subnet subnet-1 (launches instances in), blocks',
    ]);
    const [step] = new Trial(practice, capacityProvider).steps(thing);
    expect(step?.call.input).toEqual({ capacityProvider: 'managed', cluster: 'prod' });
  });

  it('is deleted when AWS says so afterwards', async () => {
    const one = new Trial(worldWithProviders(['machines']), capacityProvider);
    const thing = await one.thing('machines');
    const calls = await one.remove(thing);
    expect(calls[0]).toBe('DeleteCapacityProvider');
    expect(calls.slice(1).length).toBeGreaterThan(1);
    expect(await one.find()).toEqual([]);
    await one.undo(thing);
    expect((await one.thing('machines')).ties).toEqual(thing.ties);
  });

  it('that a cluster still has fails with the reason that AWS gives afterwards', async () => {
    const practice = worldWithProviders(['machines']);
    attach(practice, 'machines');
    const one = new Trial(practice, capacityProvider);
    await expect(one.remove(await one.thing('machines'))).rejects.toThrow(
      /^capacity provider machines could not be deleted: .*associated with the following cluster: prod/,
    );
  });

  it('that is being deleted is only waited for', async () => {
    const practice = worldWithProviders(['machines']);
    DeleteCapacityProvider({ capacityProvider: 'machines' }, practice.call);
    const one = new Trial(practice, capacityProvider);
    const thing = await one.thing('machines');
    expect(thing.leaving).toBe('being deleted');
    expect(new Set(await one.remove(thing))).toEqual(new Set(['DescribeCapacityProviders']));
  });
});
