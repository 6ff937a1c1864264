import type { CapacityProvider, Cluster } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { listProviders } from '../../../../src/capacity/ls/list.ts';
import { renderList } from '../../../../src/capacity/ls/render.ts';
import { pipe, terminalScreen } from '../../terminal/screens.ts';

const group =
  'arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0a1b:autoScalingGroupName/web/machines';

const providers: CapacityProvider[] = [
  { name: 'FARGATE', status: 'ACTIVE', type: 'FARGATE' },
  {
    name: 'machines',
    status: 'ACTIVE',
    updateStatus: 'DELETE_FAILED',
    updateStatusReason: 'cluster prod has it',
    type: 'EC2_AUTOSCALING',
    autoScalingGroupProvider: {
      autoScalingGroupArn: group,
      managedScaling: { status: 'ENABLED', targetCapacity: 90 },
      managedTerminationProtection: 'ENABLED',
      managedDraining: 'DISABLED',
    },
  },
  {
    name: 'hands',
    status: 'PROVISIONING',
    updateStatus: 'CREATE_IN_PROGRESS',
    autoScalingGroupProvider: { autoScalingGroupArn: 'hands', managedScaling: { status: 'DISABLED' } },
  },
  { name: 'own', status: 'ACTIVE', type: 'MANAGED_INSTANCES', cluster: 'prod', managedInstancesProvider: {} },
];

const clusters: Cluster[] = [
  {
    clusterName: 'prod',
    capacityProviders: ['machines', 'FARGATE', 'lost'],
    defaultCapacityProviderStrategy: [{ capacityProvider: 'machines', base: 2, weight: 1 }],
    attachmentsStatus: 'UPDATE_FAILED',
  },
  { clusterName: 'test', capacityProviders: ['FARGATE'], attachmentsStatus: 'UPDATE_IN_PROGRESS' },
];

const all = { region: 'us-east-1', clusters, providers };

describe('the list of capacity providers', () => {
  it('has those of AWS first, then by name, each with the clusters that have it', () => {
    const { providers: listed } = listProviders(all);
    expect(listed.map(({ name, kind, status, clusters: of }) => [name, kind, status, of])).toEqual([
      ['FARGATE', 'Fargate', 'ACTIVE', ['prod', 'test']],
      ['hands', 'Auto Scaling group', 'PROVISIONING', []],
      ['lost', 'unknown', 'UNKNOWN', ['prod']],
      ['machines', 'Auto Scaling group', 'ACTIVE', ['prod']],
      ['own', 'managed instances', 'ACTIVE', ['prod']],
    ]);
    expect(listed[3]).toMatchObject({
      group: 'web/machines',
      updateStatus: 'DELETE_FAILED',
      reason: 'cluster prod has it',
      managedScaling: { status: 'ENABLED', target: 90, minStep: 1, maxStep: 10_000, warmup: 300 },
      terminationProtection: true,
      managedDraining: false,
    });
  });

  it('of one cluster has what that cluster has', () => {
    const one = listProviders({ ...all, cluster: 'test', clusters: clusters.slice(1) });
    expect(one.providers.map(({ name }) => name)).toEqual(['FARGATE']);
    const other = listProviders({ ...all, cluster: 'prod', clusters: clusters.slice(0, 1) });
    expect(other.providers.map(({ name }) => name)).toEqual(['FARGATE', 'lost', 'machines', 'own']);
  });

  it('is read at a glance, with the default strategies below', () => {
    expect(`\n${renderList(listProviders(all), terminalScreen(110))}\n`).toMatchInlineSnapshot(`
      "
      PROVIDER  KIND                STATUS                 GROUP         TARGET  PROTECTED  DRAINING  CLUSTERS
      FARGATE   Fargate             active                 -                  -  -          -         prod, test
      hands     Auto Scaling group  provisioning           hands            off  no         -         none
      lost      unknown             unknown                -                  -  -          -         prod
      machines  Auto Scaling group  active, delete failed  web/machines     90%  yes        no        prod
      own       managed instances   active                 -                  -  -          -         prod

      default of prod: machines:base=2:weight=1  the last change of its providers failed
      default of test: none  a change is under way
      "
    `);
  });

  it('is a row a provider in a pipe', () => {
    const rows = renderList(listProviders(all), pipe).split('\n');
    expect(rows).toHaveLength(5);
    expect(rows[3]).toBe(
      'machines\tAuto Scaling group\tactive, delete failed\tweb/machines\t90%\tyes\tno\tprod',
    );
  });

  it('of a cluster without any says how to begin', () => {
    const bare = listProviders({ region: 'us-east-1', cluster: 'bare', clusters: [], providers: [] });
    expect(renderList(bare, terminalScreen(80))).toContain('ecsctl capacity attach bare FARGATE');
    expect(renderList(bare, pipe)).toBe('');
  });
});
