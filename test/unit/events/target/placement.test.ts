import type { Cluster, TaskDefinition } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { placementOf } from '../../../../src/events/target/placement.ts';
import type { WantedTarget } from '../../../../src/events/target/wanted.ts';
import { refusedFor } from '../../../support/refused.ts';

type Type = NonNullable<TaskDefinition['requiresCompatibilities']>[number];

const plain: WantedTarget = {
  ...{ cluster: 'prod', taskDefinition: { family: 'job' }, environment: [] },
  ...{ hasPublicIp: false, propagatesTags: false },
};

/** A cluster with both kinds of providers, and this one in its default strategy. */
const clusterOn = (provider?: string): Cluster => ({
  clusterName: 'prod',
  capacityProviders: ['FARGATE', 'managed'],
  ...(provider !== undefined && {
    defaultCapacityProviderStrategy: [{ capacityProvider: provider, weight: 1 }],
  }),
});

const definitionFor = (...types: Type[]): TaskDefinition => ({
  ...{ family: 'job', revision: 1 },
  requiresCompatibilities: types,
});

const on = (capacityProvider: string) => [{ capacityProvider, base: 0, weight: 1 }];

describe('tasks are placed', () => {
  it.each<[types: Type[], provider: string | undefined, wanted: Partial<WantedTarget>, placement: object]>([
    [['MANAGED_INSTANCES'], 'managed', {}, { isOnFargate: false }],
    [['EC2'], 'managed', {}, { isOnFargate: false }],
    [['FARGATE'], 'FARGATE', {}, { isOnFargate: true }],
    [['FARGATE'], 'managed', {}, { launchType: 'FARGATE', isOnFargate: true }],
    [['EC2', 'MANAGED_INSTANCES'], 'FARGATE', {}, { launchType: 'EC2', isOnFargate: false }],
    [['EXTERNAL'], undefined, {}, { launchType: 'EXTERNAL', isOnFargate: false }],
    [[], undefined, {}, { launchType: 'EC2', isOnFargate: false }],
    [
      ['MANAGED_INSTANCES'],
      undefined,
      { strategy: on('managed') },
      { strategy: on('managed'), isOnFargate: false },
    ],
    [['EC2'], undefined, { strategy: on('managed') }, { strategy: on('managed'), isOnFargate: false }],
  ])('of a definition for %j, by default %s, where %j is wanted', (types, provider, wanted, placement) => {
    const stand = { cluster: clusterOn(provider), definition: definitionFor(...types) };
    expect(placementOf({ ...plain, ...wanted }, stand, undefined)).toEqual(placement);
  });

  it.each<[types: Type[], provider: string | undefined, wanted: Partial<WantedTarget>, naming: string]>([
    [['MANAGED_INSTANCES'], undefined, {}, 'job:1 is for MANAGED_INSTANCES, which the default strategy'],
    [['MANAGED_INSTANCES'], 'FARGATE', {}, 'job:1 is for MANAGED_INSTANCES, which the default strategy'],
    [['MANAGED_INSTANCES'], 'managed', { launchType: 'EC2' }, '--launch-type EC2 does not fit'],
    [['MANAGED_INSTANCES'], 'managed', { strategy: on('FARGATE') }, '--strategy: FARGATE does not fit'],
    [['FARGATE'], undefined, { strategy: on('managed') }, '--strategy: managed does not fit'],
    [['EXTERNAL'], undefined, { strategy: on('managed') }, '--strategy: managed does not fit'],
  ])(
    'nowhere of a definition for %j, by default %s, where %j is wanted',
    (types, provider, wanted, naming) => {
      const stand = { cluster: clusterOn(provider), definition: definitionFor(...types) };
      const said = refusedFor('usage', naming, () => placementOf({ ...plain, ...wanted }, stand, undefined));
      if (types.includes('MANAGED_INSTANCES'))
        expect(said).toContain('a capacity provider of managed instances');
    },
  );
});
