import { usage } from '../../failure.ts';
import { refuseBoth, refuseCrossedBounds } from '../../verb/contradictions.ts';
import { readMetricFile } from './metric-file.ts';
import type { Tracked } from './tracked.ts';

/** What was asked of `scale set`. What is absent stays as it is. */
export interface WantedTracking {
  readonly min?: number;
  readonly max?: number;
  readonly tracked: readonly Tracked[];
  /** Seconds. */
  readonly scaleOutCooldown?: number;
  /** Seconds. */
  readonly scaleInCooldown?: number;
  /** Whether the policies may take tasks away. */
  readonly scaleIn?: boolean;
  /** Follow CPU and memory every 20 seconds instead of every minute. */
  readonly highResolution: boolean;
  /** Remove the scaling policies that were not named. */
  readonly replace: boolean;
  readonly enableContainerInsights: boolean;
  /** The target group to count requests of, where the service has several. */
  readonly targetGroup?: string;
}

export interface SetFlags {
  readonly min?: number;
  readonly max?: number;
  readonly cpu?: number;
  readonly memory?: number;
  readonly requests?: number;
  readonly queue?: string;
  readonly backlog?: number;
  readonly latency?: number;
  readonly perMessage?: number;
  readonly metricJson?: string;
  readonly scaleOutCooldown?: number;
  readonly scaleInCooldown?: number;
  readonly scaleIn: boolean;
  readonly noScaleIn: boolean;
  readonly highResolution: boolean;
  readonly replace: boolean;
  readonly enableContainerInsights: boolean;
  readonly targetGroup?: string;
}

/**
 * Reads the flags of `scale set`; knows nothing of the service, so that a typing error costs no request.
 * @throws a usage failure naming the flag and its value.
 */
export function readTracking(flags: SetFlags): WantedTracking {
  refuseContradictions(flags);
  const tracked = [
    ...simple('cpu', flags.cpu),
    ...simple('memory', flags.memory),
    ...simple('requests', flags.requests),
    ...queue(flags),
    ...(flags.metricJson === undefined ? [] : [readMetricFile(flags.metricJson)]),
  ];
  if (tracked.length === 0 && flags.min === undefined && flags.max === undefined) {
    throw usage('nothing to set', 'name bounds or a metric, such as --min 2 --max 10 --cpu 60');
  }
  if (tracked.length === 0) refuseIdle(flags);
  const { min, max, scaleOutCooldown, scaleInCooldown, highResolution, replace } = flags;
  const { enableContainerInsights, targetGroup } = flags;
  return {
    min,
    max,
    tracked,
    scaleOutCooldown,
    scaleInCooldown,
    ...(flags.scaleIn && { scaleIn: true }),
    ...(flags.noScaleIn && { scaleIn: false }),
    highResolution,
    replace,
    enableContainerInsights,
    targetGroup,
  };
}

function refuseContradictions(flags: SetFlags): void {
  refuseCrossedBounds(flags);
  refuseBoth(flags.scaleIn && '--scale-in', flags.noScaleIn && '--no-scale-in');
  if (flags.highResolution && flags.cpu === undefined && flags.memory === undefined) {
    throw usage('--high-resolution is about CPU and memory', 'add --cpu PCT or --memory PCT');
  }
  if (flags.targetGroup !== undefined && flags.requests === undefined) {
    throw usage(`--target-group ${flags.targetGroup} is about requests`, 'add --requests N');
  }
}

/** Flags that only say how a metric is tracked, where none is. */
function refuseIdle(flags: SetFlags): void {
  const idle = [
    flags.scaleOutCooldown !== undefined && '--scale-out-cooldown',
    flags.scaleInCooldown !== undefined && '--scale-in-cooldown',
    flags.scaleIn && '--scale-in',
    flags.noScaleIn && '--no-scale-in',
    flags.enableContainerInsights && '--enable-container-insights',
  ].find((flag) => typeof flag === 'string');
  if (idle) throw usage(`${idle} is about a metric, and none is named`, 'add one, such as --cpu 60');
}

function simple(kind: 'cpu' | 'memory' | 'requests', target: number | undefined): Tracked[] {
  return target === undefined ? [] : [{ metric: { kind }, target }];
}

function queue({ queue: name, backlog, latency, perMessage }: SetFlags): Tracked[] {
  const sizes = [backlog, latency, perMessage].some((size) => size !== undefined);
  if (name === undefined) {
    if (sizes) throw usage('--backlog, --latency and --per-message are about a queue', 'add --queue NAME');
    return [];
  }
  const target = backlogTarget(backlog, latency, perMessage);
  return [{ metric: { kind: 'queue', queue: queueName(name) }, target }];
}

/** Messages a task may have before it: given, or the latency allowed divided by the time one message takes. */
function backlogTarget(backlog?: number, latency?: number, perMessage?: number): number {
  const form = 'write --backlog 30, or --latency 60s --per-message 2s';
  if (backlog !== undefined) {
    if (latency === undefined && perMessage === undefined) return backlog;
    throw usage(`--backlog ${backlog} already says what --latency and --per-message would`, form);
  }
  if (latency === undefined || perMessage === undefined) {
    throw usage('--queue does not say how long it may get', form);
  }
  if (latency >= perMessage) return latency / perMessage;
  throw usage(
    `--latency ${latency}s is less than the --per-message ${perMessage}s that one message takes`,
    'no number of tasks is that fast: allow a longer latency',
  );
}

/** `https://sqs.eu-west-1.amazonaws.com/1234/jobs`, `arn:aws:sqs:eu-west-1:1234:jobs` and `jobs` are all `jobs`. */
export function queueName(text: string): string {
  const name = text.split(/[/:]/).at(-1) ?? '';
  if (/^[A-Za-z0-9_-]{1,80}(\.fifo)?$/.test(name)) return name;
  throw usage(`--queue: "${text}" is no name of a queue`, 'write its name, URL or ARN');
}
