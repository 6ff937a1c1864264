/** What a machine of an instance type has for tasks. */
interface InstanceCapacity {
  /** CPU units, 1,024 a core. */
  readonly cpu: number;
  /** MiB that the agent registers. */
  readonly memory: number;
  /** Tasks of network mode awsvpc: one fewer than its network interfaces, the first of which is the machine's own. */
  readonly interfaces: number;
}

/** The operating system keeps the rest of the memory for itself. */
const REGISTERED_SHARE = 0.955;
const PLAIN: Machine = { cores: 2, gib: 8, interfaces: 3 };

interface Size {
  readonly cores: number;
  readonly interfaces: number;
}

/** Cores and network interfaces are the same in all families whose machines do not burst. */
const SIZES: Readonly<Record<string, Size>> = {
  medium: { cores: 1, interfaces: 2 },
  large: { cores: 2, interfaces: 3 },
  xlarge: { cores: 4, interfaces: 4 },
  '2xlarge': { cores: 8, interfaces: 4 },
  '4xlarge': { cores: 16, interfaces: 8 },
  '8xlarge': { cores: 32, interfaces: 8 },
};

/** GiB of memory a core, by the first letter of the family. */
const GIB_PER_CORE: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8 };

/** Burstable machines: cores, GiB of memory, network interfaces. */
const BURSTABLE: Readonly<Record<string, readonly [cores: number, gib: number, interfaces: number]>> = {
  nano: [2, 0.5, 2],
  micro: [2, 1, 2],
  small: [2, 2, 3],
  medium: [2, 4, 3],
  large: [2, 8, 3],
  xlarge: [4, 16, 4],
  '2xlarge': [8, 32, 4],
};

/** A machine as EC2 describes its type. */
export interface Machine {
  readonly cores: number;
  /** GiB of memory. */
  readonly gib: number;
  /** Network interfaces, its own first one included. */
  readonly interfaces: number;
}

/** What an instance type such as `t3.large` has for tasks; of one that is not known, what an m5 of its size has. */
export function capacityOfType(instanceType: string): InstanceCapacity {
  const [, size = ''] = instanceType.split('.');
  return capacity(machineOfType(instanceType) ?? machineOfType(`m5.${size}`) ?? PLAIN);
}

/** The machine behind an instance type; undefined for one that is not known. */
export function machineOfType(instanceType: string): Machine | undefined {
  const [, letter = '', size = ''] = /^([a-z])\d[a-z]*\.([a-z0-9]+)$/.exec(instanceType) ?? [];
  const burstable = letter === 't' ? BURSTABLE[size] : undefined;
  if (burstable) return { cores: burstable[0], gib: burstable[1], interfaces: burstable[2] };
  const known = SIZES[size];
  const gibPerCore = GIB_PER_CORE[letter];
  if (!known || gibPerCore === undefined) return undefined;
  return { ...known, gib: known.cores * gibPerCore };
}

/** `arm64` for Graviton machines, whose generation is followed by a g. */
export function architectureOf(instanceType: string): 'arm64' | 'x86_64' {
  return /^[a-z]+\d+g/.test(instanceType) ? 'arm64' : 'x86_64';
}

function capacity({ cores, gib, interfaces }: Machine): InstanceCapacity {
  return {
    cpu: cores * 1024,
    memory: Math.floor(gib * 1024 * REGISTERED_SHARE),
    interfaces: interfaces - 1,
  };
}
