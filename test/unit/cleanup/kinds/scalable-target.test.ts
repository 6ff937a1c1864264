import { describe, expect, it } from 'vitest';
import { scalableTarget } from '../../../../src/cleanup/kinds/scalable-target.ts';
import { PutScalingPolicy } from '../../../../src/sandbox/services/application-auto-scaling/policies.ts';
import { PutScheduledAction } from '../../../../src/sandbox/services/application-auto-scaling/schedules.ts';
import { RegisterScalableTarget } from '../../../../src/sandbox/services/application-auto-scaling/targets.ts';
import { DeleteService } from '../../../../src/sandbox/services/ecs/services.ts';
import { type PracticeWorld, web, worldWithWeb } from '../../sandbox/world/practice-world.ts';
import { Trial, words } from './trial.ts';

function worldWithTarget(): { practice: PracticeWorld; policyArn: string } {
  const practice = worldWithWeb();
  RegisterScalableTarget({ ...web, MinCapacity: 1, MaxCapacity: 4 }, practice.call);
  const { PolicyARN: policyArn = '' } = PutScalingPolicy(
    {
      ...web,
      PolicyName: 'cpu',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 60,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      },
    },
    practice.call,
  );
  PutScheduledAction(
    {
      ...web,
      ScheduledActionName: 'night',
      Schedule: 'cron(0 20 * * ? *)',
      ScalableTargetAction: { MinCapacity: 0, MaxCapacity: 1 },
    },
    practice.call,
  );
  return { practice, policyArn };
}

describe('a scalable target', () => {
  it('is there for its service, and goes by what CloudFormation and alarms call it', async () => {
    const { practice, policyArn } = worldWithTarget();
    const thing = await new Trial(practice, scalableTarget).thing('service/prod/web');
    expect(thing).toMatchObject({ name: 'prod/web', arn: expect.stringContaining(':scalable-target/') });
    expect(thing.aliases).toEqual(['service/prod/web|ecs:service:DesiredCount|ecs', thing.arn, policyArn]);
    expect(thing).not.toHaveProperty('idle');
    expect(words(thing.ties)).toEqual(['serves service prod/web (scales)']);
  });

  it('is idle when its service is gone', async () => {
    const practice = worldWithWeb();
    RegisterScalableTarget({ ...web, MinCapacity: 1, MaxCapacity: 4 }, practice.call);
    const target = practice.region.ecs.clusters.get('prod')?.services;
    target?.clear();
    const thing = await new Trial(practice, scalableTarget).thing('service/prod/web');
    expect(thing.idle).toBe('there is no service prod/web');
  });

  it('goes with all that is on it, and can be put back with that', async () => {
    const { practice } = worldWithTarget();
    const one = new Trial(practice, scalableTarget);
    const thing = await one.inspected('service/prod/web');
    expect(await one.remove(thing)).toEqual(['DeregisterScalableTarget']);
    expect(await one.find()).toEqual([]);
    await one.undo(thing);
    const again = await one.inspected('service/prod/web');
    expect(again.definition).toMatchObject({
      MinCapacity: 1,
      MaxCapacity: 4,
      policies: [{ PolicyName: 'cpu', PolicyType: 'TargetTrackingScaling' }],
      scheduledActions: [{ ScheduledActionName: 'night', Schedule: 'cron(0 20 * * ? *)' }],
    });
  });

  it('that went with its service is done', async () => {
    const { practice } = worldWithTarget();
    const one = new Trial(practice, scalableTarget);
    const thing = await one.inspected('service/prod/web');
    DeleteService({ cluster: 'prod', service: 'web', force: true }, practice.call);
    expect(await one.remove(thing)).toEqual(['DeregisterScalableTarget']);
  });
});
