/** Names one thing: its kind, and the id that is unique for that kind within a region. */
export interface Ref {
  readonly kind: string;
  readonly id: string;
}

/**
 * What one thing is to another. It decides what is reached from what, who keeps whom, and the order of deletion: the
 * one that has the tie always goes before the other.
 *
 * - `needs`: the other is there for this one, as a security group for a load balancer. Deleting this leads to the
 *   other, unless somebody else needs it, too.
 * - `serves`: this one is there for the other, as a scalable target for its service, and goes with it, unless it
 *   serves something else that stays.
 * - `part of`: as a listener of its load balancer. Each leads to the other; the whole stays while a part stays.
 * - `lives in`: as a service in its cluster. The other leads to this one, and stays while this one stays.
 * - `within`: a place, as a subnet in its VPC. Leads nowhere; the place stays while something in it stays.
 * - `refers to`: leads nowhere; the other stays while this one stays.
 */
export type Bond = 'needs' | 'serves' | 'part of' | 'lives in' | 'within' | 'refers to';

export interface Tie {
  readonly to: Ref;
  readonly bond: Bond;
  /** A clause between the two: `forwards to`, `is in`, `scales`. */
  readonly how: string;
  /** AWS refuses to delete the other as long as this one exists. */
  readonly blocks?: boolean;
  /** The name of the step of this thing's removal with which the tie ends; its last one where none is named. */
  readonly until?: string;
}

export type Tags = Readonly<Record<string, string>>;

/** What a thing holds that nobody could make again. */
export interface Held {
  /** In words, with the number: `12 objects`, `3 images`. */
  readonly what: string;
  readonly bytes?: number;
}

/** What something costs: a row of the price table, and how many of it. */
export interface Charge {
  readonly price: string;
  readonly quantity: number;
}

/** One resource that was found in the account. */
export interface Thing extends Ref {
  /** As people call it; the id where there is nothing better. */
  readonly name: string;
  readonly arn?: string;
  readonly region: string;
  readonly tags: Tags;
  readonly ties: readonly Tie[];
  /** Other ids by which CloudFormation or a tie may name it. */
  readonly aliases?: readonly string[];
  readonly createdAt?: Date;
  /** What AWS said of it, as JSON: it is written into the record before the thing is deleted. */
  readonly definition: Readonly<Record<string, unknown>>;
  /** AWS made it and takes it away with what it belongs to: nothing of ours deletes it. Says what it belongs to. */
  readonly automatic?: string;
  /** Why it looks as if nobody used it. Absent where it is used or where that cannot be told. */
  readonly idle?: string;
  /** AWS is deleting it already, in words: `draining`. */
  readonly leaving?: string;
  /** Something must be switched off before it can be deleted: `deletion protection is on`. */
  readonly protection?: string;
  /** Known only after `Kind.inspect`. */
  readonly data?: Held;
  readonly charges?: readonly Charge[];
}

/** A text that is one for each thing. */
export function keyOf({ kind, id }: Ref): string {
  return `${kind} ${id}`;
}

/** `load balancer web-alb`. */
export function nameThing({ kind, name }: Pick<Thing, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}
