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
const UNKNOWN = 'large';

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

/** What an instance type such as `t3.large` has for tasks; of one that is not known, what an `m5.large` has. */
export function capacityOfType(instanceType: string): InstanceCapacity {
  const [family = '', size = ''] = instanceType.split('.');
  const burstable = /^t\d/.test(family) ? BURSTABLE[size] : undefined;
  if (burstable) return capacity(...burstable);
  const { cores, interfaces } = SIZES[size] ?? SIZES[UNKNOWN] ?? { cores: 2, interfaces: 3 };
  return capacity(cores, cores * (GIB_PER_CORE[family[0] ?? ''] ?? 4), interfaces);
}

/** `arm64` for Graviton machines, whose generation is followed by a g. */
export function architectureOf(instanceType: string): 'arm64' | 'x86_64' {
  return /^[a-z]+\d+g/.test(instanceType) ? 'arm64' : 'x86_64';
}

function capacity(cores: number, gib: number, interfaces: number): InstanceCapacity {
  return {
    cpu: cores * 1024,
    memory: Math.floor(gib * 1024 * REGISTERED_SHARE),
    interfaces: interfaces - 1,
  };
}
