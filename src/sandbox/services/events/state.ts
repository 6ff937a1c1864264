import type { CreateEventBusRequest, RuleState, Target } from '@aws-sdk/client-eventbridge';
import type { BusEvent } from './bus-event.ts';

/** EventBridge's resources in one region. */
export interface EventsState {
  /** By name; `default` is there from the start. */
  readonly buses: Map<string, EventBus>;
  /** What has come to a bus by itself, to be matched with its rules within the tick. */
  readonly arrivals: Arrival[];
  /** Of what could not be handed over, when and how that is tried again. */
  readonly retries: Retry[];
}

export interface Arrival {
  readonly event: BusEvent;
  readonly busName: string;
  /** Milliseconds since the epoch, as all of these times. */
  readonly at: number;
}

export interface Retry {
  readonly at: number;
  again(now: Date): void;
}

export interface EventBus {
  readonly name: string;
  /** Undefined for the default bus, which nobody made. */
  readonly createdAt: Date | undefined;
  readonly settings: Pick<
    CreateEventBusRequest,
    'Description' | 'KmsKeyIdentifier' | 'DeadLetterConfig' | 'LogConfig'
  >;
  /** By name. */
  readonly rules: Map<string, EventRule>;
}

export interface EventRule {
  readonly name: string;
  readonly arn: string;
  readonly bus: EventBus;
  /** The AWS service that made the rule for its own ends; undefined for the account's own rules. */
  readonly managedBy: string | undefined;
  eventPattern: string | undefined;
  scheduleExpression: string | undefined;
  state: RuleState;
  description: string | undefined;
  roleArn: string | undefined;
  /** By id. */
  readonly targets: Map<string, Target>;
  /** When a rule with a schedule fires; undefined for one without, or that is disabled. */
  timer?: RuleTimer | undefined;
}

export interface RuleTimer {
  readonly expression: string;
  /** When it began to count, in milliseconds. */
  readonly since: number;
  /** When it fires next; undefined for never. */
  next: number | undefined;
}

export function emptyEvents(): EventsState {
  const bus: EventBus = { name: 'default', createdAt: undefined, settings: {}, rules: new Map() };
  return { buses: new Map([[bus.name, bus]]), arrivals: [], retries: [] };
}
