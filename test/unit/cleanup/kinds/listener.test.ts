import { describe, expect, it } from 'vitest';
import { listener } from '../../../../src/cleanup/kinds/listener.ts';
import { CreateListener } from '../../../../src/sandbox/services/elbv2/listeners.ts';
import { CreateLoadBalancer } from '../../../../src/sandbox/services/elbv2/load-balancers.ts';
import { type PracticeWorld, worldWithWeb } from '../../sandbox/world/practice-world.ts';
import { Trial, words } from './trial.ts';

/** Another load balancer with so many listeners. */
function addListeners(practice: PracticeWorld, count: number): void {
  const { LoadBalancers } = CreateLoadBalancer({ Name: 'many' }, practice.call);
  for (let port = 8001; port < 8001 + count; port += 1) {
    CreateListener(
      {
        LoadBalancerArn: LoadBalancers?.[0]?.LoadBalancerArn,
        Port: port,
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
      },
      practice.call,
    );
  }
}

describe('a listener', () => {
  it('is a part of its load balancer, and there for what it forwards to', async () => {
    const one = new Trial(worldWithWeb(), listener);
    const [thing, ...others] = await one.find();
    expect(others).toEqual([]);
    expect(thing?.name).toBe('web-alb:80');
    expect(words(thing?.ties ?? [])).toEqual([
      expect.stringMatching(/^part of load balancer web-alb\/\w+ \(listens for\)$/),
      expect.stringMatching(/^needs target group web-tg\/\w+ \(forwards to\), blocks$/),
      expect.stringMatching(/^serves target group web-tg\/\w+ \(forwards to\), blocks$/),
    ]);
  });

  it('is found whatever the number of load balancers and listeners, with one look at each', async () => {
    const practice = worldWithWeb();
    addListeners(practice, 40);
    const one = new Trial(practice, listener);
    expect(await one.find()).toHaveLength(41);
    const asked = one.aws.calls.filter(({ operation }) => operation === 'DescribeListeners');
    expect(asked).toHaveLength(2);
  });

  it('is deleted, and can be made again as it was', async () => {
    const one = new Trial(worldWithWeb(), listener);
    const thing = await one.thing('web-alb:80');
    expect(await one.remove(thing)).toEqual(['DeleteListener']);
    expect(await one.find()).toEqual([]);
    await one.undo(thing);
    expect((await one.thing('web-alb:80')).ties).toEqual(thing.ties);
  });
});
