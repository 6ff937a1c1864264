import type { EcsParameters } from '@aws-sdk/client-eventbridge';
import type { KeptSchedule } from '../../schedule/firings.ts';

/** What calls the targets: a rule of EventBridge, or a schedule of EventBridge Scheduler. */
export type Engine = 'rule' | 'schedule';

/** Settings of the tasks that a target starts. Rules and schedules write but the tags differently. */
export interface EcsSettings extends Omit<EcsParameters, 'Tags'> {
  readonly Tags?: { readonly key: string; readonly value: string }[];
}

export interface TriggerTarget {
  /** Of a schedule's only target: `target`. */
  readonly id: string;
  readonly arn: string;
  readonly roleArn?: string;
  readonly ecs?: EcsSettings;
  /** What is handed over whatever has happened. */
  readonly input?: string;
  /** The part of the event that is handed over. */
  readonly inputPath?: string;
  readonly transformer?: { readonly paths: Readonly<Record<string, string>>; readonly template: string };
  /** ARN of the queue for what cannot be delivered. */
  readonly deadLetters?: string;
}

/** What a rule and a schedule have in common: when they fire, and what they call then. */
export interface Trigger {
  readonly engine: Engine;
  readonly name: string;
  /** The bus of a rule, the group of a schedule. */
  readonly home: string;
  readonly arn: string;
  readonly isOurs: boolean;
  /** The verb that has made it, where that is known. */
  readonly madeBy?: string;
  readonly isEnabled: boolean;
  /** The service of AWS that keeps it. */
  readonly managedBy?: string;
  /** JSON. */
  readonly pattern?: string;
  readonly schedule?: KeptSchedule;
  /** Of a schedule of Scheduler: it stays there when it has run for the last time. */
  readonly isKept?: boolean;
  readonly targets: readonly TriggerTarget[];
}

/** As it is typed: behind its bus or group where that is not the one that is looked in by itself. */
export function triggerText({ engine, name, home }: Pick<Trigger, 'engine' | 'name' | 'home'>): string {
  return home === (engine === 'rule' ? defaultBus : ownGroup) ? name : `${home}/${name}`;
}

/** The bus of AWS's own events, the only one that rules of ecsctl are on. */
export const defaultBus = 'default';
/** The group of Scheduler that schedules of ecsctl are in. */
export const ownGroup = 'ecsctl';
