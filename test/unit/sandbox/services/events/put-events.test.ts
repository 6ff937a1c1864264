import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { CreateEventBus } from '../../../../../src/sandbox/services/events/buses.ts';
import { PutEvents } from '../../../../../src/sandbox/services/events/put-events.ts';
import { PutRule } from '../../../../../src/sandbox/services/events/rules.ts';
import { PutTargets } from '../../../../../src/sandbox/services/events/targets.ts';
import { ReceiveMessage } from '../../../../../src/sandbox/services/sqs/messages.ts';
import { CreateQueue } from '../../../../../src/sandbox/services/sqs/queues.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const entry: PutEventsRequestEntry = { Source: 'shop', DetailType: 'Order Placed', Detail: '{"total":12}' };
const queueArn = 'arn:aws:sqs:us-east-1:123456789012:orders';

const everyone = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArn,
    },
  ],
});

/** A rule on each of two buses that sends what the shop tells into a queue. */
function shop(): PracticeWorld {
  const practice = new PracticeWorld();
  const { call } = practice;
  CreateQueue({ QueueName: 'orders', Attributes: { Policy: everyone } }, call);
  CreateEventBus({ Name: 'shop' }, call);
  for (const EventBusName of ['default', 'shop']) {
    const EventPattern = JSON.stringify({ source: ['shop'], detail: { total: [{ numeric: ['>', 10] }] } });
    PutRule({ Name: 'orders', EventPattern, EventBusName }, call);
    PutTargets({ Rule: 'orders', EventBusName, Targets: [{ Id: 'queue', Arn: queueArn }] }, call);
  }
  return practice;
}

async function received({ call }: PracticeWorld): Promise<unknown[]> {
  const { Messages = [] } = await ReceiveMessage({ QueueUrl: 'orders', MaxNumberOfMessages: 10 }, call);
  return Messages.map(({ Body = '' }) => JSON.parse(Body));
}

describe('events that are put', () => {
  it('reach the targets of the rules that they match, as whole events', async () => {
    const practice = shop();
    const Resources = ['arn:aws:s3:::inbox'];
    const { FailedEntryCount, Entries = [] } = PutEvents(
      {
        Entries: [
          { ...entry, Resources },
          { ...entry, Detail: '{"total":5}' },
        ],
      },
      practice.call,
    );
    expect(FailedEntryCount).toBe(0);
    expect(Entries).toHaveLength(2);
    expect(await received(practice)).toEqual([
      {
        version: '0',
        id: Entries[0]?.EventId,
        'detail-type': 'Order Placed',
        source: 'shop',
        account: '123456789012',
        time: '2026-03-04T09:00:00Z',
        region: 'us-east-1',
        resources: Resources,
        detail: { total: 12 },
      },
    ]);
  });

  it.each([['shop'], ['arn:aws:events:us-east-1:123456789012:event-bus/shop']])(
    'go over the bus %s and no other',
    async (EventBusName) => {
      const practice = shop();
      PutRule({ Name: 'orders', EventPattern: '{"source":["none"]}' }, practice.call);
      PutEvents({ Entries: [{ ...entry, EventBusName }] }, practice.call);
      expect(await received(practice)).toHaveLength(1);
    },
  );

  it('happen when their sender says that they did', async () => {
    const practice = shop();
    PutEvents({ Entries: [{ ...entry, Time: new Date('2026-03-01T12:00:00.900Z') }] }, practice.call);
    expect(await received(practice)).toMatchObject([{ time: '2026-03-01T12:00:00Z' }]);
  });

  it('get an id on a bus that is not there, and go nowhere', async () => {
    const practice = shop();
    const { FailedEntryCount, Entries } = PutEvents(
      { Entries: [{ ...entry, EventBusName: 'nothing' }] },
      practice.call,
    );
    expect(FailedEntryCount).toBe(0);
    expect(Entries).toEqual([{ EventId: expect.stringMatching(/^[0-9a-f-]{36}$/) }]);
    expect(await received(practice)).toEqual([]);
  });

  it('fail each for itself, in a success', async () => {
    const practice = shop();
    const answer = PutEvents(
      {
        Entries: [
          { ...entry, Source: undefined },
          { ...entry, DetailType: '' },
          { ...entry, Detail: undefined },
          { ...entry, Detail: '{"total":' },
          { ...entry, Detail: '["total"]' },
          { ...entry, Source: 'aws.ecs' },
          entry,
        ],
      },
      practice.call,
    );
    const missing = (name: string) => ({
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
    });
    const malformed = { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
    const foreign = {
      ErrorCode: 'NotAuthorizedForSourceException',
      ErrorMessage: 'Not authorized for the source.',
    };
    const failed = [
      missing('Source'),
      missing('DetailType'),
      missing('Detail'),
      malformed,
      malformed,
      foreign,
    ];
    expect(answer).toEqual({
      FailedEntryCount: 6,
      Entries: [...failed, { EventId: expect.any(String) }],
    });
    expect(await received(practice)).toHaveLength(1);
  });

  it.each([
    ['no entries', [], /at 'entries' failed to satisfy constraint/],
    ['eleven entries', new Array(11).fill(entry), /at 'entries' failed to satisfy constraint/],
    ['more than 256 KB', [{ ...entry, Detail: `{"text":"${'é'.repeat(131_072)}"}` }], /is over the limit\.$/],
  ])('are refused together where there are %s', (_what, Entries, reason) => {
    const { call } = shop();
    const refused = refusal(() => PutEvents({ Entries }, call));
    expect(refused).toMatch(/^ValidationException: /);
    expect(refused).toMatch(reason);
  });
});
