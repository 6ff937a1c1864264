import { listPrices } from '../../../../src/cleanup/cost/prices.ts';
import type { Row } from '../../../../src/cleanup/show/inventory.ts';
import { cleanStack } from '../../../../src/cleanup/stack.ts';
import { parseFlags } from '../../../../src/cli/values.ts';
import { Failure } from '../../../../src/failure.ts';
import type { Plan } from '../../../../src/plan/plan.ts';
import { globalFlags } from '../../../../src/verb/global-flags.ts';
import type { Answer, VerbContext } from '../../../../src/verb/verb.ts';
import type { Estate } from '../../../support/estates/raise-estate.ts';
import type { ChoiceWishes } from '../../../support/estates/wishes.ts';
import { FakeTerminal } from '../../../support/fake-terminal.ts';
import { SandboxAws, type WorldCall } from '../../../support/sandbox-aws.ts';

/** What one run of `ecsctl cleanup --stack lab --yes` came to. */
export interface Run {
  /** Absent where it was refused or failed. */
  readonly value?: CleanupValue;
  readonly failure?: Failure;
  readonly calls: readonly WorldCall[];
  readonly writes: readonly WorldCall[];
}

export interface CleanupValue {
  readonly changed: boolean;
  readonly plan: Plan;
  readonly preview: readonly Row[];
  readonly left: readonly Row[];
}

/** Runs the verb in the estate's world, whose clock goes on whenever the run waits. */
export async function cleanUp(estate: Estate, choices: ChoiceWishes, home: string): Promise<Run> {
  const { aws, context } = runIn(estate, home);
  const wishes = { stack: 'lab', check: false, choices: { ...choices, keep: [], also: [] } };
  try {
    const { value } = await cleanStack(context, { ...wishes, prices: listPrices });
    return { value: value as CleanupValue, calls: aws.calls, writes: aws.writes };
  } catch (error) {
    if (error instanceof Failure) return { failure: error, calls: aws.calls, writes: aws.writes };
    throw error;
  }
}

/** What a fresh look says, as `--check` does. */
export async function checkUp(estate: Estate, choices: ChoiceWishes, home: string): Promise<readonly Row[]> {
  const { context } = runIn(estate, home);
  const wishes = { stack: 'lab', check: true, choices: { ...choices, keep: [], also: [] } };
  const { value }: Answer = await cleanStack(context, { ...wishes, prices: listPrices });
  return (value as { inventory: readonly Row[] }).inventory;
}

function runIn({ world, region }: Estate, home: string): { aws: SandboxAws; context: VerbContext } {
  const aws = new SandboxAws(world, region.name);
  const context: VerbContext = {
    aws,
    terminal: new FakeTerminal(),
    clock: aws.clock,
    signal: new AbortController().signal,
    global: { ...parseFlags(globalFlags, {}, {}).values, yes: true },
    env: { XDG_STATE_HOME: home },
    stdin: () => process.stdin,
    commandLine: 'cleanup --stack lab --yes',
  };
  return { aws, context };
}
