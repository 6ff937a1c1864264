import type { Failure } from '../../failure.ts';
import { countTypes, type LifecycleRule, type Selection, storageClasses, tagStatuses } from './policy.ts';

/** Makes the failure for a field of a rule and what is wrong with it. */
type Flaw = (field: string, wrong: string) => Failure;

type Members = Readonly<Record<string, unknown>>;

const leastArchivedDays = 90;
const mostWildcards = 4;

/**
 * One rule of a lifecycle policy.
 * @throws what `flaw` makes, for the first field that is wrong.
 */
export function checkRule(value: unknown, flaw: Flaw): LifecycleRule {
  const rule = members(value, 'the rule', ['rulePriority', 'description', 'selection', 'action'], flaw);
  const { rulePriority, description } = rule;
  if (!isCount(rulePriority)) throw flaw('rulePriority', `${shown(rulePriority)} is no whole number above 0`);
  if (description !== undefined && typeof description !== 'string')
    throw flaw('description', 'it is no text');
  const selection = checkSelection(rule.selection, flaw);
  const action = checkAction(rule.action, selection, flaw);
  return { rulePriority, ...(description !== undefined && { description }), selection, action };
}

const selectionFields = [
  'tagStatus',
  'tagPatternList',
  'tagPrefixList',
  'storageClass',
  'countType',
  'countUnit',
  'countNumber',
];

function checkSelection(value: unknown, flaw: Flaw): Selection {
  const selection = members(value, 'selection', selectionFields, flaw);
  const { countUnit, countNumber } = selection;
  const tagStatus = oneOf(tagStatuses, selection.tagStatus, 'selection.tagStatus', flaw);
  const countType = oneOf(countTypes, selection.countType, 'selection.countType', flaw);
  const storageClass =
    selection.storageClass === undefined
      ? undefined
      : oneOf(storageClasses, selection.storageClass, 'selection.storageClass', flaw);
  if (!isCount(countNumber))
    throw flaw('selection.countNumber', `${shown(countNumber)} is no whole number above 0`);
  const counts = countType === 'imageCountMoreThan';
  if (counts && countUnit !== undefined) throw flaw('selection.countUnit', `${countType} has none`);
  if (!counts && countUnit !== 'days')
    throw flaw('selection.countUnit', `with ${countType} it has to be "days"`);
  if (countType === 'sinceImageTransitioned' && storageClass !== 'archive') {
    throw flaw('selection.storageClass', `with ${countType} it has to be "archive"`);
  }
  if (countType === 'sinceImageTransitioned' && countNumber < leastArchivedDays) {
    throw flaw('selection.countNumber', `what was archived is kept for ${leastArchivedDays} days at least`);
  }
  return {
    tagStatus,
    ...checkTags(selection, tagStatus === 'tagged', flaw),
    ...(storageClass && { storageClass }),
    countType,
    ...(!counts && { countUnit: 'days' }),
    countNumber,
  };
}

/** Patterns or prefixes: one of the two where the rule is about tagged images, and neither elsewhere. */
function checkTags(
  { tagPatternList, tagPrefixList }: Members,
  isTagged: boolean,
  flaw: Flaw,
): Pick<Selection, 'tagPatternList' | 'tagPrefixList'> {
  const lists = { tagPatternList, tagPrefixList };
  const given = Object.entries(lists).filter(([, list]) => list !== undefined);
  const [first, second] = given;
  if (second) throw flaw('selection', 'tagPatternList and tagPrefixList exclude each other');
  if (!first && isTagged) throw flaw('selection', 'with tagStatus tagged there has to be a tagPatternList');
  if (!first) return {};
  const [name, list] = first;
  if (!isTagged) throw flaw(`selection.${name}`, 'it goes with tagStatus tagged alone');
  if (!isTexts(list) || list.length === 0) throw flaw(`selection.${name}`, 'it is no list of texts');
  const wild = list.find((text) => text.split('*').length - 1 > mostWildcards);
  if (name === 'tagPatternList' && wild !== undefined) {
    throw flaw(`selection.${name}`, `"${wild}" has more than ${mostWildcards} wildcards`);
  }
  return { [name]: list };
}

function checkAction(
  value: unknown,
  { countType, storageClass }: Selection,
  flaw: Flaw,
): LifecycleRule['action'] {
  const { type, targetStorageClass } = members(value, 'action', ['type', 'targetStorageClass'], flaw);
  const known = oneOf(['expire', 'transition'] as const, type, 'action.type', flaw);
  if (known === 'expire' && countType === 'sinceImagePulled') {
    throw flaw('action.type', 'sinceImagePulled goes with "transition" alone');
  }
  if (known === 'expire' && targetStorageClass !== undefined) {
    throw flaw('action.targetStorageClass', 'it goes with "transition" alone');
  }
  if (known === 'expire') return { type: known };
  if (targetStorageClass !== 'archive') {
    throw flaw('action.targetStorageClass', 'with "transition" it has to be "archive"');
  }
  if (countType === 'sinceImageTransitioned' || storageClass === 'archive') {
    throw flaw('action.type', 'what is archived can only "expire"');
  }
  return { type: known, targetStorageClass };
}

/** The members of an object that has no others than these. */
function members(value: unknown, field: string, names: readonly string[], flaw: Flaw): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw flaw(field, 'it is no JSON object');
  const stray = Object.keys(value).find((key) => !names.includes(key));
  if (stray !== undefined) throw flaw(field, `"${stray}" is none of ${names.join(', ')}`);
  return { ...value };
}

function oneOf<Choice extends string>(
  choices: readonly Choice[],
  value: unknown,
  field: string,
  flaw: Flaw,
): Choice {
  const known = choices.find((choice) => choice === value);
  if (known !== undefined) return known;
  throw flaw(field, `${shown(value)} is none of ${choices.join(', ')}`);
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '');
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
