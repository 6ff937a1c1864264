import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DeleteAlarms } from '../../../../src/sandbox/services/cloudwatch/alarms.ts';
import { CreateTags } from '../../../../src/sandbox/services/ec2/tags.ts';
import { UpdateService } from '../../../../src/sandbox/services/ecs/services.ts';
import { ModifyLoadBalancerAttributes } from '../../../../src/sandbox/services/elbv2/attributes.ts';
import { DeleteRolePolicy } from '../../../../src/sandbox/services/iam/inline-policies.ts';
import { CreateLogGroup } from '../../../../src/sandbox/services/logs/groups.ts';
import { makeRole } from '../../../support/estates/role.ts';
import { Site } from '../../../support/estates/site.ts';
import { settleStrangers } from '../../../support/estates/strangers.ts';
import { only, resourcesOf, touchedBetween } from '../../../support/world-snapshot.ts';

function shopSite() {
  const site = new Site();
  const shop = settleStrangers(site);
  makeRole(site, 'shop-start', 'events.amazonaws.com');
  site.pass(120);
  return { site, shop };
}

type Shop = ReturnType<typeof shopSite>;

/** One change each, and the key that it shows by. */
const changes: readonly (readonly [what: string, change: (shop: Shop) => void])[] = [
  [
    'changed: us-east-1 load balancer',
    ({ site, shop: { loadBalancer: LoadBalancerArn } }) => {
      const Attributes = [{ Key: 'deletion_protection.enabled', Value: 'true' }];
      ModifyLoadBalancerAttributes({ LoadBalancerArn, Attributes }, site.call);
    },
  ],
  [
    'changed: us-east-1 service',
    ({ site }) => void UpdateService({ cluster: 'shop', service: 'web', desiredCount: 1 }, site.call),
  ],
  [
    'changed: us-east-1 tags of',
    ({ site, shop: { group } }) =>
      void CreateTags({ Resources: [group], Tags: [{ Key: 'a', Value: 'b' }] }, site.call),
  ],
  ['gone: us-east-1 alarm', ({ site }) => void DeleteAlarms({ AlarmNames: ['web-busy'] }, site.call)],
  [
    'changed: role',
    ({ site }) => void DeleteRolePolicy({ RoleName: 'shop-start', PolicyName: 'start-tasks' }, site.call),
  ],
  ['new: us-east-1 log group', ({ site }) => void CreateLogGroup({ logGroupName: '/new' }, site.call)],
];

describe('the snapshot of a world', () => {
  it('is the same as long as nobody does anything', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3600 }), (seconds) => {
        const { site } = shopSite();
        const before = resourcesOf(site.world);
        site.pass(seconds);
        expect(touchedBetween(before, resourcesOf(site.world))).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it.each(changes)('tells what was done: %s', (what, change) => {
    const shop = shopSite();
    const before = resourcesOf(shop.site.world);
    change(shop);
    const touched = touchedBetween(before, resourcesOf(shop.site.world));
    expect(touched.map((one) => one.slice(0, what.length))).toEqual([what]);
    const key = touched[0]?.replace(/^\w+: /, '') ?? '';
    expect(touchedBetween(only(before, new Set([key])), new Map()).length).toBe(
      what.startsWith('new') ? 0 : 1,
    );
  });

  it('can be written as JSON, whatever leads back to where it is', () => {
    const { site } = shopSite();
    expect(() => JSON.stringify([...resourcesOf(site.world)])).not.toThrow();
  });
});
