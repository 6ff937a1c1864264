import type { CapacityProviderStrategyItem } from '@aws-sdk/client-ecs';
import { nameOf } from '../aws/arn.ts';
import { usage } from '../failure.ts';
import { isFargate, providerName } from './provider-name.ts';

/** How tasks are spread over capacity providers: the base first, then by weight. */
export type Strategy = readonly StrategyItem[];

export interface StrategyItem {
  readonly capacityProvider: string;
  /** So many tasks go here before the weights count, at the least. */
  readonly base: number;
  /** The share of the tasks beyond the base. */
  readonly weight: number;
}

/** AWS takes so many items in a strategy, and so much in each. */
const mostItems = 20;
const ranges = { base: 100_000, weight: 1000 } as const;

const form = "write 'FARGATE:base=1:weight=1,FARGATE_SPOT:weight=4'; a weight that is left out is 1";

/**
 * A strategy as it is typed. A weight that is left out is 1, as in the AWS console: the API would take it for 0, which
 * gets no task.
 * @throws a usage failure for what cannot be read, and for what AWS takes in no strategy: see {@link flawOf}.
 */
export function parseStrategy(text: string): Strategy {
  const strategy = text.split(',').map((part) => parseItem(part.trim()));
  const flaw = flawOf(strategy);
  if (flaw === undefined) return strategy;
  throw usage(`the strategy "${text}" ${flaw}`, form);
}

function parseItem(text: string): StrategyItem {
  const [name = '', ...settings] = splitItem(text);
  const item = { capacityProvider: named(name, text), base: 0, weight: 1 };
  const said = new Set<string>();
  for (const setting of settings) {
    const [, key, digits] = /^(base|weight)=(\d{1,9})$/.exec(setting) ?? [];
    if (key !== 'base' && key !== 'weight')
      throw usage(`"${setting}" in "${text}" says nothing of a strategy`, form);
    const value = Number(digits);
    if (said.has(key)) throw usage(`"${text}" says the ${key} twice`, form);
    if (value > ranges[key])
      throw usage(`a ${key} of ${digits} in "${text}" is too great`, `the most is ${ranges[key]}`);
    said.add(key);
    item[key] = value;
  }
  return item;
}

/** An ARN holds colons of its own. */
function splitItem(text: string): string[] {
  const [, arn, rest = ''] = /^(arn:[^/]*\/[^:]*)(?::(.*))?$/.exec(text) ?? [];
  return arn === undefined ? text.split(':') : [arn, ...rest.split(':').filter(Boolean)];
}

function named(name: string, item: string): string {
  if (name === '') throw usage(`"${item}" names no capacity provider`, form);
  return providerName(name);
}

/**
 * What makes a strategy one that AWS does not take, as the end of a sentence that begins with the strategy; undefined
 * for one that it takes.
 */
export function flawOf(strategy: Strategy): string | undefined {
  const names = strategy.map(({ capacityProvider }) => capacityProvider);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (strategy.length > mostItems) return `has ${strategy.length} items, and AWS takes ${mostItems}`;
  if (twice !== undefined) return `names ${twice} twice`;
  if (new Set(names.map(isFargate)).size > 1) {
    return 'mixes Fargate with instances, and AWS places tasks of one strategy on one of the two';
  }
  if (strategy.filter(({ base }) => base > 0).length > 1) return 'has a base on more than one item';
  if (strategy.length > 1 && strategy.every(({ weight }) => weight === 0)) {
    return 'has weight 0 on every item, so that no task would find a place';
  }
  return undefined;
}

/** A strategy as AWS describes it, with what it leaves out filled in as the API means it. */
export function strategyOf(items: readonly CapacityProviderStrategyItem[] = []): Strategy {
  return items.map(({ capacityProvider = '', base = 0, weight = 0 }) => ({
    capacityProvider: nameOf(capacityProvider),
    base,
    weight,
  }));
}

/** A strategy as it would be typed: `FARGATE:base=1:weight=1,FARGATE_SPOT:weight=4`, or `none`. */
export function strategyText(strategy: Strategy): string {
  return strategy.map(itemText).join(',') || 'none';
}

function itemText({ capacityProvider, base, weight }: StrategyItem): string {
  return [capacityProvider, ...(base > 0 ? [`base=${base}`] : []), `weight=${weight}`].join(':');
}

/** Whether two strategies are the same to AWS, which does not mind their order. */
export function isSameStrategy(one: Strategy, other: Strategy): boolean {
  const sorted = (strategy: Strategy) => strategy.map(itemText).sort().join(',');
  return sorted(one) === sorted(other);
}
