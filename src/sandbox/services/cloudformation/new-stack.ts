import type { Resource, Stack } from './state.ts';

type Given = Partial<Omit<Stack, 'events' | 'tokens' | 'operation'>>;

/** A stack about which nothing is known but what is given. It is not in the region yet. */
export function newStack(given: Given & Pick<Stack, 'id' | 'name' | 'createdAt' | 'status'>): Stack {
  return {
    description: undefined,
    deletedAt: undefined,
    statusReason: undefined,
    parentId: undefined,
    terminationProtection: false,
    tags: [],
    parameters: [],
    capabilities: [],
    disableRollback: false,
    roleArn: undefined,
    templateBody: '',
    outputs: [],
    imports: new Set(),
    resources: [],
    deletionMode: undefined,
    ...given,
    events: [],
    tokens: new Set(),
    operation: undefined,
  };
}

/** A resource that nothing has happened to yet. */
export function newResource(
  given: Partial<Resource> & Pick<Resource, 'logicalId' | 'type' | 'updatedAt'>,
): Resource {
  return {
    deletionPolicy: 'Delete',
    dependsOn: [],
    physicalId: undefined,
    status: undefined,
    statusReason: undefined,
    begunAt: undefined,
    removal: undefined,
    ...given,
  };
}
