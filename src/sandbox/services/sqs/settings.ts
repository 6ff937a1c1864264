import type { Queue } from './state.ts';

/** What the attributes of a queue are where nobody has set them. */
export const DEFAULTS: Readonly<Record<string, string>> = {
  VisibilityTimeout: '30',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  DelaySeconds: '0',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
};

/** What an attribute that holds seconds comes to in milliseconds. */
export function millisecondsOf(
  { attributes }: Queue,
  name: 'VisibilityTimeout' | 'MessageRetentionPeriod' | 'DelaySeconds',
): number {
  return Number(attributes.get(name) ?? DEFAULTS[name]) * 1000;
}

/** The first of the attributes that the queue has with another value, or not at all. */
export function differingAttribute(
  { attributes }: Queue,
  wanted: Readonly<Record<string, string>>,
): string | undefined {
  const differs = ([name, value]: [string, string]) =>
    (attributes.get(name) ?? DEFAULTS[name] ?? '') !== value;
  return Object.entries(wanted).find(differs)?.[0];
}
