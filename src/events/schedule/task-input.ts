import { usage } from '../../failure.ts';
import { isMembers, type Members, membersIn } from '../members.ts';
import { type KeptOverrides, keptOverrides, overridesFor } from '../target/kept-overrides.ts';
import type { FoundTarget } from '../target/read.ts';
import type { WantedTarget } from '../target/wanted.ts';

/** Characters that ECS takes of overrides in all. */
const longest = 8192;

/**
 * The overrides of RunTask that a schedule hands over, as JSON: what was named over what the existing input says.
 * Undefined where nothing is said of them, so that those of an existing target stay.
 * @throws what is thrown for the container, and a usage failure for too many of them.
 */
export function taskInput(
  wanted: WantedTarget,
  { definition }: FoundTarget,
  existing: string | undefined,
): string | undefined {
  if (wanted.container === undefined && wanted.environment.length === 0) return undefined;
  const overrides = overridesFor(wanted, definition, keptOverrides(existing));
  if (overrides.environment.length === 0) return undefined;
  const input = JSON.stringify(merged(membersIn(existing ?? '') ?? {}, overrides));
  if (input.length <= longest) return input;
  throw usage(
    `--env comes to ${input.length} characters`,
    `ECS takes overrides of ${longest} characters in all`,
  );
}

/** Another command or size that somebody has set there stays. */
function merged({ containerOverrides, ...others }: Members, overrides: Required<KeptOverrides>): Members {
  const { container: name, environment } = overrides;
  const [first, ...rest] = Array.isArray(containerOverrides) ? containerOverrides.filter(isMembers) : [];
  return { ...others, containerOverrides: [{ ...first, name, environment }, ...rest] };
}
