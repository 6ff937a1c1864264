import type {
  ListRuleNamesByTargetCommandInput,
  ListRuleNamesByTargetCommandOutput,
  ListTargetsByRuleCommandInput,
  ListTargetsByRuleCommandOutput,
  PutTargetsCommandInput,
  PutTargetsCommandOutput,
  PutTargetsResultEntry,
  RemoveTargetsCommandInput,
  RemoveTargetsCommandOutput,
  RemoveTargetsResultEntry,
} from '@aws-sdk/client-eventbridge';
import type { Answer, Call } from '../../service.ts';
import { invalid, tooMany } from './errors.ts';
import { findBus, findRule, listed, refuseManaged } from './lookup.ts';
import { checkTarget, whatFails } from './target-validation.ts';

const MOST_TARGETS = 5;
const MOST_ENTRIES = 10;

/** Adds targets, or replaces those whose ids the rule has. An entry that fails is told of in a success. */
export function PutTargets(input: PutTargetsCommandInput, { region }: Call): Answer<PutTargetsCommandOutput> {
  const rule = findRule(region, input.Rule, input.EventBusName);
  refuseManaged(rule);
  const targets = input.Targets ?? [];
  checkCount('targets', targets.length);
  for (const target of targets) checkTarget(target);
  const ids = new Set([...rule.targets.keys(), ...targets.map(({ Id = '' }) => Id)]);
  if (ids.size > MOST_TARGETS) throw tooMany();
  const failed: PutTargetsResultEntry[] = [];
  for (const target of targets) {
    const reason = whatFails(target, region);
    if (reason === undefined) rule.targets.set(target.Id ?? '', target);
    else failed.push({ TargetId: target.Id, ErrorCode: 'ValidationException', ErrorMessage: reason });
  }
  return { FailedEntryCount: failed.length, FailedEntries: failed };
}

export function RemoveTargets(
  input: RemoveTargetsCommandInput,
  { region }: Call,
): Answer<RemoveTargetsCommandOutput> {
  const rule = findRule(region, input.Rule, input.EventBusName);
  refuseManaged(rule, input.Force);
  const ids = input.Ids ?? [];
  checkCount('ids', ids.length);
  const missing = ids.filter((id) => !rule.targets.delete(id));
  const failed = missing.map(
    (id): RemoveTargetsResultEntry => ({
      TargetId: id,
      ErrorCode: 'ResourceNotFoundException',
      ErrorMessage: `Rule ${rule.name} does not have a target with the id ${id}.`,
    }),
  );
  return { FailedEntryCount: failed.length, FailedEntries: failed };
}

export function ListTargetsByRule(
  input: ListTargetsByRuleCommandInput,
  { region }: Call,
): Answer<ListTargetsByRuleCommandOutput> {
  const { targets } = findRule(region, input.Rule, input.EventBusName);
  const { items, nextToken } = listed([...targets.values()], input);
  return { Targets: items, NextToken: nextToken };
}

/** Of the bus that is asked for and no other, the rules that have a target with exactly that ARN. */
export function ListRuleNamesByTarget(
  input: ListRuleNamesByTargetCommandInput,
  { region }: Call,
): Answer<ListRuleNamesByTargetCommandOutput> {
  const names = [...findBus(region, input.EventBusName).rules.values()]
    .filter(({ targets }) => [...targets.values()].some(({ Arn }) => Arn === input.TargetArn))
    .map(({ name }) => name)
    .sort();
  const { items, nextToken } = listed(names, input);
  return { RuleNames: items, NextToken: nextToken };
}

function checkCount(member: string, count: number): void {
  if (count >= 1 && count <= MOST_ENTRIES) return;
  throw invalid(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ` +
      `Member must have length between 1 and ${MOST_ENTRIES}`,
  );
}
