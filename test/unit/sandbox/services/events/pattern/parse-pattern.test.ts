import { describe, expect, it } from 'vitest';
import { parsePattern } from '../../../../../../src/sandbox/services/events/pattern/parse-pattern.ts';
import { refusal } from '../../../world/practice-world.ts';

/** What is wrong with `detail.value` in a pattern, and what AWS says of it. */
const values: readonly (readonly [value: unknown, reason: string])[] = [
  ['running', '"value" must be an object or an array'],
  [null, '"value" must be an object or an array'],
  [{}, 'Empty objects are not allowed'],
  [[], 'Empty arrays are not allowed'],
  [[['a']], 'Match value must be String, number, true, false, or null'],
  [[{}], 'Match expression name not found'],
  [[{ EXISTS: true }], 'Unrecognized match type EXISTS'],
  [[{ prefix: 'a', suffix: 'b' }], 'Only one key allowed in match expression'],
  [[{ prefix: 123 }], 'prefix match pattern must be a string'],
  [[{ prefix: ['a'] }], 'prefix match pattern must be a string'],
  [[{ prefix: { wildcard: 'a' } }], 'Unsupported prefix pattern: wildcard'],
  [[{ prefix: { 'equals-ignore-case': ['a'] } }], 'equals-ignore-case match pattern must be a string'],
  [[{ suffix: 123 }], 'suffix match pattern must be a string'],
  [[{ suffix: {} }], 'Suffix expression name not found'],
  [[{ suffix: { 'equals-ignore-case': 'a', prefix: 'b' } }], 'Only one key allowed in match expression'],
  [[{ 'equals-ignore-case': ['a'] }], 'equals-ignore-case match pattern must be a string'],
  [[{ 'equals-ignore-case': { prefix: 'a' } }], 'equals-ignore-case match pattern must be a string'],
  [[{ exists: 'true' }], 'exists match pattern must be either true or false.'],
  [[{ wildcard: 123 }], 'wildcard match pattern must be a string'],
  [[{ wildcard: ['a*'] }], 'wildcard match pattern must be a string'],
  [[{ wildcard: 'arn:aws:events:us-east-1:**' }], 'Consecutive wildcard characters at pos 26'],
  [[{ wildcard: 'é**' }], 'Consecutive wildcard characters at pos 3'],
  [[{ wildcard: 'a\\b' }], 'Invalid escape character at pos 2'],
  [[{ cidr: ['10.0.0.0/8'] }], 'prefix match pattern must be a string'],
  [[{ cidr: '10.0.0.1' }], "Malformed CIDR, one '/' required"],
  [[{ cidr: '10.0.0.0/8/8' }], "Malformed CIDR, one '/' required"],
  [[{ cidr: '10.0.0.0/xx' }], 'Malformed CIDR, mask bits must be an integer'],
  [[{ cidr: '10.0.0.0/-1' }], 'Malformed CIDR, mask bits must not be negative'],
  [[{ cidr: '10.0.0.0/32' }], 'IPv4 mask bits must be < 32'],
  [[{ cidr: '2001:db8::/128' }], 'IPv6 mask bits must be < 128'],
  [[{ cidr: 'xx.11.xx/8' }], 'Nonstandard IP address: xx.11.xx'],
  [[{ cidr: '300.0.0.1/8' }], 'Invalid IP address: 300.0.0.1'],
  [[{ numeric: '>0' }], 'Value of numeric must be an array.'],
  [[{ numeric: [] }], 'Invalid member in numeric match: ]'],
  [[{ numeric: [5] }], 'Invalid member in numeric match: 5'],
  [[{ numeric: ['!=', 5] }], 'Unrecognized numeric range operator: !='],
  [[{ numeric: ['=', '5'] }], 'Value of equals must be numeric'],
  [[{ numeric: ['=', 5, 6] }], 'Too many elements in numeric expression'],
  [[{ numeric: ['<', 5, '>', 0] }], 'Too many elements in numeric expression'],
  [[{ numeric: ['>', 0, 5] }], 'Bad value in numeric range: 5'],
  [[{ numeric: ['>', 0, '>', 0] }], 'Bad numeric range operator: >'],
  [[{ numeric: ['>', 0, '<'] }], 'Value of < must be numeric'],
  [[{ numeric: ['>', 0, '<', 5, 6] }], 'Too many terms in numeric range expression'],
  [[{ numeric: ['>', 5, '<', 5] }], 'Bottom must be less than top'],
  [[{ numeric: ['<', 5.1e9] }], 'Value must be between -5.0E9 and 5.0E9, inclusive'],
  [[{ 'anything-but': true }], 'Value of anything-but must be an array or single string/number value.'],
  [[{ 'anything-but': ['a', null] }], 'Inside anything but list, start|null|boolean is not supported.'],
  [
    [{ 'anything-but': ['a', 1] }],
    'Inside anything but list, either all values are number or string, mixed type is not supported',
  ],
  [[{ 'anything-but': {} }], 'Anything-But expression name not found'],
  [[{ 'anything-but': { numeric: ['>', 0] } }], 'Unsupported anything-but pattern: numeric'],
  [
    [{ 'anything-but': { prefix: { 'equals-ignore-case': 'a' } } }],
    'Value of anything-but must be an array or single string/number value.',
  ],
  [[{ 'anything-but': { prefix: 123 } }], 'prefix/suffix match pattern must be a string'],
  [[{ 'anything-but': { suffix: ['a', 1] } }], 'prefix/suffix match pattern must be a string'],
  [[{ 'anything-but': { prefix: '' } }], 'Null prefix/suffix not allowed'],
  [[{ 'anything-but': { wildcard: [1] } }], 'wildcard match pattern must be a string'],
  [[{ 'anything-but': { wildcard: 'a**' } }], 'Consecutive wildcard characters at pos 2'],
  [
    [{ 'anything-but': { 'equals-ignore-case': 123 } }],
    'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
  ],
  [[{ 'anything-but': { prefix: 'a', suffix: 'b' } }], 'Too many elements in numeric expression'],
];

