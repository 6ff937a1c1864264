import type { CreateAutoScalingGroupCommandInput } from '@aws-sdk/client-auto-scaling';
import { describe, expect, it } from 'vitest';
import { autoScalingGroup } from '../../../../src/cleanup/kinds/auto-scaling-group.ts';
import { CreateAutoScalingGroup } from '../../../../src/sandbox/services/auto-scaling/groups.ts';
import { CreateLaunchTemplate } from '../../../../src/sandbox/services/ec2/launch-templates.ts';
import { CreateTargetGroup } from '../../../../src/sandbox/services/elbv2/target-groups.ts';
import { inWords, KindPractice, namesOf } from './kind-practice.ts';
import { network } from './network-estate.ts';

function nodes(size: number, settings: Partial<CreateAutoScalingGroupCommandInput> = {}) {
  const practice = new KindPractice(autoScalingGroup);
  const places = network(practice);
  const { LaunchTemplate } = CreateLaunchTemplate(
    { LaunchTemplateName: 'node', LaunchTemplateData: { ImageId: 'ami-1' } },
    practice.call,
  );
  CreateAutoScalingGroup(
    {
      AutoScalingGroupName: 'nodes',
      LaunchTemplate: { LaunchTemplateName: 'node' },
      MinSize: size,
      MaxSize: size,
      VPCZoneIdentifier: places.subnets.join(','),
      ...settings,
    },
    practice.call,
  );
  practice.pass(180);
  return { practice, ...places, template: LaunchTemplate?.LaunchTemplateId };
}

describe('auto scaling groups', () => {
  it('need their launch template and target groups, and start instances in subnets', async () => {
    const world = new KindPractice(autoScalingGroup);
    const { TargetGroups } = CreateTargetGroup(
      { Name: 'nodes', Protocol: 'HTTP', Port: 80, VpcId: 'vpc-1' },
      world.call,
    );
    const TargetGroupARNs = [TargetGroups?.[0]?.TargetGroupArn ?? ''];
    const Tags = [{ Key: 'team', Value: 'shop', PropagateAtLaunch: true }];
    const { practice, subnets, template } = nodes(1, { TargetGroupARNs, Tags });
    const thing = await practice.thing('nodes');
    expect(inWords(thing.ties)).toEqual([
      `needs launch template ${template}`,
      `needs target group ${TargetGroupARNs[0]}`,
      `within subnet ${subnets[0]}, blocks`,
      `within subnet ${subnets[1]}, blocks`,
    ]);
    expect(thing).toMatchObject({ aliases: [thing.arn], tags: { team: 'shop' } });
    expect(thing.idle).toBeUndefined();
  });

  it('without instances are idle and keep no subnet from being deleted', async () => {
    const { practice } = nodes(0);
    const thing = await practice.thing('nodes');
    expect(thing.idle).toBe('it has no instances and wants none');
    expect(thing.ties.some(({ blocks }) => blocks)).toBe(false);
  });

  it('are gone when their instances are', async () => {
    const { practice } = nodes(2);
    const before = practice.now;
    expect(namesOf(await practice.remove(await practice.thing('nodes')))).toEqual(['DeleteAutoScalingGroup']);
    expect(practice.now - before).toBeGreaterThan(30_000);
    expect(await practice.find()).toEqual([]);
  });

  it('that are leaving are only waited for', async () => {
    const { practice } = nodes(1);
    const [deletion] = practice.removals(await practice.thing('nodes'));
    if (deletion) await practice.send(deletion.call);
    const thing = await practice.thing('nodes');
    expect(thing.leaving).toBe('being deleted');
    expect(await practice.remove(thing)).toEqual([]);
    expect(await practice.find()).toEqual([]);
  });

  it('lose their protection and that of their instances first', async () => {
    const protection = {
      DeletionProtection: 'prevent-all-deletion',
      NewInstancesProtectedFromScaleIn: true,
    } as const;
    const { practice } = nodes(2, protection);
    const thing = await practice.thing('nodes');
    expect(thing.protection).toBe('deletion protection is on (prevent-all-deletion)');
    const prepared = practice.kind.prepare?.(thing, practice.search().wishes) ?? [];
    for (const { call } of prepared) await practice.send(call);
    expect((await practice.thing('nodes')).protection).toBeUndefined();
    for (const { undo = [] } of prepared) await practice.sendAll(undo);
    expect((await practice.thing('nodes')).protection).toBe(thing.protection);
    expect(namesOf(await practice.remove(thing))).toEqual([
      'UpdateAutoScalingGroup',
      'SetInstanceProtection',
      'DeleteAutoScalingGroup',
    ]);
    expect(await practice.find()).toEqual([]);
  });

  it('release at most fifty instances a call', async () => {
    const { practice } = nodes(60, { NewInstancesProtectedFromScaleIn: true });
    const thing = await practice.thing('nodes');
    expect(thing.protection).toBe('60 instances are protected from scale-in');
    const steps = practice.removals(thing).map(({ name }) => name);
    expect(steps).toEqual(['unprotect', 'release instances', 'release instances 2', 'delete', 'gone']);
    await practice.remove(thing);
    expect(await practice.find()).toEqual([]);
  });
});
