import { describe, expect, it } from 'vitest';
import { listener } from '../../../../src/cleanup/kinds/listener.ts';
import { targetGroup } from '../../../../src/cleanup/kinds/target-group.ts';
import { CreateTargetGroup } from '../../../../src/sandbox/services/elbv2/target-groups.ts';
import { worldWithWeb } from '../../sandbox/world/practice-world.ts';
import { Trial, words } from './trial.ts';

describe('a target group', () => {
  it('is idle when no load balancer forwards to it', async () => {
    const practice = worldWithWeb();
    CreateTargetGroup({ Name: 'spare', TargetType: 'ip', VpcId: 'vpc-1' }, practice.call);
    const one = new Trial(practice, targetGroup);
    expect(await one.thing('web-tg')).not.toHaveProperty('idle');
    const spare = await one.thing('spare');
    expect(spare.idle).toBe('no load balancer forwards to it');
    expect(spare.aliases).toEqual(['spare', expect.stringMatching(/^targetgroup\/spare\/\w{16}$/)]);
    expect(words(spare.ties)).toEqual(['within vpc vpc-1 (routes within)']);
  });

  it('cannot be deleted while a listener forwards to it, and after that with its targets', async () => {
    const practice = worldWithWeb();
    const one = new Trial(practice, targetGroup);
    const thing = await one.thing('web-tg');
    await expect(one.remove(thing)).rejects.toThrow(
      expect.objectContaining({ name: 'ResourceInUseException' }),
    );
    const listeners = new Trial(practice, listener);
    await listeners.remove(await listeners.thing('web-alb:80'));
    expect(await one.remove(thing)).toEqual(['DeleteTargetGroup']);
    expect(await one.find()).toEqual([]);
  });

  it('can be made again as it was', async () => {
    const practice = worldWithWeb();
    CreateTargetGroup({ Name: 'spare', TargetType: 'ip', HealthCheckPath: '/up' }, practice.call);
    const one = new Trial(practice, targetGroup);
    const thing = await one.thing('spare');
    await one.remove(thing);
    await one.undo(thing);
    const { TargetGroupArn: _old, ...settings } = thing.definition;
    expect((await one.thing('spare')).definition).toMatchObject(settings);
  });
});
