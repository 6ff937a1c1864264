import type { AwsError } from '../../../service.ts';
import { invalidParameter } from '../lookup.ts';

/** One rule of a lifecycle policy, checked. */
export interface LifecycleRule {
  readonly rulePriority: number;
  readonly selection: Selection;
  readonly action: 'expire' | 'transition';
}

export interface Selection {
  readonly tagStatus: 'tagged' | 'untagged' | 'any';
  /** What the tags of an image must match, each one of them by some tag. */
  readonly tagPatterns: readonly RegExp[];
  readonly storageClass: 'standard' | 'archive';
  readonly countType: (typeof countTypes)[number];
  readonly countNumber: number;
}

const countTypes = [
  ...(['imageCountMoreThan', 'sinceImagePushed', 'sinceImagePulled', 'sinceImageTransitioned'] as const),
];
const MOST_RULES = 50;
const MOST_WILDCARDS = 4;
const LEAST_ARCHIVED_DAYS = 90;
const [LEAST_CHARACTERS, MOST_CHARACTERS] = [100, 30_720];

type Json = Readonly<Record<string, unknown>>;

/**
 * The rules of a policy, the first to apply first. Throws InvalidParameterException for what is no such policy.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function parseLifecyclePolicy(text: string): LifecycleRule[] {
  if (text.length < LEAST_CHARACTERS || text.length > MOST_CHARACTERS) {
    const constraint = `Member must have length from ${LEAST_CHARACTERS} to ${MOST_CHARACTERS}`;
    throw invalidParameter('LifecyclePolicyText', constraint);
  }
  const { rules } = parseJson(text);
  if (!Array.isArray(rules) || rules.length === 0 || rules.length > MOST_RULES) {
    throw invalid(`there must be 1 to ${MOST_RULES} rules`);
  }
  const parsed = rules.map((rule) => parseRule(record(rule, 'rule')));
  parsed.sort((a, b) => a.rulePriority - b.rulePriority);
  refuseContradictions(parsed);
  return parsed;
}

function parseRule({ rulePriority, selection, action }: Json): LifecycleRule {
  if (!isCount(rulePriority)) throw invalid('rulePriority must be a whole number above 0');
  const { type, targetStorageClass } = record(action, 'action');
  if (type !== 'expire' && type !== 'transition') throw invalid('action type must be expire or transition');
  if ((type === 'transition') !== (targetStorageClass === 'archive')) {
    throw invalid('targetStorageClass archive belongs to the action transition');
  }
  const selected = parseSelection(record(selection, 'selection'));
  const { countType, storageClass, countNumber } = selected;
  if (countType === 'sinceImagePulled' && type !== 'transition') {
    throw invalid('sinceImagePulled belongs to the action transition');
  }
  if (countType === 'sinceImageTransitioned' && (storageClass !== 'archive' || type !== 'expire')) {
    throw invalid('sinceImageTransitioned belongs to storageClass archive and the action expire');
  }
  if (countType === 'sinceImageTransitioned' && countNumber < LEAST_ARCHIVED_DAYS) {
    throw invalid(`sinceImageTransitioned must be at least ${LEAST_ARCHIVED_DAYS} days`);
  }
  return { rulePriority, selection: selected, action: type };
}

function parseSelection(selection: Json): Selection {
  const { tagStatus, countType, countUnit, countNumber, storageClass = 'standard' } = selection;
  if (tagStatus !== 'tagged' && tagStatus !== 'untagged' && tagStatus !== 'any') {
    throw invalid('tagStatus must be tagged, untagged or any');
  }
  const known = countTypes.find((one) => one === countType);
  if (!known) throw invalid(`countType must be one of ${countTypes.join(', ')}`);
  if ((countUnit === 'days') !== known.startsWith('since')) {
    throw invalid('countUnit days belongs to the count types since…');
  }
  if (!isCount(countNumber)) throw invalid('countNumber must be a whole number above 0');
  if (storageClass !== 'standard' && storageClass !== 'archive') {
    throw invalid('storageClass must be standard or archive');
  }
  const tagPatterns = parseTags(selection, tagStatus === 'tagged');
  return { tagStatus, tagPatterns, storageClass, countType: known, countNumber };
}

/** Prefixes or patterns, one of the two and only for tagged images. */
function parseTags({ tagPrefixList, tagPatternList }: Json, isTagged: boolean): RegExp[] {
  const [prefixes, patterns] = [texts(tagPrefixList), texts(tagPatternList)];
  if (prefixes.length > 0 === patterns.length > 0 ? isTagged : !isTagged) {
    throw invalid('tagPrefixList or tagPatternList is needed with tagStatus tagged, and only there');
  }
  if (patterns.some((pattern) => pattern.split('*').length - 1 > MOST_WILDCARDS)) {
    throw invalid(`a tag pattern can have ${MOST_WILDCARDS} wildcards`);
  }
  return [...prefixes.map((prefix) => `${prefix}*`), ...patterns].map((pattern) => {
    const pieces = pattern.split('*').map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${pieces.join('.*')}$`);
  });
}

function refuseContradictions(rules: readonly LifecycleRule[]): void {
  const priorities = new Set(rules.map(({ rulePriority }) => rulePriority));
  if (priorities.size < rules.length) throw invalid('rulePriority must be unique');
  for (const storageClass of ['standard', 'archive']) {
    const ofClass = rules.filter(({ selection }) => selection.storageClass === storageClass);
    const untagged = ofClass.filter(({ selection }) => selection.tagStatus === 'untagged');
    if (untagged.length > 1) throw invalid('only one rule can have tagStatus untagged');
    const any = ofClass.findIndex(({ selection }) => selection.tagStatus === 'any');
    if (any >= 0 && any < ofClass.length - 1) {
      throw invalid('the rule with tagStatus any must have the highest rulePriority');
    }
  }
}

function parseJson(text: string): Json {
  try {
    return record(JSON.parse(text), 'policy');
  } catch (error) {
    if (error instanceof SyntaxError) throw invalidParameter('LifecyclePolicyText', 'Invalid JSON syntax');
    throw error;
  }
}

function record(value: unknown, what: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw invalid(`${what} must be an object`);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function invalid(message: string): AwsError {
  return invalidParameter('LifecyclePolicyText', `Lifecycle policy validation failure: ${message}`);
}
