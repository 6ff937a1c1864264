import {
  DeleteRuleCommand,
  EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type Rule,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { eachAtOnce } from '../../aws/at-once.ts';
import { batches, collect } from '../../aws/pages.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { pagesBy } from './events/pages.ts';
import { targetTies } from './events/target-ties.ts';
import { pick } from './pick.ts';
import { capitalTags } from './tag-lists.ts';
import { tiesTo } from './ties-to.ts';

/** Targets that one RemoveTargets takes ("PutTargets" in the EventBridge API reference; the service's model says more). */
const targetsAtOnce = 10;

/** Rules of EventBridge, on every bus. */
export const rule: Kind = {
  name: 'rule',
  types: ['AWS::Events::Rule'],
  reads: ['events:ListEventBuses', 'events:ListRules', 'events:ListTargetsByRule'],
  writes: ['events:RemoveTargets', 'events:DeleteRule'],
  find,
  remove: (thing) => (thing.automatic === undefined ? [...targetRemovals(thing), deletion(thing)] : []),
  operations: {
    events: operationsOf(EventBridgeClient, {
      DeleteRule: DeleteRuleCommand,
      PutRule: PutRuleCommand,
      PutTargets: PutTargetsCommand,
      RemoveTargets: RemoveTargetsCommand,
    }),
  },
};

async function find({ aws, region, tagsOf }: Search): Promise<Thing[]> {
  const client = aws.client(EventBridgeClient);
  const buses = await collect(
    pagesBy((page) => client.send(new ListEventBusesCommand({ Limit: 100, ...page }))),
    ({ EventBuses }) => EventBuses,
  );
  const rules = await eachAtOnce(buses, ({ Name }) =>
    collect(
      pagesBy((page) => client.send(new ListRulesCommand({ EventBusName: Name, Limit: 100, ...page }))),
      ({ Rules }) => Rules,
    ),
  );
  return eachAtOnce(rules.flat(), async (found) => {
    const { Name: Rule, EventBusName, Arn = '' } = found;
    const targets = await collect(
      pagesBy((page) =>
        client.send(new ListTargetsByRuleCommand({ Rule, EventBusName, Limit: 100, ...page })),
      ),
      ({ Targets }) => Targets,
    );
    return { ...thingOf(found, targets), region, tags: tagsOf(Arn) };
  });
}

function thingOf(found: Rule, targets: readonly Target[]): Omit<Thing, 'region' | 'tags'> {
  const { Name: name = '', Arn: arn = '', EventBusName: bus = 'default', ManagedBy } = found;
  return {
    kind: 'rule',
    id: bus === 'default' ? name : `${bus}|${name}`,
    name: bus === 'default' ? name : `${bus}/${name}`,
    arn,
    ties: [
      ...targets.flatMap(targetTies),
      ...tiesTo('role', [found.RoleArn], { bond: 'needs', how: 'reaches its targets with' }),
    ],
    aliases: [arn],
    definition: { ...found, Targets: targets },
    ...(ManagedBy && { automatic: ManagedBy }),
    ...(targets.length === 0 && { idle: 'it has no targets' }),
  };
}

function targetRemovals({ definition }: Thing): Removal[] {
  const { Name: Rule, EventBusName, Targets = [] }: Rule & { Targets?: Target[] } = definition;
  return batches(Targets, targetsAtOnce).map((some, index) => ({
    name: index === 0 ? 'remove targets' : `remove targets ${index + 1}`,
    action: 'update',
    reason: 'AWS deletes no rule that has targets',
    changes: some.map(({ Arn = '' }) => ({ field: 'target', from: Arn })),
    call: call('events', 'RemoveTargets', { Rule, EventBusName, Ids: some.map(({ Id }) => Id) }),
    undo: call('events', 'PutTargets', { Rule, EventBusName, Targets: some }),
    goal: ['ResourceNotFoundException'],
  }));
}

function deletion({ definition, tags }: Thing): Removal {
  const { Name, EventBusName }: Rule = definition;
  const settings = ['EventPattern', 'ScheduleExpression', 'State', 'Description', 'RoleArn', 'EventBusName'];
  return {
    name: 'delete',
    action: 'delete',
    call: call('events', 'DeleteRule', { Name, EventBusName }),
    undo: call('events', 'PutRule', { Name, ...pick(definition, settings), ...capitalTags(tags) }),
    goal: ['ResourceNotFoundException'],
  };
}
