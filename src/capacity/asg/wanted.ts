import { usage } from '../../failure.ts';
import { refuseBoth, refuseCrossedBounds } from '../../verb/contradictions.ts';
import { readGroupName } from '../group-name.ts';

/** How an Auto Scaling group is to scale by its CPU; what is left out stays as it is. */
export interface WantedGroupScaling {
  readonly group: string;
  readonly min?: number;
  readonly max?: number;
  /** The average CPU to hold, in percent; off for no policy on it. */
  readonly cpu?: number | 'off';
  /** Seconds. */
  readonly warmup?: number;
  /** Whether the policy may take instances away. */
  readonly scaleIn?: boolean;
}

/** What the flags of the verb hold. */
export interface AsgFlags {
  readonly cpu: string | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly warmup: number | undefined;
  readonly noScaleIn: boolean;
  readonly scaleIn: boolean;
}

/**
 * What was typed, as what is wanted.
 * @throws a usage failure for what contradicts itself or says nothing.
 */
export function readWanted(name: string, flags: AsgFlags): WantedGroupScaling {
  const group = readGroupName(name);
  const cpu = flags.cpu === undefined ? undefined : readCpu(flags.cpu);
  refuseCrossedBounds(flags);
  refuseBoth(flags.scaleIn && '--scale-in', flags.noScaleIn && '--no-scale-in');
  if (typeof cpu !== 'number') refuseIdle(flags, cpu);
  const { min, max, warmup } = flags;
  if (cpu === undefined && min === undefined && max === undefined) {
    throw usage(
      `nothing is named that Auto Scaling group ${group} is to have`,
      'add --cpu PCT, --min N or --max N, such as --min 2 --max 10 --cpu 60',
    );
  }
  const scaleIn = flags.scaleIn || flags.noScaleIn ? flags.scaleIn : undefined;
  const given = { min, max, cpu, warmup, scaleIn };
  return { group, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}

function readCpu(text: string): number | 'off' {
  if (text === 'off') return text;
  const percent = /^\+?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (percent >= 1 && percent <= 100) return percent;
  throw usage(
    `--cpu: "${text}" ${Number.isNaN(percent) ? 'is no percentage' : 'is out of range'}`,
    'write a number from 1 to 100, or off',
  );
}

/** Flags that only say how the CPU is followed, where it is not to be. */
function refuseIdle({ warmup, scaleIn, noScaleIn }: AsgFlags, cpu: 'off' | undefined): void {
  const idle = [
    warmup !== undefined && '--warmup',
    scaleIn && '--scale-in',
    noScaleIn && '--no-scale-in',
  ].find((flag) => typeof flag === 'string');
  if (!idle) return;
  throw cpu === 'off'
    ? usage(`${idle} says how the CPU is followed, and --cpu off ends that`, 'leave one of them out')
    : usage(`${idle} is about the policy on CPU, which is not named`, 'add its target, such as --cpu 60');
}
