import { usage } from '../../failure.ts';
import { containerOf } from '../target/container.ts';
import type { FoundTarget } from '../target/read.ts';
import type { WantedTarget } from '../target/wanted.ts';

/** Characters that ECS takes of overrides in all. */
const longest = 8192;

/**
 * The overrides of RunTask that a schedule hands over, as JSON; undefined where nothing is said of them, so that those of
 * an existing target stay.
 * @throws what is thrown for the container, and a usage failure for too many of them.
 */
export function taskInput(
  { container, environment }: WantedTarget,
  { definition }: FoundTarget,
): string | undefined {
  if (container !== undefined || environment.length > 0) {
    const name = containerOf(definition, container);
    if (environment.length === 0) return undefined;
    const input = JSON.stringify({ containerOverrides: [{ name, environment }] });
    if (input.length <= longest) return input;
    throw usage(
      `--env comes to ${input.length} characters`,
      `ECS takes overrides of ${longest} characters in all`,
    );
  }
  return undefined;
}
