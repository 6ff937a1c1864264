import { describe, expect, it } from 'vitest';
import { ListExports } from '../../../../../src/sandbox/services/cloudformation/exports.ts';
import { plantStack } from '../../../../../src/sandbox/services/cloudformation/planting.ts';
import {
  DescribeStackEvents,
  DescribeStackResources,
  ListStackResources,
} from '../../../../../src/sandbox/services/cloudformation/resources-read.ts';
import { UpdateTerminationProtection } from '../../../../../src/sandbox/services/cloudformation/stacks.ts';
import {
  DescribeStacks,
  ListStacks,
} from '../../../../../src/sandbox/services/cloudformation/stacks-read.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const practice = new PracticeWorld();

/** Far more alarms than a page holds; that they are not there does not matter for reading. */
const alarms = Array.from({ length: 130 }, (_, index) => ({
  logicalId: `Alarm${index}`,
  type: 'AWS::CloudWatch::Alarm',
  physicalId: `alarm-${index}`,
}));
const big = plantStack(practice.call, { name: 'big', resources: alarms });
for (let index = 0; index < 120; index += 1) {
  plantStack(practice.call, {
    name: `small-${index}`,
    resources: [],
    exports: { [`export-${index}`]: `${index}` },
  });
}

describe('what does not fit on a page', () => {
  it.each<
    [string, (NextToken?: string) => { NextToken?: string | undefined; items: unknown[] | undefined }, number]
  >([
    [
      'resources',
      (NextToken) => {
        const answer = ListStackResources({ StackName: 'big', NextToken }, practice.call);
        return { ...answer, items: answer.StackResourceSummaries };
      },
      130,
    ],
    [
      'events',
      (NextToken) => {
        const answer = DescribeStackEvents({ StackName: big, NextToken }, practice.call);
        return { ...answer, items: answer.StackEvents };
      },
      132,
    ],
    [
      'stacks',
      (NextToken) => {
        const answer = DescribeStacks({ NextToken }, practice.call);
        return { ...answer, items: answer.Stacks };
      },
      121,
    ],
    [
      'summaries',
      (NextToken) => {
        const answer = ListStacks({ NextToken }, practice.call);
        return { ...answer, items: answer.StackSummaries };
      },
      121,
    ],
    [
      'exports',
      (NextToken) => {
        const answer = ListExports({ NextToken }, practice.call);
        return { ...answer, items: answer.Exports };
      },
      120,
    ],
  ])('comes on the next: %s', (_what, ask, count) => {
    const first = ask();
    const second = ask(first.NextToken);
    expect(first.items).toHaveLength(100);
    expect(second.items).toHaveLength(count - 100);
    expect(second.NextToken).toBeUndefined();
    expect(refusal(() => ask('guess'))).toBe('ValidationError: Invalid NextToken');
  });
});

describe('a stack’s resources', () => {
  it('are a hundred at most in a description', () => {
    expect(DescribeStackResources({ StackName: 'big' }, practice.call).StackResources).toHaveLength(100);
  });

  it('tell which stack a thing belongs to', () => {
    const { StackResources } = DescribeStackResources(
      { PhysicalResourceId: 'alarm-7', LogicalResourceId: 'Alarm7' },
      practice.call,
    );
    expect(StackResources).toEqual([
      expect.objectContaining({ StackId: big, StackName: 'big', LogicalResourceId: 'Alarm7' }),
    ]);
  });

  it('are asked for by a stack or by a thing, not by both', () => {
    for (const input of [{}, { StackName: 'big', PhysicalResourceId: 'alarm-7' }]) {
      expect(refusal(() => DescribeStackResources(input, practice.call))).toMatch(/^ValidationError: Either/);
    }
  });
});

describe('a stack that is not there', () => {
  it.each<[string, () => unknown, string]>([
    [
      'DescribeStacks',
      () => DescribeStacks({ StackName: 'no' }, practice.call),
      'Stack with id no does not exist',
    ],
    [
      'ListStackResources',
      () => ListStackResources({ StackName: 'no' }, practice.call),
      'Stack with id no does not exist',
    ],
    [
      'DescribeStackEvents',
      () => DescribeStackEvents({ StackName: 'no' }, practice.call),
      'Stack [no] does not exist',
    ],
    [
      'UpdateTerminationProtection',
      () =>
        UpdateTerminationProtection({ StackName: 'no', EnableTerminationProtection: true }, practice.call),
      'Stack [no] does not exist',
    ],
  ])('is a ValidationError of %s', (_operation, attempt, message) => {
    expect(refusal(attempt)).toBe(`ValidationError: ${message}`);
  });
});
