import type { InputTransformer } from '@aws-sdk/client-eventbridge';
import { invalid } from '../errors.ts';
import { variablesIn } from './template.ts';
import { RESERVED } from './variables.ts';

const MOST_PATHS = 100;
const LONGEST_TEMPLATE = 8192;

/** Throws ValidationException for a template that names a variable which nothing defines, and for one too long. */
export function checkTransformer(
  targetId: string,
  { InputPathsMap: paths = {}, InputTemplate: template = '' }: InputTransformer,
): void {
  const defined = Object.keys(paths);
  if (defined.length > MOST_PATHS) {
    throw invalid(`InputPathsMap of target ${targetId} can hold ${MOST_PATHS} paths at most.`);
  }
  if (template.length > LONGEST_TEMPLATE) {
    throw invalid(`InputTemplate for target ${targetId} is longer than ${LONGEST_TEMPLATE} characters.`);
  }
  const unknown = variablesIn(template).find((name) => !defined.includes(name) && !RESERVED.includes(name));
  if (unknown === undefined) return;
  throw invalid(`InputTemplate for target ${targetId} contains invalid placeholder ${unknown}.`);
}
