import type { CreateEventBusRequest, RuleState, Target } from '@aws-sdk/client-eventbridge';

/** EventBridge's resources in one region. */
export interface EventsState {
  /** By name; `default` is there from the start. */
  readonly buses: Map<string, EventBus>;
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
}

export function emptyEvents(): EventsState {
  const bus: EventBus = { name: 'default', createdAt: undefined, settings: {}, rules: new Map() };
  return { buses: new Map([[bus.name, bus]]) };
}
