import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeServicesCommand, ECSClient, ListServicesCommand } from '@aws-sdk/client-ecs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openAws } from '../../../../src/aws/aws.ts';
import { systemClock } from '../../../../src/aws/clock.ts';
import { readRemains, readScaling } from '../../../../src/scale/read/scaling.ts';

const scaling = mockClient(ApplicationAutoScalingClient);
const ecs = mockClient(ECSClient);
const name = { cluster: 'prod', service: 'web' };
const target = { ResourceId: 'service/prod/web', MinCapacity: 1, MaxCapacity: 4 };

const aws = openAws({
  region: 'eu-central-1',
  clock: systemClock,
  signal: new AbortController().signal,
  env: { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' },
});

afterAll(() => {
  scaling.restore();
  ecs.restore();
});

beforeEach(() => {
  scaling.reset();
  ecs.reset();
  scaling.on(DescribeScalableTargetsCommand).resolves({ ScalableTargets: [] });
  scaling.on(DescribeScalingPoliciesCommand).resolves({ ScalingPolicies: [] });
  scaling.on(DescribeScheduledActionsCommand).resolves({ ScheduledActions: [] });
  ecs.on(DescribeServicesCommand).resolves({ services: [{ serviceName: 'web', status: 'ACTIVE' }] });
  ecs.on(ListServicesCommand).resolves({ serviceArns: ['arn:aws:ecs:eu-central-1:1:service/prod/wep'] });
});

describe('reading a service’s scaling', () => {
  it('keeps the pages of its listings apart', async () => {
    scaling
      .on(DescribeScalingPoliciesCommand)
      .callsFake(({ NextToken }) =>
        NextToken
          ? { ScalingPolicies: [{ PolicyName: `after ${NextToken}` }] }
          : { ScalingPolicies: [{ PolicyName: 'first' }], NextToken: 'policies' },
      );
    scaling
      .on(DescribeScheduledActionsCommand)
      .callsFake(({ NextToken }) =>
        NextToken
          ? { ScheduledActions: [{ ScheduledActionName: `after ${NextToken}` }] }
          : { ScheduledActions: [{ ScheduledActionName: 'first' }], NextToken: 'schedules' },
      );
    const { policies, schedules } = await readScaling(aws, name);
    expect(policies.map(({ PolicyName }) => PolicyName)).toEqual(['first', 'after policies']);
    expect(schedules.map(({ ScheduledActionName }) => ScheduledActionName)).toEqual([
      'first',
      'after schedules',
    ]);
  });

  it.each(['INACTIVE', undefined])('counts a service that is %s as not found', async (status) => {
    ecs.on(DescribeServicesCommand).resolves({ services: status ? [{ status }] : [] });
    await expect(readScaling(aws, name)).rejects.toMatchObject({
      kind: 'not-found',
      hint: 'did you mean wep?',
    });
  });
});

describe('reading what is left of a service that is gone', () => {
  beforeEach(() => {
    ecs.on(DescribeServicesCommand).resolves({ failures: [{ reason: 'MISSING' }] });
  });

  it('finds the scaling that outlived it', async () => {
    scaling.on(DescribeScalableTargetsCommand).resolves({ ScalableTargets: [target] as never });
    expect(await readRemains(aws, name)).toMatchObject({ name, target, service: {} });
  });

  it('is not found where nothing is left', async () => {
    await expect(readRemains(aws, name)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('does not take a refusal for an absence', async () => {
    ecs
      .on(DescribeServicesCommand)
      .rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
    scaling.on(DescribeScalableTargetsCommand).resolves({ ScalableTargets: [target] as never });
    await expect(readRemains(aws, name)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
