import type { Target } from '@aws-sdk/client-eventbridge';
import { notFound } from '../../aws/not-found.ts';
import { Failure } from '../../failure.ts';
import type { Kept, Plan } from '../../plan/plan.ts';
import { bucketsOf } from '../found/kind.ts';
import { isOurs, markKey } from '../mark.ts';
import { isOwnTarget } from '../rule/ownership.ts';
import type { FoundParts } from './found-parts.ts';
import { ownParts } from './own.ts';
import { noPart, type Part } from './part.ts';
import { queueRemoval } from './queue.ts';
import { roleRemoval } from './role.ts';
import { statementSteps } from './statements.ts';
import { ruleSteps, scheduleSteps } from './triggers.ts';

export interface WantedRemoval {
  readonly name: string;
  /** Also what holds messages that nobody has looked at. */
  readonly deleteData: boolean;
}

/**
 * Plans to take away what ecsctl has made under a name, and nothing else: what lets it in elsewhere, its targets, the rule
 * or schedule, and then the role and the queue that nothing uses any more. What was let in goes first, since it is found
 * by the targets.
 * @throws a `not-found` failure with the nearest names; a `refused` one for a rule that a service of AWS keeps.
 */
export function planRm({ name, deleteData }: WantedRemoval, found: FoundParts): Plan {
  const { rule, schedule } = found;
  if (!ownParts(found)) throw notFound('rule or schedule', name, found.existing);
  if (rule?.rule.ManagedBy)
    throw new Failure(
      'refused',
      `rule ${name} is managed by ${rule.rule.ManagedBy}, and is not ecsctl's to remove`,
    );
  const isRuleOurs = rule !== undefined && isOurs(rule.tags);
  const staying = (rule?.targets ?? []).filter((target) => !isRuleOurs || !isOwnTarget(target));
  const goes = isRuleOurs || schedule !== undefined;
  const elsewhere = goes ? statementSteps(found, staying) : noPart;
  const before = elsewhere.steps.map(({ id }) => id);
  const triggers = [
    rule ? (isRuleOurs ? ruleSteps(rule, staying, before) : foreign(rule.rule, found)) : noPart,
    schedule ? scheduleSteps(schedule, before) : noPart,
  ];
  const after = [...before, ...triggers.flatMap(({ steps }) => steps.map(({ id }) => id))];
  const parts = [
    elsewhere,
    ...triggers,
    roleRemoval(found, staying, after),
    queueRemoval(found, staying, after, deleteData),
  ];
  return {
    subject: name,
    steps: parts.flatMap(({ steps }) => steps),
    kept: [
      ...parts.flatMap(({ kept }) => kept),
      ...(isRuleOurs ? buckets(rule.rule, found) : []),
      ...logGroups(found, staying),
    ],
    warnings: [],
  };
}

/** What is left of a removal that was carried out. A deleted queue may be seen for another minute. */
export function planRest(wanted: WantedRemoval, found: FoundParts): Plan {
  const nothing: Plan = { subject: wanted.name, steps: [], kept: [], warnings: [] };
  if (!ownParts(found)) return nothing;
  const plan = planRm(wanted, found);
  return { ...plan, steps: plan.steps.filter(({ id }) => id !== 'queue') };
}

function foreign(
  { Name = '', Arn }: { Name?: string | undefined; Arn?: string | undefined },
  { region }: FoundParts,
): Part {
  const resource = { type: 'rule', id: Name, ...(Arn && { arn: Arn }), region };
  return { steps: [], kept: [{ resource, reason: `it lacks the tag ${markKey}: ecsctl has not made it` }] };
}

/** Nobody knows who else relies on what a bucket tells. */
function buckets({ EventPattern }: { EventPattern?: string | undefined }, { region }: FoundParts): Kept[] {
  return bucketsOf({ ...(EventPattern && { pattern: EventPattern }) }).map((bucket) => ({
    resource: { type: 'bucket', id: bucket, region },
    reason: 'it goes on telling EventBridge of its objects, since others may rely on that',
  }));
}

/** What was told is kept, whoever has made the group. */
function logGroups({ resources, region, rule }: FoundParts, staying: readonly Target[]): Kept[] {
  if (rule === undefined || !isOurs(rule.tags)) return [];
  return resources
    .filter(({ service, arn }) => service === 'logs' && !staying.some(({ Arn }) => Arn === arn))
    .map(({ name, arn }) => ({
      resource: { type: 'log group', id: name, arn, region },
      reason: 'what was told is in it',
    }));
}
