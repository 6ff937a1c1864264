import type { DeleteStackCommandInput, DeleteStackCommandOutput } from '@aws-sdk/client-cloudformation';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { beginDeletion } from './deletion-start.ts';
import { checkRole } from './service-role.ts';
import { invalid, livingStack, rootOf } from './stack-store.ts';
import type { Stack } from './state.ts';

/**
 * Begins to delete the stack, and answers at once. A stack that is not there, or is on its way out already, is a success
 * that changes nothing. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html
 */
export function DeleteStack(input: DeleteStackCommandInput, call: Call): Answer<DeleteStackCommandOutput> {
  const stack = livingStack(call.region, input.StackName);
  if (!stack || stack.status === 'DELETE_IN_PROGRESS') return {};
  checkProtection(stack, call);
  checkStatus(stack);
  checkRetained(stack, input.RetainResources ?? []);
  checkForce(stack, input);
  checkRole(call.region, input.RoleARN ?? stack.roleArn);
  useToken(stack, input.ClientRequestToken);
  const { ClientRequestToken: token, RetainResources: retained, DeletionMode: mode } = input;
  beginDeletion(stack, 'User Initiated', { token, retained, isForced: mode === 'FORCE_DELETE_STACK' }, call);
  return {};
}

/** A nested stack is protected as its root is. */
function checkProtection(stack: Stack, { region }: Call): void {
  const root = rootOf(region, stack);
  if (!root.terminationProtection) return;
  throw invalid(`Stack [${root.name}] cannot be deleted while TerminationProtection is enabled`);
}

function checkStatus({ id, status }: Stack): void {
  if (!status.endsWith('_IN_PROGRESS') || /^(CREATE|REVIEW)_/.test(status)) return;
  throw invalid(`Stack [${id}] cannot be deleted while in status ${status}`);
}

/** A token stands for one operation of the stack. */
function useToken(stack: Stack, token: string | undefined): void {
  if (token === undefined) return;
  if (!/^[a-zA-Z0-9][-a-zA-Z0-9]{0,127}$/.test(token)) {
    const pattern = 'Member must satisfy regular expression pattern: [a-zA-Z0-9][-a-zA-Z0-9]*';
    throw invalid(
      `1 validation error detected: Value '${token}' at 'clientRequestToken' failed to satisfy constraint: ${pattern}`,
    );
  }
  if (stack.tokens.has(token)) {
    throw new AwsError('TokenAlreadyExistsException', `Client request token ${token} already exists.`);
  }
  stack.tokens.add(token);
}

function checkRetained(stack: Stack, retained: readonly string[]): void {
  if (retained.length === 0) return;
  if (stack.status !== 'DELETE_FAILED') {
    throw invalid(
      `Invalid operation on stack [${stack.id}]. You can specify RetainResources in a delete stack operation ` +
        'only when the stack is in the DELETE_FAILED state.',
    );
  }
  for (const logicalId of retained) {
    const resource = stack.resources.find((one) => one.logicalId === logicalId);
    if (!resource) {
      throw invalid(`Resources to retain [${logicalId}] do not exist in stack [${stack.name}]`);
    }
    if (resource.status === 'DELETE_COMPLETE') {
      throw invalid(
        'The specified resources to retain must be in a valid state. ' +
          'Do not specify resources that are in the DELETE_COMPLETE state.',
      );
    }
  }
}

function checkForce(stack: Stack, { DeletionMode: mode }: DeleteStackCommandInput): void {
  if (mode !== 'FORCE_DELETE_STACK' || stack.status === 'DELETE_FAILED') return;
  throw invalid(
    `Invalid operation on stack [${stack.id}]. You can activate DeletionMode FORCE_DELETE_STACK in a delete ` +
      'stack operation only when the stack is in the DELETE_FAILED state.',
  );
}
