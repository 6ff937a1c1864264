import { nameOf } from '../aws/arn.ts';

/** How something names a task definition: `web`, which means its newest ACTIVE revision, or `web:7`. */
export interface Reference {
  readonly family: string;
  readonly number?: number;
}

/** One revision of a family, as a list of ARNs tells it. */
export interface Revision {
  readonly arn: string;
  readonly family: string;
  readonly number: number;
  readonly isActive: boolean;
}

/** Reads a task definition's name, with or without a revision, or its ARN. */
export function readReference(text: string): Reference {
  const [, family = '', number] = /^(.*?)(?::(\d+))?$/.exec(nameOf(text)) ?? [];
  return number === undefined ? { family } : { family, number: Number(number) };
}

/** The revision of an ARN; undefined where that names none. */
export function readRevision(arn: string, isActive: boolean): Revision | undefined {
  const { family, number } = readReference(arn);
  return number === undefined ? undefined : { arn, family, number, isActive };
}

/** `web:7`. */
export function nameRevision({ family, number }: Pick<Revision, 'family' | 'number'>): string {
  return `${family}:${number}`;
}
