import { usage } from '../../failure.ts';
import { scenarios } from './index.ts';
import type { Scenario, Sizes } from './scenario.ts';

export interface Chosen {
  readonly scenario: Scenario;
  readonly sizes: Sizes;
}

/**
 * The scenario of a name, which may be followed by how large its estate is to be: `large:revisions=200,balancers=10`.
 * @throws a usage failure for a scenario or a size that there is not.
 */
export function chooseScenario(text: string): Chosen {
  const [name = '', ...rest] = text.split(':');
  const scenario = scenarios.find((one) => one.name === name);
  if (!scenario) {
    throw usage(
      `--scenario: there is no scenario "${name}"`,
      `choose ${scenarios.map((one) => one.name).join(', ')}`,
    );
  }
  const parts = rest.length === 0 ? [] : rest.join(':').split(',');
  const sizes = Object.fromEntries(parts.map((part) => sizeOf(part, scenario)));
  const usual = Object.entries(scenario.sizes ?? {}).map(([size, { usually }]) => [size, usually]);
  return { scenario, sizes: { ...Object.fromEntries(usual), ...sizes } };
}

function sizeOf(part: string, { name, sizes = {} }: Scenario): [size: string, value: number] {
  const [, size = '', digits = ''] = /^([a-z-]+)=(\d{1,9})$/.exec(part) ?? [];
  const limits = Object.hasOwn(sizes, size) ? sizes[size] : undefined;
  if (limits && Number(digits) >= limits.least && Number(digits) <= limits.most)
    return [size, Number(digits)];
  const forms = Object.entries(sizes).map(([known, { least, most }]) => `${known}=${least} to ${most}`);
  throw usage(
    `--scenario: "${part}" is no size of the scenario "${name}"`,
    forms.length === 0 ? `"${name}" takes none; write --scenario ${name}` : `write ${forms.join(' and ')}`,
  );
}
