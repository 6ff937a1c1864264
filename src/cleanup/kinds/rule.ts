import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type Rule,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { batches } from '../../aws/pages.ts';
import { readRules, ruleName, ruleReads } from '../../ecs/callers/rules.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Removal, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
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
  reads: ruleReads,
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
  const rules = await readRules(aws);
  return rules.map(({ rule: found, targets }) => ({
    ...thingOf(found, targets),
    region,
    tags: tagsOf(found.Arn ?? ''),
  }));
}

function thingOf(found: Rule, targets: readonly Target[]): Omit<Thing, 'region' | 'tags'> {
  const { Name: name = '', Arn: arn = '', EventBusName: bus = 'default', ManagedBy } = found;
  return {
    kind: 'rule',
    id: bus === 'default' ? name : `${bus}|${name}`,
    name: ruleName(found),
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
