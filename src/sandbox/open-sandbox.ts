import { Failure } from '../failure.ts';
import type { Doors } from './doors.ts';
import { parsePolicy } from './iam/policy.ts';
import { practiceRegion } from './practice-environment.ts';
import { chooseScenario } from './scenarios/choose.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { type Sandbox, startSandbox } from './server.ts';
import { services } from './services/index.ts';
import { WorldClock } from './world/clock.ts';
import { type SurgeWish, surge } from './world/surge.ts';
import { World } from './world/world.ts';

export interface SandboxSetup {
  readonly port?: number;
  readonly scenario?: string;
  readonly speed?: number;
  readonly faults?: string;
  /** The text of an IAM policy document. */
  readonly iamPolicy?: string;
}

export interface OpenSandbox extends Sandbox {
  readonly scenario: Scenario;
}

/**
 * Builds a scenario's estate and starts a sandbox around it.
 * @throws a usage failure for an unknown scenario or size, faults or a policy that cannot be read; a `refused` failure for a
 * port that is taken.
 */
export async function openSandbox(setup: SandboxSetup): Promise<OpenSandbox> {
  const { port = 0, scenario = 'web', speed = 1, faults, iamPolicy } = setup;
  const chosen = chooseScenario(scenario);
  const policy = iamPolicy === undefined ? undefined : parsePolicy(iamPolicy);
  const world = new World(new WorldClock({ speed }));
  chosen.scenario.build(world, practiceRegion, chosen.sizes);
  const doors: Doors = { load: (wish) => surge(world, wish as SurgeWish) };
  const sandbox = await startSandbox({ world, services, port, faults, policy, doors }).catch(
    (error: Error) => {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      throw new Failure('refused', `port ${port} of 127.0.0.1 is taken`, {
        hint: 'end the sandbox that runs there, or add --port 0 for a free port',
      });
    },
  );
  return { ...sandbox, scenario: chosen.scenario };
}
