import { describe, expect, it } from 'vitest';
import { listenerRule } from '../../../../src/cleanup/kinds/listener-rule.ts';
import { CreateRule, DescribeRules } from '../../../../src/sandbox/services/elbv2/rules.ts';
import { CreateTargetGroup } from '../../../../src/sandbox/services/elbv2/target-groups.ts';
import { type PracticeWorld, worldWithWeb } from '../../sandbox/world/practice-world.ts';
import { Trial, words } from './trial.ts';

/** `web` with a rule that shares `/api` between two target groups. */
function worldWithRule(): { practice: PracticeWorld; listenerArn: string } {
  const practice = worldWithWeb();
  const listenerArn = [...practice.region.elbv2.listeners.keys()][0] ?? '';
  const groups = ['blue', 'green'].map((Name) => {
    const { TargetGroups } = CreateTargetGroup({ Name, TargetType: 'ip' }, practice.call);
    return { TargetGroupArn: TargetGroups?.[0]?.TargetGroupArn, Weight: 1 };
  });
  CreateRule(
    {
      ListenerArn: listenerArn,
      Priority: 10,
      Conditions: [{ Field: 'path-pattern', Values: ['/api'], PathPatternConfig: { Values: ['/api'] } }],
      Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: groups } }],
    },
    practice.call,
  );
  return { practice, listenerArn };
}

describe('a listener rule', () => {
  it('is a part of its listener, and there for all that it forwards to', async () => {
    const { practice } = worldWithRule();
    const [thing, ...others] = await new Trial(practice, listenerRule).find();
    expect(others, 'the default rule is no thing of its own').toEqual([]);
    expect(thing?.name).toBe('web-alb:80 priority 10');
    expect(words(thing?.ties ?? []).map((tie) => tie.replace(/\/\w+ /, ' '))).toEqual([
      expect.stringMatching(/^part of listener \w+ \(is a rule of\)$/),
      'needs target group blue (forwards to), blocks',
      'needs target group green (forwards to), blocks',
      'serves target group blue (forwards to), blocks',
      'serves target group green (forwards to), blocks',
    ]);
  });

  it('is deleted, and can be made again as it was', async () => {
    const { practice, listenerArn } = worldWithRule();
    const one = new Trial(practice, listenerRule);
    const [thing] = await one.find();
    if (!thing) throw new Error('no rule');
    expect(await one.remove(thing)).toEqual(['DeleteRule']);
    expect(await one.find()).toEqual([]);
    await one.undo(thing);
    const { Rules } = DescribeRules({ ListenerArn: listenerArn }, practice.call);
    // AWS takes a condition in one of its two forms.
    expect(Rules?.[0]).toMatchObject({
      Priority: '10',
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/api'] } }],
    });
    expect(Rules?.[0]?.Conditions?.[0]).not.toHaveProperty('Values');
  });
});
