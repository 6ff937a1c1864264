import { describe, expect, it } from 'vitest';
import {
  isMet,
  resolve,
  type Scope,
} from '../../../../../src/sandbox/services/cloudformation/template/intrinsics.ts';
import { parseTemplate } from '../../../../../src/sandbox/services/cloudformation/template/parse.ts';
import { dependenciesOf } from '../../../../../src/sandbox/services/cloudformation/template/references.ts';
import type { Value } from '../../../../../src/sandbox/services/cloudformation/template/template.ts';
import { refusal } from '../../world/practice-world.ts';

/** A property of a resource as YAML has it, but for the `$` of a placeholder, which is written `#` here. */
function written(yaml: string, rest = ''): { scope: Scope; value: Value } {
  const property = yaml.replaceAll('#', '$');
  const template = parseTemplate(
    `Resources: { A: { Type: T, Properties: { Value: ${property} } }, B: { Type: T } }\n${rest}`,
  );
  const scope: Scope = {
    template,
    reference: (name) => ({ Name: 'shop', B: 'b-1', Zones: ['a', 'b'], Empty: '' })[name],
    attribute: (logicalId, attribute) =>
      logicalId === 'B' && attribute === 'Endpoint.Port'
        ? 80
        : logicalId === 'B'
          ? `arn:b/${attribute}`
          : undefined,
    importValue: (name) => (name === 'shop-vpc' ? 'vpc-1' : undefined),
    zones: () => ['us-east-1a', 'us-east-1b'],
  };
  return { scope, value: template.resources.A?.properties.Value ?? null };
}

function resolved(yaml: string, rest?: string): Value | undefined {
  const { scope, value } = written(yaml, rest);
  return resolve(value, scope);
}

describe('a function of a template', () => {
  it.each<[string, Value | undefined]>([
    ['!Ref Name', 'shop'],
    ['{ Ref: B }', 'b-1'],
    ['!Ref AWS::NoValue', undefined],
    ['[1, !Ref AWS::NoValue, 2]', [1, 2]],
    ['{ Kept: 1, Gone: !Ref AWS::NoValue }', { Kept: 1 }],
    ['!GetAtt B.Arn', 'arn:b/Arn'],
    ['!GetAtt B.Endpoint.Port', 80],
    ['!GetAtt [B, Arn]', 'arn:b/Arn'],
    ['{ "Fn::GetAtt": [B, Arn] }', 'arn:b/Arn'],
    ['{ "Fn::GetAtt": B.Arn }', 'arn:b/Arn'],
    ["!Sub '#{Name}/#{B}/#{B.Arn}/#{!Name}'", 'shop/b-1/arn:b/Arn/#{Name}'.replace('#', '$')],
    ["!Sub ['#{Name}-#{Own}', { Own: !Ref B }]", 'shop-b-1'],
    ["!Join ['-', [a, !Ref Name, 3]]", 'a-shop-3'],
    ["!Join [',', !Ref Zones]", 'a,b'],
    ["!Join ['', !Split ['-', a-b-c]]", 'abc'],
    ['!Select [1, !Ref Zones]', 'b'],
    ["!Select ['0', !GetAZs '']", 'us-east-1a'],
    ["!Split [',', 'a,b']", ['a', 'b']],
    ['!ImportValue shop-vpc', 'vpc-1'],
    ["!ImportValue { 'Fn::Sub': '#{Name}-vpc' }", 'vpc-1'],
    ['!Base64 shop', 'c2hvcA=='],
    ['{ Plain: true, Number: 1.5, Nothing: null }', { Plain: true, Number: 1.5, Nothing: null }],
  ])('%s', (yaml, value) => {
    expect(resolved(yaml)).toEqual(value);
  });

  it.each<[string, RegExp]>([
    ['!Ref Nobody', /Unresolved resource dependencies \[Nobody\]/],
    ['!GetAtt A.Arn', /resource A of type T does not support attribute type Arn in Fn::GetAtt/],
    ['!ImportValue other', /^ValidationError: No export named other found\./],
    ['!Select [5, [a]]', /cannot select nonexistent value at index 5/],
    ['!FindInMap [Sizes, none, Cpu]', /Unable to get mapping for Sizes::none::Cpu/],
    ["!Join ['', text]", /a list is expected/],
    ["{ 'Fn::Length': [1] }", /Fn::Length is not in the sandbox/],
  ])('that cannot be carried out says so: %s', (yaml, words) => {
    expect(refusal(() => resolved(yaml))).toMatch(words);
  });
});

describe('a condition', () => {
  const conditions = `
Mappings: { Sizes: { small: { Cpu: 256 } } }
Conditions:
  IsShop: !Equals [!Ref Name, shop]
  IsNot: !Not [!Condition IsShop]
  Both: !And [!Condition IsShop, !Condition IsNot]
  Either: !Or [!Condition IsShop, !Equals [a, b]]
  Wrong: [IsShop]`;

  it.each([
    ['IsShop', true],
    ['IsNot', false],
    ['Both', false],
    ['Either', true],
  ])('holds or not: %s', (name, holds) => {
    expect(isMet(name, written('1', conditions).scope)).toBe(holds);
  });

  it('chooses between values', () => {
    expect(resolved('!If [IsShop, !FindInMap [Sizes, small, Cpu], 2]', conditions)).toBe(256);
    expect(resolved('!If [IsNot, 1, !Ref AWS::NoValue]', conditions)).toBeUndefined();
  });

  it('that is none, or is not there, says so', () => {
    expect(refusal(() => resolved('!If [Nothing, 1, 2]', conditions))).toMatch(
      /Unresolved condition dependency Nothing/,
    );
    expect(refusal(() => resolved('!If [Wrong, 1, 2]', conditions))).toMatch(
      /can only be boolean operations/,
    );
  });
});

describe('what a resource depends on', () => {
  it.each<[string, string[]]>([
    ['!Ref B', ['B']],
    ['{ Deep: [{ Down: !GetAtt B.Arn }] }', ['B']],
    ["!Sub '#{B.Arn} #{!B}'", ['B']],
    ["!Sub ['#{B}', { B: own }]", []],
    ["!Sub ['#{Own}', { Own: !Ref B }]", ['B']],
    ['!Ref AWS::Region', []],
    ['B', []],
  ])('%s', (yaml, names) => {
    const { template } = written(yaml).scope;
    const resource = template.resources.A;
    expect(resource && dependenciesOf(resource, template)).toEqual(names);
  });
});

describe('a template', () => {
  it.each<[string, string, RegExp]>([
    [
      'a resource without a type',
      'Resources: { A: {} }',
      /Every Resources object must contain a Type member/,
    ],
    ['a name that is none', 'Resources: { A-B: { Type: T } }', /Resource name A-B is non alphanumeric/],
    [
      'a deletion policy that is none',
      'Resources: { A: { Type: T, DeletionPolicy: Keep } }',
      /Unrecognized DeletionPolicy Keep for resource A/,
    ],
    [
      'an output without a value',
      'Resources: { A: { Type: T } }\nOutputs: { O: {} }',
      /Output O is malformed/,
    ],
    [
      'a parameter without a type',
      'Resources: { A: { Type: T } }\nParameters: { P: {} }',
      /Every Parameters object must contain a Type member; P has none/,
    ],
  ])('is refused with %s', (_what, text, words) => {
    expect(refusal(() => parseTemplate(text))).toMatch(words);
  });
});
