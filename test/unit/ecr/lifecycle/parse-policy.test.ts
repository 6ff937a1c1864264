import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../../src/ecr/lifecycle/parse-policy.ts';
import { isSamePolicy, ruleWords } from '../../../../src/ecr/lifecycle/policy.ts';
import { wantedPolicy } from '../../../../src/ecr/lifecycle/wanted.ts';
import { Failure } from '../../../../src/failure.ts';

type Parts = { selection?: object; action?: object } & Record<string, unknown>;

const untagged = { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 };
const any = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 9 };
const tagged = { ...any, tagStatus: 'tagged', tagPatternList: ['v*'] };
const pulled = { ...untagged, countType: 'sinceImagePulled' };
const archived = {
  ...untagged,
  countType: 'sinceImageTransitioned',
  storageClass: 'archive',
  countNumber: 90,
};
const toArchive = { type: 'transition', targetStorageClass: 'archive' };

function rule(rulePriority: unknown, selection: object, more: Parts = {}) {
  return { rulePriority, selection, action: { type: 'expire' }, ...more };
}

const parse = (...rules: object[]) => parsePolicy(JSON.stringify({ rules }), '--file');

it.each([
  [rule(1, untagged), 'images without a tag expire 7 days after they were pushed'],
  [rule(1, any), 'of all images all but the newest 9 expire'],
  [rule(1, tagged), 'of images tagged v* all but the newest 9 expire'],
  [rule(1, { ...tagged, tagPatternList: ['*'] }), 'of images with a tag all but the newest 9 expire'],
  [
    rule(1, { ...any, tagStatus: 'tagged', tagPrefixList: ['v', 'r'] }),
    'of images tagged v* and r* all but the newest 9 expire',
  ],
  [
    rule(1, pulled, { action: toArchive }),
    'images without a tag are archived 7 days after they were last pulled',
  ],
  [rule(1, archived), 'archived images without a tag expire 90 days after they were archived'],
])('takes %o', (one, words) => {
  expect(parse(one).rules.map(ruleWords)).toEqual([words]);
});

describe('names the rule and the field', () => {
  it.each<[string, object[]]>([
    ['rule 1, rulePriority: 0 is no whole number', [rule(0, any)]],
    ['rule 1, rulePriority: "1" is no whole number', [rule('1', any)]],
    ['rule 2, rulePriority: 1 is that of rule 1', [rule(1, untagged), rule(1, any)]],
    [
      'rule 1, rulePriority: a rule about any image has to come last, and 2',
      [rule(1, any), rule(2, untagged)],
    ],
    ['rule 1, selection.tagStatus: two rules are about untagged', [rule(1, untagged), rule(2, untagged)]],
    ['rule 1, selection.tagStatus: "none" is none of', [rule(1, { ...any, tagStatus: 'none' })]],
    ['rule 1, selection.countType: nothing is none of', [rule(1, { tagStatus: 'any', countNumber: 3 })]],
    ['rule 1, selection.countNumber: 0 is', [rule(1, { ...any, countNumber: 0 })]],
    ['rule 1, selection.countNumber: 1.5 is', [rule(1, { ...any, countNumber: 1.5 })]],
    ['rule 1, selection.countUnit: imageCountMoreThan has none', [rule(1, { ...any, countUnit: 'days' })]],
    [
      'rule 1, selection.countUnit: with sinceImagePushed it has to be',
      [rule(1, { ...untagged, countUnit: 'hours' })],
    ],
    ['rule 1, selection: "countNumbr" is none of', [rule(1, { ...any, countNumbr: 3 })]],
    ['rule 1, the rule: "priority" is none of', [rule(1, any, { priority: 1 })]],
    ['rule 1, selection: with tagStatus tagged there has to be', [rule(1, { ...any, tagStatus: 'tagged' })]],
    [
      'rule 1, selection: tagPatternList and tagPrefixList exclude',
      [rule(1, { ...tagged, tagPrefixList: ['v'] })],
    ],
    [
      'rule 1, selection.tagPatternList: it goes with tagStatus tagged',
      [rule(1, { ...tagged, tagStatus: 'any' })],
    ],
    ['rule 1, selection.tagPatternList: it is no list', [rule(1, { ...tagged, tagPatternList: [] })]],
    [
      'rule 1, selection.tagPatternList: "*a*b*c*d*" has more',
      [rule(1, { ...tagged, tagPatternList: ['*a*b*c*d*'] })],
    ],
    ['rule 1, selection.storageClass: "cold" is none of', [rule(1, { ...any, storageClass: 'cold' })]],
    [
      'rule 1, selection.storageClass: with sinceImageTransitioned',
      [rule(1, { ...archived, storageClass: 'standard' })],
    ],
    ['rule 1, selection.countNumber: what was archived is kept', [rule(1, { ...archived, countNumber: 89 })]],
    ['rule 1, action.type: sinceImagePulled goes with', [rule(1, pulled)]],
    ['rule 1, action.type: "delete" is none of', [rule(1, any, { action: { type: 'delete' } })]],
    [
      'rule 1, action.targetStorageClass: with "transition"',
      [rule(1, any, { action: { type: 'transition' } })],
    ],
    ['rule 1, action: it is no JSON object', [{ rulePriority: 1, selection: any }]],
    ['"rules" is not a list of 1 to 50', []],
    ['"rules" is not a list of 1 to 50', Array.from({ length: 51 }, (_, index) => rule(index + 1, tagged))],
  ])('%s', (message, rules) => {
    expect(() => parse(...rules)).toThrow(Failure);
    expect(() => parse(...rules)).toThrow(`--file: ${message}`);
  });

  it.each([
    ['{', 'it is no JSON'],
    ['[]', 'it is no JSON object'],
    ['{"rules": [], "Version": 1}', '"Version" is no field of a policy'],
  ])('of %s', (text, message) => {
    expect(() => parsePolicy(text, '--file')).toThrow(message);
  });
});

describe('flags', () => {
  const flags = { keep: undefined, untagged: undefined, file: undefined };

  it('make a policy that ECR takes', () => {
    const policy = wantedPolicy({ ...flags, keep: 10, untagged: 7 * 86_400 });
    expect(policy?.rules.map(ruleWords)).toEqual([
      'images without a tag expire 7 days after they were pushed',
      'of images with a tag all but the newest 10 expire',
    ]);
    expect(parsePolicy(JSON.stringify(policy), '--file')).toEqual(policy);
  });

  it('of one day and of none', () => {
    expect(wantedPolicy({ ...flags, untagged: 86_400 })?.rules.map(ruleWords)).toEqual([
      'images without a tag expire 1 day after they were pushed',
    ]);
    expect(wantedPolicy(flags)).toBeUndefined();
    expect(() => wantedPolicy({ ...flags, untagged: 90_000 })).toThrow('whole days');
    expect(() => wantedPolicy({ ...flags, keep: 1, file: '{}' })).toThrow('--file is a whole policy');
  });
});

it('the same policy is told from another, however it is written down', () => {
  const one = parse(rule(1, untagged), rule(2, any));
  const { countNumber, ...rest } = any;
  expect(isSamePolicy(one, parse(rule(2, { countNumber, ...rest }), rule(1, untagged)))).toBe(true);
  expect(isSamePolicy(one, parse(rule(1, untagged), rule(2, { ...any, countNumber: 8 })))).toBe(false);
});
