import type { Json } from '../../plan/plan.ts';
import { monthlyOf, type Prices } from '../cost/prices.ts';
import type { Evidence, Finding, Judgement } from '../judge/finding.ts';
import type { Choices } from '../judge/stay.ts';
import type { Route } from '../plan/route.ts';
import { rootsOf, type Subject } from '../stack/subject.ts';
import type { Thing } from '../thing.ts';
import { sizeOf } from './size.ts';

/** What becomes of a thing. */
export type Fate =
  | 'deleted'
  /** A task definition: it starts nothing any more, and can still be read. */
  | 'deregistered'
  /** CloudFormation deletes it with the stack. */
  | 'with the stack'
  /** AWS takes it away with what it belongs to. */
  | 'goes along'
  /** AWS is deleting it already. */
  | 'leaving'
  | 'stays'
  /** Only shown: it may be the stack's. */
  | 'shown';

/** One row of the inventory, as JSON has it. */
export interface Row {
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  readonly arn?: string;
  readonly evidence: Evidence;
  readonly why: string;
  /** Its logical id in the stack, where it has one. */
  readonly listedAs?: string;
  readonly fate: Fate;
  /** Why it stays, or what it is leaving for. */
  readonly reason?: string;
  /** The flag or command that would let it go. */
  readonly remedy?: string;
  /** What it holds that nobody could make again. */
  readonly holds?: string;
  readonly protection?: string;
  /** US dollars a month, by list prices. */
  readonly monthly?: number;
}

/** Everything that a clean-up has something to say of, the surest first. */
export function inventory(
  subject: Subject,
  judgement: Judgement,
  route: Route,
  { prices, choices }: { prices: Prices; choices: Choices },
): readonly Row[] {
  const row = (finding: Finding, fate: Fate) => rowOf(finding, fate, prices);
  return [
    ...stackRows(subject),
    ...judgement.doomed.map((finding) => row(finding, fateOf(finding.thing, route, choices))),
    ...judgement.others.map(({ type, physicalId, logicalId, reason, retained }): Row => {
      const fate = retained ? 'stays' : 'with the stack';
      const why = `${logicalId} in the stack`;
      const said = retained ? 'its deletion policy keeps it' : reason;
      return {
        kind: type,
        name: physicalId || logicalId,
        id: physicalId,
        evidence: 'owned',
        why,
        listedAs: logicalId,
        fate,
        ...(said && { reason: said }),
      };
    }),
    ...judgement.staying.map((finding) => row(finding, 'stays')),
    ...judgement.suspected.map((finding) => row(finding, 'shown')),
  ];
}

function stackRows(subject: Subject): Row[] {
  return rootsOf(subject).map(({ id, name, status, statusReason, isProtected }) => ({
    kind: 'stack',
    name,
    id,
    arn: id,
    evidence: 'owned',
    why: `it is ${status}${statusReason ? `: ${statusReason}` : ''}`,
    fate: 'deleted',
    ...(isProtected && { protection: 'termination protection is on' }),
  }));
}

function fateOf(thing: Thing, { withStack }: Route, { deleteTaskDefinitions }: Choices): Fate {
  if (thing.leaving !== undefined) return 'leaving';
  if (thing.automatic !== undefined) return 'goes along';
  if (withStack.has(thing)) return 'with the stack';
  return thing.kind === 'task definition' && !deleteTaskDefinitions ? 'deregistered' : 'deleted';
}

function rowOf({ thing, evidence, why, stay, listed }: Finding, fate: Fate, prices: Prices): Row {
  const { kind, name, id, arn, data, protection } = thing;
  const monthly = monthlyOf(thing.charges, prices);
  const reason = stay?.reason ?? thing.leaving ?? thing.automatic;
  const remedy = fate === 'shown' ? `--also ${/\s/.test(name) ? id : name}` : stay?.remedy;
  return {
    kind,
    name,
    id,
    ...(arn && { arn }),
    evidence,
    why,
    ...(listed && { listedAs: listed.logicalId }),
    fate,
    ...(reason && { reason }),
    ...(remedy && { remedy }),
    ...(data && { holds: sizeOf(data) }),
    ...(protection && { protection }),
    ...(monthly !== undefined && { monthly }),
  };
}

/** Whether the row is the stack's and still there: what a check counts. */
export function isLeft({ evidence, fate, remedy }: Row): boolean {
  if (isToGo({ fate })) return true;
  // What others use, or somebody named, stays by right; what only waits for a flag, or is the stack's own, is left.
  return fate === 'stays' && (evidence !== 'linked' || remedy?.startsWith('--') === true);
}

/** Whether the run that is planned takes it away. */
export function isToGo({ fate }: Pick<Row, 'fate'>): boolean {
  return fate === 'deleted' || fate === 'deregistered' || fate === 'with the stack';
}

/** US dollars a month that the rows come to. */
export function monthlyTotal(rows: readonly Row[]): number {
  return Math.round(rows.reduce((sum, { monthly = 0 }) => sum + monthly, 0) * 100) / 100;
}

export function asJson(rows: readonly Row[]): Json {
  return rows.map((row) => ({ ...row }));
}