const wholes: readonly (readonly [text: string, reason: string])[] = [
  ['{', 'Filter is not valid JSON'],
  ['["aws.ecs"]', 'Filter is not an object'],
  ['{}', 'Empty objects are not allowed'],
  ['{"$or":{"a":[1]}}', 'It must be an Array followed with $or.'],
  ['{"$or":[{"a":[1]}]}', 'There must have at least 2 Objects in $or relationship.'],
  ['{"$or":[{"a":[1]},"b"]}', 'Only JSON object is allowed in array of $or relationship.'],
  ['{"$or":[{"a":[1]},{}]}', 'Empty objects are not allowed'],
  [
    '{"$or":[{"a":[1]},{"prefix":["b"]}]}',
    'prefix is Ruler reserved fieldName which cannot be used inside $or.',
  ],
];

function refused(text: string): string {
  return refusal(() => parsePattern(text));
}

describe('a pattern is refused', () => {
  it.each(values)('where a value is %j', (value, reason) => {
    const text = JSON.stringify({ detail: { value } });
    expect(refused(text)).toBe(`InvalidEventPatternException: Event pattern is not valid. Reason: ${reason}`);
  });

  it.each(wholes)('where it is %s', (text, reason) => {
    expect(refused(text)).toBe(`InvalidEventPatternException: Event pattern is not valid. Reason: ${reason}`);
  });

  it('where the branches of $or come to more than 1,000 combinations', () => {
    const branches = { $or: [{ a: [1] }, { b: [1] }] };
    const withBranches = (count: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, key) => [`k${key}`, branches])));
    expect(parsePattern(withBranches(9)).alternatives).toHaveLength(512);
    expect(refused(withBranches(40))).toMatch(/^LimitExceededException: /);
  });
});
