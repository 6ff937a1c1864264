import { describe, expect, it } from 'vitest';
import { launchTemplate } from '../../../../src/cleanup/kinds/launch-template.ts';
import { CreateAutoScalingGroup } from '../../../../src/sandbox/services/auto-scaling/groups.ts';
import { CreateLaunchTemplate } from '../../../../src/sandbox/services/ec2/launch-templates.ts';
import { inWords, KindPractice, namesOf } from './kind-practice.ts';
import { network } from './network-estate.ts';

function template() {
  const practice = new KindPractice(launchTemplate);
  const made = (LaunchTemplateName: string) =>
    CreateLaunchTemplate(
      {
        LaunchTemplateName,
        LaunchTemplateData: {
          SecurityGroupIds: ['sg-1'],
          NetworkInterfaces: [{ DeviceIndex: 0, Groups: ['sg-1', 'sg-2'] }],
        },
      },
      practice.call,
    ).LaunchTemplate?.LaunchTemplateId ?? '';
  return { practice, id: made('node'), other: made('other'), ...network(practice) };
}

describe('launch templates', () => {
  it('need the security groups of their instances, and go by their name, too', async () => {
    const { practice, id } = template();
    const thing = await practice.thing(id);
    expect(thing).toMatchObject({ name: 'node', aliases: ['node'] });
    expect(inWords(thing.ties)).toEqual(['needs security group sg-1', 'needs security group sg-2']);
  });

  it('are idle unless a group starts instances from them, be it as one of several', async () => {
    const { practice, subnets, id, other } = template();
    const group = { MinSize: 0, MaxSize: 1, VPCZoneIdentifier: subnets[0] };
    const LaunchTemplateSpecification = { LaunchTemplateName: 'node' };
    CreateAutoScalingGroup(
      {
        ...group,
        AutoScalingGroupName: 'nodes',
        MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification } },
      },
      practice.call,
    );
    expect((await practice.thing(id)).idle).toBeUndefined();
    expect((await practice.thing(other)).idle).toBe('no auto scaling group uses it');
  });

  it('are deleted with all their versions', async () => {
    const { practice, id, other } = template();
    expect(namesOf(await practice.remove(await practice.thing(id)))).toEqual(['DeleteLaunchTemplate']);
    expect((await practice.find()).map((thing) => thing.id)).toEqual([other]);
  });

  it('are found with few calls, however many there are', async () => {
    const { practice } = template();
    for (let index = 0; index < 250; index += 1) {
      CreateLaunchTemplate(
        { LaunchTemplateName: `more-${index}`, LaunchTemplateData: { SecurityGroupIds: [`sg-m${index}`] } },
        practice.call,
      );
    }
    const things = await practice.find();
    expect(things).toHaveLength(252);
    expect(things.filter(({ ties }) => ties.length > 0)).toHaveLength(252);
    expect(practice.aws.calls.length).toBeLessThanOrEqual(7);
  });
});
