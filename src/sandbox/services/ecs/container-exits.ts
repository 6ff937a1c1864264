import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Region } from '../../world/region.ts';
import { taskDefinitionOf } from './lookup.ts';
import { endingOf } from './process-ending.ts';
import type { ContainerExit, Task } from './state.ts';

/** What the task's containers will do by themselves if it runs from `at` on; nothing of those that run until stopped. */
export function exitsOf(region: Region, task: Task, at: number): ContainerExit[] {
  const { containerDefinitions = [] } = taskDefinitionOf(region, task.taskDefinition) ?? {};
  return containerDefinitions.flatMap((container) => {
    const ending = endingOf(wordsOf(task, container));
    if (!ending) return [];
    const { name = '', essential: isEssential = true } = container;
    return [{ container: name, code: ending.code, at: at + ending.seconds * 1000, isEssential }];
  });
}

/** Ends the containers whose time has come, and returns how they ended. */
export function endContainers(task: Task, at: number): readonly ContainerExit[] {
  const ended = task.exits.filter((exit) => exit.at <= at);
  if (ended.length === 0) return ended;
  task.exits = task.exits.filter((exit) => !ended.includes(exit));
  const codes = ended.map(({ container, code }) => [container, code] as const);
  task.exitCodes = { ...task.exitCodes, ...Object.fromEntries(codes) };
  return ended;
}

/** What the container runs: a command of the task's own takes the place of the definition's. */
function wordsOf(
  { overrides }: Task,
  { name, entryPoint = [], command = [] }: ContainerDefinition,
): string[] {
  const own = overrides?.containerOverrides?.find((one) => one.name === name)?.command;
  return [...entryPoint, ...(own?.length ? own : command)];
}
