import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { patternCases } from '../support/event-patterns/index.ts';
import { onBus, type PatternCase } from '../support/event-patterns/pattern-case.ts';
import { region } from './environment.ts';
import type { Site } from './site.ts';

/** By the names of the cases, whether a site finds that the pattern matches the event. */
export type Outcomes = Readonly<Record<string, boolean | string>>;

/**
 * What a site makes of the whole table of patterns, without `aws`, which would take its time for each. The sandbox is
 * asked by TestEventPattern. moto does not know that operation, and shows what matches by what it delivers.
 */
export function outcomesOn(site: Site): Promise<Outcomes> {
  return site.name === 'moto' ? deliveredOn(site) : testedOn(site);
}

/** The cases of which a site's outcome is not the one that is published. */
export function wrongIn(outcomes: Outcomes): string[] {
  return patternCases
    .filter(({ name, matches }) => outcomes[name] !== matches)
    .map(({ name, matches }) => `${name} came to ${outcomes[name]}, not to ${matches}`);
}

async function testedOn(site: Site): Promise<Outcomes> {
  const client = new EventBridgeClient(settings(site));
  return ofEach(async ({ pattern, event }) => {
    const input = { EventPattern: pattern, Event: JSON.stringify(onBus(event)) };
    return (await client.send(new TestEventPatternCommand(input))).Result ?? 'nothing';
  });
}

/** A rule on a bus of its own takes on one pattern after another, and hands the ids of what matches to a queue. */
async function deliveredOn(site: Site): Promise<Outcomes> {
  const [events, queues] = [new EventBridgeClient(settings(site)), new SQSClient(settings(site))];
  const EventBusName = 'patterns';
  await events.send(new CreateEventBusCommand({ Name: EventBusName }));
  const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: 'patterns' }));
  const ofRule = { Rule: 'pattern', EventBusName };
  const target = {
    Id: 'queue',
    Arn: `arn:aws:sqs:${region}:123456789012:patterns`,
    InputTransformer: { InputPathsMap: { id: '$.id' }, InputTemplate: '{"id": "<id>"}' },
  };
  await events.send(
    new PutRuleCommand({ Name: 'pattern', EventBusName, EventPattern: '{"source":["none"]}' }),
  );
  await events.send(new PutTargetsCommand({ ...ofRule, Targets: [target] }));
  const ids = await ofEach(async ({ pattern, event }) => {
    await events.send(new PutRuleCommand({ Name: 'pattern', EventBusName, EventPattern: pattern }));
    const { source: Source, 'detail-type': DetailType, resources, detail } = event;
    const entry = {
      Source,
      DetailType,
      Resources: [...resources],
      Detail: JSON.stringify(detail),
      EventBusName,
    };
    const { Entries: [put] = [] } = await events.send(new PutEventsCommand({ Entries: [entry] }));
    return put?.EventId ?? 'nothing';
  });
  const received = await receiveAll(queues, QueueUrl ?? '');
  return Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, outcomeOf(id, received)]));
}

/** A case that failed has the error's name in the place of an id. */
function outcomeOf(id: boolean | string, received: ReadonlySet<string>): boolean | string {
  const isId = typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
  return isId ? received.has(id) : id;
}

async function receiveAll(client: SQSClient, QueueUrl: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (;;) {
    const input = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(input));
    if (Messages.length === 0) return ids;
    for (const { Body = '' } of Messages) ids.add((JSON.parse(Body) as { id: string }).id);
  }
}

/** Asks about each case in turn; where that fails, the name of the error is the outcome. */
async function ofEach(ask: (one: PatternCase) => Promise<boolean | string>): Promise<Outcomes> {
  const outcomes: Record<string, boolean | string> = {};
  for (const one of patternCases) {
    outcomes[one.name] = await ask(one).catch((error: unknown) => (error as Error).name);
  }
  return outcomes;
}

function settings({ url }: Site) {
  const credentials = { accessKeyId: 'conformance', secretAccessKey: 'conformance' };
  return { endpoint: url, region, credentials, maxAttempts: 1 };
}
