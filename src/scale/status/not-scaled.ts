import type { NotScaledReason } from '@aws-sdk/client-application-auto-scaling';
import { taskCount } from './measure.ts';

/** The codes that Application Auto Scaling documents; the SDK has no enum of them. */
export const notScaledCodes = [
  'AutoScalingAnticipatedFlapping',
  'TargetServicePutResourceAsUnscalable',
  'AlreadyAtMaxCapacity',
  'AlreadyAtMinCapacity',
  'AlreadyAtDesiredCapacity',
] as const;
type NotScaledCode = (typeof notScaledCodes)[number];

const words: Readonly<Record<NotScaledCode, (reason: NotScaledReason) => string>> = {
  AutoScalingAnticipatedFlapping: ({ CurrentCapacity }) =>
    `with fewer than ${tasks(CurrentCapacity)} the metric would be over its target again`,
  TargetServicePutResourceAsUnscalable: () => 'ECS does not let the service be scaled at the moment',
  AlreadyAtMaxCapacity: ({ MaxCapacity }) =>
    `already at ${tasks(MaxCapacity)}, the most it may have: raise --max`,
  AlreadyAtMinCapacity: ({ MinCapacity }) => `already at ${tasks(MinCapacity)}, the fewest it may have`,
  AlreadyAtDesiredCapacity: ({ CurrentCapacity }) =>
    `already at ${tasks(CurrentCapacity)}, as many as are needed`,
};

/** In words why an activity scaled nothing; a code that is not known here stays as it is. */
export function notScaledWords(reason: NotScaledReason): string {
  const { Code: code = 'no reason given' } = reason;
  return isKnown(code) ? words[code](reason) : code;
}

function isKnown(code: string): code is NotScaledCode {
  return (notScaledCodes as readonly string[]).includes(code);
}

function tasks(count: number | undefined): string {
  return count === undefined ? 'its tasks' : taskCount(count);
}
