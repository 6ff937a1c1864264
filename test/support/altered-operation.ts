import type { Handler } from '../../src/sandbox/service.ts';
import { ecs } from '../../src/sandbox/services/ecs/index.ts';

/**
 * Lets ECS answer an operation otherwise than the world would, as long as `use` lasts.
 * @param alter gets what the world would do and answer, which does not happen unless it is called.
 */
export async function withAltered(
  operation: string,
  alter: (usual: () => unknown) => unknown,
  use: () => Promise<void>,
): Promise<void> {
  const handlers = ecs.handlers as Record<string, Handler<unknown, unknown>>;
  const usual = handlers[operation];
  if (!usual) throw new Error(`no ${operation}`);
  handlers[operation] = (input, call) => alter(() => usual(input, call));
  try {
    await use();
  } finally {
    handlers[operation] = usual;
  }
}
