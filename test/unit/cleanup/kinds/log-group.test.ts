import { describe, expect, it } from 'vitest';
import { logGroup } from '../../../../src/cleanup/kinds/log-group.ts';
import { CreateLogGroup } from '../../../../src/sandbox/services/logs/groups.ts';
import { plantLogGroup } from '../../../../src/sandbox/services/logs/plant.ts';
import { PutLogEvents } from '../../../../src/sandbox/services/logs/put-events.ts';
import { CreateLogStream } from '../../../../src/sandbox/services/logs/streams.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';
import { Trial, words } from './trial.ts';

const name = '/ecs/web';

describe('a log group', () => {
  it('is found on every page', async () => {
    const practice = new PracticeWorld();
    for (let number = 0; number < 70; number += 1)
      CreateLogGroup({ logGroupName: `group-${number}` }, practice.call);
    expect(await new Trial(practice, logGroup).find()).toHaveLength(70);
  });

  it('goes by its name and by both forms of its ARN, and costs by its size', async () => {
    const practice = new PracticeWorld();
    plantLogGroup({ name, storedBytes: 3 * 1024 ** 3 }, practice.call);
    const arn = `arn:aws:logs:us-east-1:123456789012:log-group:${name}`;
    expect(await new Trial(practice, logGroup).thing(name, { [arn]: { team: 'shop' } })).toMatchObject({
      id: name,
      arn,
      aliases: [arn, `${arn}:*`],
      tags: { team: 'shop' },
      charges: [{ price: 'log storage, gigabyte', quantity: 3 }],
    });
  });

  it('of Container Insights is there for its cluster', async () => {
    const practice = new PracticeWorld();
    for (const logGroupName of ['/aws/ecs/containerinsights/prod/performance', name])
      CreateLogGroup({ logGroupName }, practice.call);
    const found = await new Trial(practice, logGroup).find();
    expect(found.map(({ ties }) => words(ties))).toEqual([
      ['serves cluster prod (holds the insights of)'],
      [],
    ]);
  });

  it('holds events where AWS counts bytes', async () => {
    const practice = new PracticeWorld();
    plantLogGroup({ name, storedBytes: 1234 }, practice.call);
    expect((await new Trial(practice, logGroup).inspected(name)).data).toEqual({
      what: 'events',
      bytes: 1234,
    });
  });

  it('holds events that AWS has not counted yet', async () => {
    const practice = new PracticeWorld();
    CreateLogGroup({ logGroupName: name }, practice.call);
    CreateLogStream({ logGroupName: name, logStreamName: 'web/1' }, practice.call);
    const one = new Trial(practice, logGroup);
    expect(await one.inspected(name)).not.toHaveProperty('data');
    const logEvents = [{ timestamp: practice.now, message: 'hello' }];
    PutLogEvents({ logGroupName: name, logStreamName: 'web/1', logEvents }, practice.call);
    const group = practice.region.logs.groups.get(name);
    if (group) group.storedBytes = 0;
    const thing = await one.inspected(name);
    expect(thing.definition.storedBytes).toBe(0);
    expect(thing.data).toEqual({ what: 'events' });
  });

  it('holds nothing without streams', async () => {
    const practice = new PracticeWorld();
    CreateLogGroup({ logGroupName: name }, practice.call);
    expect(await new Trial(practice, logGroup).inspected(name)).not.toHaveProperty('data');
  });

  it('goes with its protection, and can be made again as it was', async () => {
    const practice = new PracticeWorld();
    plantLogGroup({ name, storedBytes: 0, isDeletionProtected: true, retentionInDays: 14 }, practice.call);
    const one = new Trial(practice, logGroup);
    const thing = await one.inspected(name);
    expect(thing.protection).toBe('deletion protection is on');
    expect(await one.remove(thing)).toEqual(['PutLogGroupDeletionProtection', 'DeleteLogGroup']);
    expect(await one.find()).toEqual([]);
    const [, deletion] = one.steps(thing);
    expect(deletion?.undo).toHaveLength(2);
    const { protection: _off, ...unprotected } = thing;
    await one.undo(unprotected);
    expect((await one.thing(name)).definition).toMatchObject({
      retentionInDays: 14,
      deletionProtectionEnabled: true,
    });
  });
});
