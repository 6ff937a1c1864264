/** SNS's resources in one region. */
export interface SnsState {
  /** By ARN. */
  readonly topics: Map<string, Topic>;
}

export interface Topic {
  readonly name: string;
  readonly arn: string;
  /** As CreateTopic and SetTopicAttributes set them, and the policy that a topic begins with. */
  readonly attributes: Map<string, string>;
  subscriptions: Subscription[];
  /** Subscriptions that there have been and are no more. */
  deletedSubscriptions: number;
}

export interface Subscription {
  readonly arn: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** Whether the body is the message alone, without what SNS says about it. */
  readonly isRaw: boolean;
  /** Whether nobody has confirmed it yet: a mailbox in the sandbox has no reader. */
  readonly isPending: boolean;
}

export function emptySns(): SnsState {
  return { topics: new Map() };
}
