import { usage } from '../../failure.ts';
import type { Charge } from '../thing.ts';

/** US dollars a month by the row's name. */
export type Prices = Readonly<Record<string, number>>;

/** Hours in a month as AWS's price pages count them. */
const hours = 730;

/** The day on which the list prices below were read. */
export const pricesAsOf = '2026-11-01';

/**
 * List prices of us-east-1 in US dollars a month, without traffic, discounts and free tiers: enough to tell what
 * goes on costing from what does not. https://aws.amazon.com/pricing/
 */
export const listPrices: Prices = {
  'load balancer, application': 0.0225 * hours,
  'load balancer, network': 0.0225 * hours,
  'load balancer, gateway': 0.0125 * hours,
  'nat gateway': 0.045 * hours,
  // Every public IPv4 address costs, whether it is in use or not.
  'elastic ip': 0.005 * hours,
  'vpc endpoint, interface': 0.01 * hours,
  'fargate vcpu': 0.04048 * hours,
  'fargate gigabyte': 0.004445 * hours,
  'log storage, gigabyte': 0.03,
  'image storage, gigabyte': 0.1,
  'object storage, gigabyte': 0.023,
  alarm: 0.1,
  'cloud map namespace': 0.5,
};

/** What the charges come to in US dollars a month, to the cent; undefined where that is nothing, or not known. */
export function monthlyOf(charges: readonly Charge[] | undefined, prices: Prices): number | undefined {
  const priced = (charges ?? []).flatMap(({ price, quantity }) => {
    const each = prices[price];
    return each === undefined ? [] : each * quantity;
  });
  return Math.round(priced.reduce((sum, one) => sum + one, 0) * 100) / 100 || undefined;
}

/**
 * The list prices with those of a JSON file over them: `{"nat gateway": 32.85}`.
 * @throws a usage failure for what is no such object, and for a row that no price table has.
 */
export function readPrices(json: string | undefined): Prices {
  if (json === undefined) return listPrices;
  const own = parsed(json);
  for (const [row, price] of Object.entries(own)) {
    if (!(row in listPrices)) {
      throw usage(
        `--prices: there is no price "${row}"`,
        `the rows are ${Object.keys(listPrices).join('; ')}`,
      );
    }
    if (typeof price !== 'number' || !(price >= 0)) {
      throw usage(
        `--prices: "${row}" needs US dollars a month as a number, not ${JSON.stringify(price)}`,
        `write {"${row}": 32.85}, US dollars a month`,
      );
    }
  }
  return { ...listPrices, ...(own as Prices) };
}

function parsed(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below with what it should be.
  }
  throw usage('--prices: the file is no JSON object', 'write {"nat gateway": 32.85}, US dollars a month');
}
