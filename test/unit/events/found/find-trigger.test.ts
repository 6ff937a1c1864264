import { expect, it } from 'vitest';
import { findTrigger } from '../../../../src/events/found/find-trigger.ts';
import { parseTriggerName } from '../../../../src/events/found/trigger-name.ts';
import { CreateEventBus } from '../../../../src/sandbox/services/events/buses.ts';
import { PutRule } from '../../../../src/sandbox/services/events/rules.ts';
import { PutTargets } from '../../../../src/sandbox/services/events/targets.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { PracticeWorld } from '../../sandbox/world/practice-world.ts';

function busWithRule(): SandboxAws {
  const { call, world } = new PracticeWorld();
  CreateEventBus({ Name: 'acme' }, call);
  const EventPattern = '{"source":["acme"]}';
  for (const Name of ['orders', 'other']) {
    const place = { EventBusName: 'acme', Name };
    PutRule({ ...place, EventPattern }, call);
    const Targets = [{ Id: 'told', Arn: 'arn:aws:sqs:us-east-1:123456789012:inbox' }];
    PutTargets({ EventBusName: 'acme', Rule: Name, Targets }, call);
  }
  return new SandboxAws(world, 'us-east-1');
}

const find = (aws: SandboxAws, text: string) => findTrigger(aws, parseTriggerName(text));
const operations = ({ calls }: SandboxAws) => calls.map(({ operation }) => operation).sort();

it('reads of a rule on a bus that was named no more than that rule', async () => {
  const aws = busWithRule();
  expect(await find(aws, 'acme/orders')).toMatchObject({
    ...{ engine: 'rule', name: 'orders', home: 'acme', isOurs: false },
    targets: [{ id: 'told' }],
  });
  expect(operations(aws)).toEqual(['DescribeRule', 'GetSchedule', 'ListTargetsByRule']);
});

it('asks Scheduler of no group with a slash, which only buses have', async () => {
  const aws = busWithRule();
  await expect(find(aws, 'aws.partner/acme.com/1/orders')).rejects.toMatchObject({
    message: 'there is no rule or schedule aws.partner/acme.com/1/orders',
  });
  expect(operations(aws)).not.toContain('GetSchedule');
});
