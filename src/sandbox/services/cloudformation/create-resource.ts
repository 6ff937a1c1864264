import { AwsError, type Call } from '../../service.ts';
import { resourceTypes } from './resource-types/index.ts';
import { scopeOf } from './scope.ts';
import { marksOf } from './stack-tags.ts';
import type { Creation, Resource, Stack } from './state.ts';
import { resolveMembers } from './template/intrinsics.ts';

/** Makes the resource as the stack's template has it, and gives its physical id. Throws the service's own error. */
export function createResource(stack: Stack, creation: Creation, resource: Resource, call: Call): string {
  const { logicalId, type } = resource;
  const create = resourceTypes.get(type)?.create;
  if (!create) {
    throw new AwsError('UnsupportedType', `Resources of type ${type} cannot be created in the sandbox`);
  }
  const { properties = {} } = creation.template.resources[logicalId] ?? {};
  const resolved = resolveMembers(properties, scopeOf(stack, creation, call));
  const uniqueName = (longest = 128) => nameFor(stack, resource, longest, call);
  return create(resolved, { call, stack, resource, uniqueName, tags: marksOf(stack, logicalId) });
}

/** `shop-Cluster-1A2B3C4D5E6F`: the names before the last part are cut where the whole would be too long. */
function nameFor({ name }: Stack, { logicalId }: Resource, longest: number, { region }: Call): string {
  const end = region.ids.hex(12).toUpperCase();
  return `${`${name}-${logicalId}`.slice(0, longest - end.length - 1)}-${end}`;
}
