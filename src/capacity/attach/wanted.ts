import { clusterName } from '../../ecs/cluster-name.ts';
import { isFreeToTake, providerName } from '../../ecs/provider-name.ts';
import { parseStrategy, type Strategy } from '../../ecs/strategy.ts';
import { usage } from '../../failure.ts';
import { readGroupName } from '../group-name.ts';

/** What is to be attached to which cluster. */
export interface WantedAttachment {
  readonly cluster: string;
  readonly providers: readonly string[];
  /** A provider of this group, made where there is none. */
  readonly group?: WantedGroup;
  /** The default strategy from then on, empty for none; as it is where this is left out. */
  readonly strategy?: Strategy;
}

/** How ECS is to scale an Auto Scaling group; what is left out stays as it is, or as AWS has it. */
export interface WantedGroup {
  readonly group: string;
  readonly name?: string;
  readonly target?: number;
  readonly minStep?: number;
  readonly maxStep?: number;
  /** Seconds. */
  readonly warmup?: number;
  readonly protect?: boolean;
  readonly drain?: boolean;
}

/** What the flags of the verb hold. */
export interface AttachFlags {
  readonly asg: string | undefined;
  readonly name: string | undefined;
  readonly target: number | undefined;
  readonly minStep: number | undefined;
  readonly maxStep: number | undefined;
  readonly warmup: number | undefined;
  readonly protect: boolean;
  readonly noProtect: boolean;
  readonly drain: boolean;
  readonly noDrain: boolean;
  readonly default: string | undefined;
}

/**
 * What was typed, as what is wanted.
 * @throws a usage failure for what contradicts itself or says nothing.
 */
export function readAttachment(
  cluster: string,
  providers: readonly string[],
  flags: AttachFlags,
): WantedAttachment {
  const name = clusterName(cluster);
  const names = [...new Set(providers.map(providerName))];
  const strategy = flags.default === undefined ? undefined : readDefault(flags.default);
  const group = readGroup(flags);
  if (names.length === 0 && !group && !strategy) {
    throw usage(
      `nothing is named that cluster ${name} is to have`,
      'write FARGATE, FARGATE_SPOT or the names of capacity providers of yours, or add --asg NAME',
    );
  }
  return { cluster: name, providers: names, ...(group && { group }), ...(strategy && { strategy }) };
}

/**
 * A default strategy as it is typed, where `none` is one without items.
 * @throws a usage failure.
 */
export function readDefault(text: string): Strategy {
  return text === 'none' ? [] : parseStrategy(text);
}

function readGroup(flags: AttachFlags): WantedGroup | undefined {
  const { asg, name, target, minStep, maxStep, warmup } = flags;
  const protect = oneOf(flags.protect, flags.noProtect, '--protect and --no-protect');
  const drain = oneOf(flags.drain, flags.noDrain, '--drain and --no-drain');
  if (asg === undefined) {
    refuseAlone({ '--name': name, '--target': target, '--min-step': minStep, '--max-step': maxStep });
    refuseAlone({
      '--warmup': warmup,
      '--protect and --no-protect': protect,
      '--drain and --no-drain': drain,
    });
    return undefined;
  }
  const group = readGroupName(asg);
  if (name !== undefined) checkName(name);
  if (minStep !== undefined && maxStep !== undefined && minStep > maxStep) {
    throw usage(`--min-step ${minStep} is above --max-step ${maxStep}`, 'the smallest step comes first');
  }
  const given = { name, target, minStep, maxStep, warmup, protect, drain };
  return { group, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}

function oneOf(yes: boolean, no: boolean, flags: string): boolean | undefined {
  if (yes && no) throw usage(`${flags} exclude each other`, 'write one of them');
  return yes || no ? yes : undefined;
}

function refuseAlone(flags: Readonly<Record<string, unknown>>): void {
  const flag = Object.entries(flags).find(([, value]) => value !== undefined)?.[0];
  if (flag)
    throw usage(`${flag} says something of a new capacity provider only`, 'add --asg NAME, its group');
}

function checkName(name: string): void {
  if (isFreeToTake(name)) return;
  throw usage(
    `--name "${name}" cannot be the name of a capacity provider`,
    'write letters, digits, underscores and hyphens, and begin with none of aws, ecs and fargate',
  );
}
