import type { ResourceStatus, StackStatus, Tag } from '@aws-sdk/client-cloudformation';
import type { Call } from '../../service.ts';
import type { Region } from '../../world/region.ts';
import { balancerTags } from '../tagging/sources/balancers.ts';
import { recordOf, type TagSource } from '../tagging/sources/source.ts';
import { storedTags } from '../tagging/sources/stored.ts';
import { sourceOf } from '../tagging/sources.ts';
import { newResource, newStack } from './new-stack.ts';
import { resourceTypes } from './resource-types/index.ts';
import { recordResource, setStackStatus } from './stack-events.ts';
import { newStackId } from './stack-store.ts';
import { marksOf } from './stack-tags.ts';
import type { DeletionPolicy, Resource, Stack } from './state.ts';

/** A resource that was made through its own service's handlers, and that a stack is to have. */
export interface PlantedResource {
  readonly logicalId: string;
  readonly type: string;
  /** As CloudFormation shows it: an ARN, a name or an id, by the type. */
  readonly physicalId: string;
  readonly deletionPolicy?: DeletionPolicy;
  /** Logical ids of resources that stand before this one in the list; it goes before them. */
  readonly dependsOn?: readonly string[];
  /** CREATE_COMPLETE unless said; in a stack that is gone, DELETE_SKIPPED is what survived it. */
  readonly status?: ResourceStatus;
  readonly statusReason?: string;
}

export interface PlantedStack {
  readonly name: string;
  /** In the order in which they came to be. */
  readonly resources: readonly PlantedResource[];
  /** The id of the stack that this one is nested in. A stack among another's resources is nested in that one anyway. */
  readonly parent?: string;
  /** Values by export name. */
  readonly exports?: Readonly<Record<string, string>>;
  /** Names of other stacks' exports. */
  readonly imports?: readonly string[];
  readonly terminationProtection?: boolean;
  readonly id?: string;
  /** CREATE_COMPLETE unless said, or DELETE_COMPLETE with `deletedAt`. */
  readonly status?: StackStatus;
  readonly statusReason?: string;
  /** The stack's own tags, which its resources have, too. */
  readonly tags?: readonly Tag[];
  readonly description?: string;
  /** The role in whose name CloudFormation deletes the stack. */
  readonly roleArn?: string;
  readonly createdAt?: Date;
  /** For a stack that is gone. Ninety days later nothing tells of it but the tags of what survived. */
  readonly deletedAt?: Date;
  /** What an update replaced and could not delete: it has the stack's tags, and is told of in events alone. */
  readonly abandoned?: readonly PlantedResource[];
}

/**
 * Puts a stack around resources that are there already, gives those of them CloudFormation's tags that take tags, and
 * returns the stack's id. What is to be missing has to be deleted afterwards. Throws an Error for a dependency on what
 * does not stand before in the list.
 */
export function plantStack(call: Call, planted: PlantedStack): string {
  const { region, now } = call;
  checkOrder(planted);
  const createdAt = planted.createdAt ?? planted.deletedAt ?? now;
  const status = planted.status ?? (planted.deletedAt ? 'DELETE_COMPLETE' : 'CREATE_COMPLETE');
  const stack = newStack({
    id: planted.id ?? newStackId(region, planted.name),
    name: planted.name,
    description: planted.description,
    createdAt,
    deletedAt: status === 'DELETE_COMPLETE' ? (planted.deletedAt ?? now) : undefined,
    status,
    statusReason: planted.statusReason,
    parentId: planted.parent,
    terminationProtection: planted.terminationProtection ?? false,
    tags: planted.tags ?? [],
    roleArn: planted.roleArn,
    templateBody: templateOf(planted),
    outputs: outputsOf(planted),
    imports: new Set(planted.imports),
    resources: planted.resources.map((one) => resourceOf(one, status, planted.deletedAt ?? createdAt)),
  });
  region.cloudformation.stacks.set(stack.id, stack);
  for (const { physicalId = '' } of stack.resources) {
    const child = region.cloudformation.stacks.get(physicalId);
    if (child) child.parentId = stack.id;
  }
  for (const { type, physicalId = '', logicalId, status: state } of stack.resources) {
    if (state !== 'DELETE_COMPLETE') mark(stack, { type, physicalId, logicalId }, call);
  }
  for (const one of planted.abandoned ?? []) mark(stack, one, call);
  tellPast(stack, planted, region);
  return stack.id;
}

function checkOrder({ name, resources }: PlantedStack): void {
  const before = new Set<string>();
  for (const { logicalId, dependsOn = [] } of resources) {
    const missing = dependsOn.find((other) => !before.has(other));
    if (missing)
      throw new Error(`${logicalId} of ${name} depends on ${missing}, which does not stand before it.`);
    before.add(logicalId);
  }
}

function resourceOf(planted: PlantedResource, stackStatus: StackStatus, updatedAt: Date): Resource {
  const status =
    planted.status ?? (stackStatus === 'DELETE_COMPLETE' ? 'DELETE_COMPLETE' : 'CREATE_COMPLETE');
  return newResource({ ...planted, status, updatedAt });
}

function outputsOf({ exports = {} }: PlantedStack): Stack['outputs'] {
  return Object.entries(exports).map(([exportName, value]) => ({
    key: exportName.replaceAll(/[^A-Za-z0-9]/g, ''),
    value,
    exportName,
  }));
}

/** A template with as much of the resources as is known. */
function templateOf({ resources, description }: PlantedStack): string {
  const described = resources.map(({ logicalId, type, deletionPolicy, dependsOn }) => [
    logicalId,
    { Type: type, DeletionPolicy: deletionPolicy, DependsOn: dependsOn },
  ]);
  return JSON.stringify({ Description: description, Resources: Object.fromEntries(described) });
}

function mark(stack: Stack, { type, physicalId, logicalId }: PlantedResource, call: Call): void {
  const marks = marksOf(stack, logicalId);
  const known = resourceTypes.get(type);
  known?.tag?.(physicalId, marks, call);
  const arn = known?.arn?.(physicalId, call);
  if (arn === undefined) return;
  const source = keeperOf(call.region, arn);
  source.write(call.region, arn, { ...source.read(call.region, arn), ...recordOf(marks) });
}

/** Where the tags of a resource belong, which may have none so far. */
function keeperOf(region: Region, arn: string): TagSource {
  const otherwise = arn.split(':')[2] === 'elasticloadbalancing' ? balancerTags : storedTags;
  return sourceOf(region, arn) ?? otherwise;
}

/** The events that such a stack would have left. */
function tellPast(stack: Stack, planted: PlantedStack, region: Region): void {
  const { status, statusReason } = stack;
  const creation = { region, now: stack.createdAt };
  setStackStatus(stack, 'CREATE_IN_PROGRESS', 'User Initiated', creation);
  for (const resource of stack.resources) {
    recordResource(stack, resource, 'CREATE_COMPLETE', undefined, creation);
  }
  setStackStatus(stack, 'CREATE_COMPLETE', undefined, creation);
  const now = stack.deletedAt ?? stack.createdAt;
  for (const resource of stack.resources) {
    if (resource.status && resource.status !== 'CREATE_COMPLETE') {
      recordResource(stack, resource, resource.status, resource.statusReason, { region, now });
    }
  }
  for (const one of planted.abandoned ?? []) {
    recordResource(stack, one, 'DELETE_FAILED', one.statusReason, { region, now });
  }
  if (status === 'CREATE_COMPLETE') stack.statusReason = statusReason;
  else setStackStatus(stack, status, statusReason, { region, now });
}
