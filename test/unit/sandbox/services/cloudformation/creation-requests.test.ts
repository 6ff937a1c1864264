import { describe, expect, it } from 'vitest';
import { CreateStack } from '../../../../../src/sandbox/services/cloudformation/stacks.ts';
import { DescribeStacks } from '../../../../../src/sandbox/services/cloudformation/stacks-read.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

function create(practice: PracticeWorld, resources: object, rest: object = {}, input: object = {}): string {
  const TemplateBody = JSON.stringify({ Resources: resources, ...rest });
  return CreateStack({ StackName: 'small', TemplateBody, ...input }, practice.call).StackId ?? '';
}

describe('a request for a stack', () => {
  const practice = new PracticeWorld();
  const one = { Jobs: { Type: 'AWS::SQS::Queue' } };
  const text = (template: object) => JSON.stringify(template);
  create(practice, one, {}, { StackName: 'taken', ClientRequestToken: 'first' });

  it('is the same with the same token', () => {
    const again = create(practice, one, {}, { StackName: 'taken', ClientRequestToken: 'first' });
    expect(again).toBe(DescribeStacks({ StackName: 'taken' }, practice.call).Stacks?.[0]?.StackId);
  });

  it.each<[string, object, RegExp]>([
    [
      'a name that is taken',
      { StackName: 'taken' },
      /^AlreadyExistsException: Stack \[taken\] already exists$/,
    ],
    [
      'a name that is none',
      { StackName: '1st' },
      /^ValidationError: 1 validation error detected: Value '1st'/,
    ],
    ['no template', { TemplateBody: undefined }, /Either Template URL or Template Body must be specified/],
    ['a text that is none', { TemplateBody: 'just words' }, /Template format error: unsupported structure/],
    ['broken YAML', { TemplateBody: 'Resources: [' }, /YAML not well-formed\. \(line 1, column/],
    ['no resources', { TemplateBody: '{}' }, /At least one Resources member must be defined/],
    [
      'an unknown type',
      { TemplateBody: text({ Resources: { A: { Type: 'AWS::X::Y' } } }) },
      /Unrecognized resource types: \[AWS::X::Y\]/,
    ],
    [
      'a reference to nothing',
      {
        TemplateBody: text({
          Resources: { A: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'B' } } } },
        }),
      },
      /Unresolved resource dependencies \[B\] in the Resources block/,
    ],
    [
      'a circle',
      {
        TemplateBody: text({
          Resources: {
            A: { Type: 'AWS::SQS::Queue', DependsOn: 'B' },
            B: { Type: 'AWS::SQS::Queue', DependsOn: ['A'] },
          },
        }),
      },
      /Circular dependency between resources: \[A, B\]/,
    ],
    [
      'roles without being allowed to make them',
      { TemplateBody: text({ Resources: { A: { Type: 'AWS::IAM::Role' } } }) },
      /^InsufficientCapabilitiesException: Requires capabilities : \[CAPABILITY_IAM\]/,
    ],
    [
      'a role of a chosen name with too little',
      {
        TemplateBody: text({ Resources: { A: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'x' } } } }),
        Capabilities: ['CAPABILITY_IAM'],
      },
      /\[CAPABILITY_NAMED_IAM\]/,
    ],
    [
      'a parameter without a value',
      { TemplateBody: text({ Parameters: { P: { Type: 'String' } }, Resources: one }) },
      /Parameters: \[P\] must have values/,
    ],
    [
      'a parameter that is unknown',
      { Parameters: [{ ParameterKey: 'Q', ParameterValue: '1' }] },
      /Parameters: \[Q\] do not exist in the template/,
    ],
    [
      'a value that is not allowed',
      {
        TemplateBody: text({ Parameters: { P: { Type: 'String', AllowedValues: ['a'] } }, Resources: one }),
        Parameters: [{ ParameterKey: 'P', ParameterValue: 'b' }],
      },
      /Parameter 'P' must be one of AllowedValues/,
    ],
  ])('is refused for %s', (_what, input, words) => {
    expect(refusal(() => create(practice, one, {}, input))).toMatch(words);
  });
});
