import type { NotificationConfiguration, NotificationConfigurationFilter } from '@aws-sdk/client-s3';
import { AwsError } from '../../service.ts';

/** What is sent where, of all three kinds of destinations alike. */
export interface NotificationRule {
  readonly service: 'sns' | 'sqs' | 'lambda';
  readonly destination: string;
  readonly id: string | undefined;
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

/** The events that S3 knows, by what they are about; `*` stands for all of a kind. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  ObjectCreated: ['*', 'Put', 'Post', 'Copy', 'CompleteMultipartUpload'],
  ObjectRemoved: ['*', 'Delete', 'DeleteMarkerCreated'],
  ObjectRestore: ['*', 'Post', 'Completed', 'Delete'],
  ObjectTagging: ['*', 'Put', 'Delete'],
  ObjectAnnotation: ['*', 'Put', 'Delete'],
  ObjectAcl: ['Put'],
  ObjectRetention: ['Put'],
  LifecycleExpiration: ['*', 'Delete', 'DeleteMarkerCreated'],
  LifecycleTransition: [''],
  IntelligentTiering: [''],
  ReducedRedundancyLostObject: [''],
  Replication: [
    ...['*', 'OperationFailedReplication', 'OperationMissedThreshold', 'OperationNotTracked'],
    'OperationReplicatedAfterThreshold',
  ],
};

/** The rules of a configuration. Throws InvalidArgument for a filter that is not one of prefix and suffix. */
export function notificationRules(given: NotificationConfiguration): NotificationRule[] {
  const { TopicConfigurations, QueueConfigurations, LambdaFunctionConfigurations } = given;
  const of = (
    service: NotificationRule['service'],
    destination = '',
    rule: { Id?: string; Events?: readonly string[]; Filter?: NotificationConfigurationFilter },
  ) => ({ service, destination, id: rule.Id, events: rule.Events ?? [], ...filterOf(rule.Filter) });
  return [
    ...(TopicConfigurations ?? []).map((rule) => of('sns', rule.TopicArn, rule)),
    ...(QueueConfigurations ?? []).map((rule) => of('sqs', rule.QueueArn, rule)),
    ...(LambdaFunctionConfigurations ?? []).map((rule) => of('lambda', rule.LambdaFunctionArn, rule)),
  ];
}

/**
 * Throws InvalidArgument for an event that there is not, an id that is used twice, and two rules that would both speak of
 * the same event of the same key.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
export function checkRules(rules: readonly NotificationRule[]): void {
  for (const [index, rule] of rules.entries()) {
    if (rule.events.length === 0 || !rule.events.every(isEvent)) {
      throw invalid('The event is not supported for notifications');
    }
    for (const other of rules.slice(index + 1)) checkPair(rule, other);
  }
}

export function invalid(message: string): AwsError {
  return new AwsError('InvalidArgument', message);
}

function checkPair(one: NotificationRule, other: NotificationRule): void {
  if (one.id !== undefined && one.id === other.id) {
    throw invalid('Same ID used for multiple configurations. IDs must be unique');
  }
  if (!one.events.some((event) => other.events.some((second) => overlap(event, second)))) return;
  const samePrefix = one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix);
  const sameSuffix = one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix);
  if (!samePrefix || !sameSuffix) return;
  const isFiltered = [one, other].some(({ prefix, suffix }) => prefix + suffix !== '');
  throw invalid(
    isFiltered
      ? 'Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.'
      : 'Configurations overlap. Configurations on the same bucket cannot share a common event type.',
  );
}

function isEvent(event: string): boolean {
  const [source, kind = '', what = ''] = event.split(':');
  return source === 's3' && EVENTS[kind]?.includes(what) === true;
}

function overlap(one: string, other: string): boolean {
  const covers = (wide: string, narrow: string) =>
    wide.endsWith(':*') && narrow.startsWith(wide.slice(0, -1));
  return one === other || covers(one, other) || covers(other, one);
}

function filterOf({ Key }: NotificationConfigurationFilter = {}): { prefix: string; suffix: string } {
  const found = { prefix: '', suffix: '' };
  const seen = new Set<string>();
  for (const { Name, Value = '' } of Key?.FilterRules ?? []) {
    const name = (Name ?? '').toLowerCase();
    if (name !== 'prefix' && name !== 'suffix') {
      throw invalid('filter rule name must be either prefix or suffix');
    }
    if (seen.has(name)) throw invalid(`Cannot specify more than one ${name} rule in a filter.`);
    seen.add(name);
    found[name] = Value;
  }
  return found;
}
