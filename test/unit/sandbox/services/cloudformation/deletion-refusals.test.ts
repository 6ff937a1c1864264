import { describe, expect, it } from 'vitest';
import { DeleteStack } from '../../../../../src/sandbox/services/cloudformation/delete-stack.ts';
import { ListImports } from '../../../../../src/sandbox/services/cloudformation/exports.ts';
import { CreateStack } from '../../../../../src/sandbox/services/cloudformation/stacks.ts';
import { DescribeStacks } from '../../../../../src/sandbox/services/cloudformation/stacks-read.ts';
import { CreateRole } from '../../../../../src/sandbox/services/iam/roles.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';
import { aQueue, deleteStack, eventsOf, failed, plant, statusOf } from './stacks-in-practice.ts';

describe('a stack that may not go', () => {
  it('is one that is protected, which is refused', () => {
    const practice = new PracticeWorld();
    const id = plant(practice, { resources: [aQueue(practice, 'Jobs')], terminationProtection: true });
    expect(refusal(() => DeleteStack({ StackName: 'shop' }, practice.call))).toBe(
      'ValidationError: Stack [shop] cannot be deleted while TerminationProtection is enabled',
    );
    expect(statusOf(practice, id)).toBe('CREATE_COMPLETE');
    expect(DescribeStacks({ StackName: id }, practice.call).Stacks?.[0]?.EnableTerminationProtection).toBe(
      true,
    );
  });

  it('is one whose role is gone, until another is named', () => {
    const practice = new PracticeWorld();
    const [gone, other] = ['gone', 'other'].map((name) => `arn:aws:iam::123456789012:role/${name}`);
    CreateRole({ RoleName: 'other', AssumeRolePolicyDocument: '{"Statement":[]}' }, practice.call);
    const id = plant(practice, { resources: [aQueue(practice, 'Jobs')], roleArn: gone });
    expect(refusal(() => DeleteStack({ StackName: id }, practice.call))).toBe(
      `ValidationError: Role ${gone} is invalid or cannot be assumed`,
    );
    deleteStack(practice, id, { RoleARN: other, minutes: 1 });
    expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
  });

  it('is one whose export is in use, which goes back to what it was', () => {
    const practice = new PracticeWorld();
    const exports = { 'shop-vpc': 'vpc-1' };
    const id = plant(practice, { resources: [aQueue(practice, 'Jobs')], exports });
    const users = ['one', 'two', 'three'].map((name) =>
      plant(practice, { name, resources: [], imports: ['shop-vpc'] }),
    );
    DeleteStack({ StackName: id }, practice.call);
    expect(statusOf(practice, id)).toMatch(/^DELETE_IN_PROGRESS/);
    practice.pass(10);
    const reason = 'Export shop-vpc cannot be deleted as it is in use by one, two and three';
    expect(statusOf(practice, id)).toBe(`CREATE_COMPLETE: ${reason}`);
    expect(eventsOf(practice, id).at(-1)).toMatchObject({
      ResourceStatus: 'CREATE_COMPLETE',
      ResourceStatusReason: reason,
    });
    for (const user of users) deleteStack(practice, user, { minutes: 1 });
    expect(refusal(() => ListImports({ ExportName: 'shop-vpc' }, practice.call))).toBe(
      "ValidationError: Export 'shop-vpc' is not imported by any stack.",
    );
    deleteStack(practice, id, { minutes: 1 });
    expect(statusOf(practice, id)).toBe('DELETE_COMPLETE');
  });
});

describe('a request to delete', () => {
  const practice = new PracticeWorld();
  const whole = plant(practice, { name: 'whole', resources: [aQueue(practice, 'Other')] });
  const half = failed(practice);

  it.each<[string, Parameters<typeof DeleteStack>[0], RegExp]>([
    [
      'resources to retain of a stack that has not failed',
      { StackName: whole, RetainResources: ['Other'] },
      /only when the stack is in the DELETE_FAILED state/,
    ],
    [
      'resources to retain that are gone',
      { StackName: half, RetainResources: ['Files', 'Notes'] },
      /^ValidationError: The specified resources to retain must be in a valid state/,
    ],
    [
      'resources to retain that never were',
      { StackName: half, RetainResources: ['X'] },
      /\[X\] do not exist/,
    ],
    [
      'force where nothing has failed',
      { StackName: whole, DeletionMode: 'FORCE_DELETE_STACK' },
      /You can activate DeletionMode FORCE_DELETE_STACK in a delete stack operation only when/,
    ],
    [
      'a token that is none',
      { StackName: whole, ClientRequestToken: '-' },
      /Value '-' at 'clientRequestToken'/,
    ],
  ])('is refused for %s', (_what, input, words) => {
    expect(refusal(() => DeleteStack(input, practice.call))).toMatch(words);
    expect(statusOf(practice, whole)).toBe('CREATE_COMPLETE');
  });

  it('uses a token once', () => {
    DeleteStack({ StackName: half, ClientRequestToken: 'again' }, practice.call);
    practice.pass(60);
    expect(
      refusal(() => DeleteStack({ StackName: half, ClientRequestToken: 'again' }, practice.call)),
    ).toMatch(/^TokenAlreadyExistsException/);
  });

  it('is refused while the stack is being rolled back', () => {
    const Resources = { Cluster: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: 'not a name' } } };
    CreateStack({ StackName: 'bad', TemplateBody: JSON.stringify({ Resources }) }, practice.call);
    practice.pass(10);
    expect(refusal(() => DeleteStack({ StackName: 'bad' }, practice.call))).toMatch(
      /cannot be deleted while in status ROLLBACK_IN_PROGRESS/,
    );
  });
});
