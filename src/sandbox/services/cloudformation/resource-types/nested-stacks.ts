import { AwsError } from '../../../service.ts';
import { beginDeletion } from '../deletion-start.ts';
import { livingStack } from '../stack-store.ts';
import type { ResourceType } from './resource-type.ts';

/** A stack inside of a stack: its physical id is its own stack id, and it goes as a stack does. */
const nestedStack: ResourceType = {
  remove(id, { call, isFirst }) {
    const child = livingStack(call.region, id);
    if (!child) return true;
    if (child.operation) return false;
    if (!isFirst) {
      const reason = `Embedded stack ${id} was not successfully deleted: ${child.statusReason}`;
      throw new AwsError('EmbeddedStackFailed', reason);
    }
    beginDeletion(child, undefined, {}, call);
    return false;
  },
  attribute(name, id, { region }) {
    const key = name.startsWith('Outputs.') ? name.slice('Outputs.'.length) : undefined;
    return livingStack(region, id)?.outputs.find((output) => output.key === key)?.value;
  },
};

export const nestedStackTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::CloudFormation::Stack': nestedStack,
};
