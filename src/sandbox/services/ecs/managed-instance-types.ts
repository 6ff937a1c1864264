import type { CpuManufacturer, InstanceRequirementsRequest, TaskDefinition } from '@aws-sdk/client-ecs';
import { wholeNeedOf } from './instance-resources.ts';
import { architectureOf, capacityOfType, type Machine, machineOfType } from './instance-types.ts';
import { fits } from './instances-needed.ts';

const FAMILIES = ['c5', 'c7g', 'm5', 'm5a', 'm7g', 'r5', 'r7g', 't3', 't4g'];
const SIZES = ['medium', 'large', 'xlarge', '2xlarge', '4xlarge', '8xlarge'];

/** The types that ECS chooses from, the smallest first. */
const TYPES = FAMILIES.flatMap((family) => SIZES.map((size) => `${family}.${size}`))
  .flatMap((type) => {
    const machine = machineOfType(type);
    return machine ? [{ type, machine }] : [];
  })
  .sort((a, b) => a.machine.cores - b.machine.cores || a.machine.gib - b.machine.gib);

/**
 * The smallest instance type that meets a capacity provider's requirements and has room for the task, of the task's
 * architecture where the definition names one; undefined where no such type has.
 */
export function typeFor(
  requirements: InstanceRequirementsRequest | undefined,
  definition: TaskDefinition,
): string | undefined {
  const need = wholeNeedOf(definition);
  const wanted = definition.runtimePlatform?.cpuArchitecture === 'ARM64' ? 'arm64' : 'x86_64';
  const isOpen = definition.runtimePlatform?.cpuArchitecture === undefined;
  return TYPES.find(
    ({ type, machine }) =>
      meets(type, machine, requirements) &&
      fits(need, capacityOfType(type)) &&
      (architectureOf(type) === wanted || (isOpen && asksForArm(requirements))),
  )?.type;
}

function meets(
  type: string,
  { cores, gib }: Machine,
  requirements: InstanceRequirementsRequest | undefined,
): boolean {
  if (!requirements) return true;
  const { vCpuCount, memoryMiB, allowedInstanceTypes, excludedInstanceTypes, cpuManufacturers } =
    requirements;
  return (
    isWithin(cores, vCpuCount) &&
    isWithin(gib * 1024, memoryMiB) &&
    (!allowedInstanceTypes?.length || allowedInstanceTypes.some((pattern) => matches(type, pattern))) &&
    !excludedInstanceTypes?.some((pattern) => matches(type, pattern)) &&
    (!cpuManufacturers?.length || cpuManufacturers.includes(manufacturerOf(type)))
  );
}

interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

function isWithin(value: number, { min = 0, max = Number.POSITIVE_INFINITY }: Bounds = {}): boolean {
  return value >= min && value <= max;
}

/** `m5.8xlarge`, `c5*.*`, `m5a.*`: AWS takes an asterisk for any letters. */
function matches(type: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return type === pattern;
  let at = first.length;
  if (!type.startsWith(first)) return false;
  for (const part of rest.slice(0, -1)) {
    const found = type.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = rest.at(-1) ?? '';
  return type.length - last.length >= at && type.endsWith(last);
}

function manufacturerOf(type: string): CpuManufacturer {
  if (architectureOf(type) === 'arm64') return 'amazon-web-services';
  return /^[a-z]\d+a/.test(type) ? 'amd' : 'intel';
}

/** Whether only machines with Graviton will do. */
function asksForArm(requirements: InstanceRequirementsRequest | undefined): boolean {
  const { cpuManufacturers = [] } = requirements ?? {};
  return cpuManufacturers.length > 0 && cpuManufacturers.every((one) => one === 'amazon-web-services');
}
