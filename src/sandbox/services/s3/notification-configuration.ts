import type {
  GetBucketNotificationConfigurationCommandInput,
  GetBucketNotificationConfigurationCommandOutput,
  PutBucketNotificationConfigurationCommandInput,
  PutBucketNotificationConfigurationCommandOutput,
} from '@aws-sdk/client-s3';
import type { Answer, Call } from '../../service.ts';
import { findBucket } from './find-bucket.ts';
import { checkDestination } from './notification-destinations.ts';
import { checkRules, notificationRules } from './notification-rules.ts';

/**
 * Replaces the whole configuration, once its rules and their destinations have been checked; what was given no id gets
 * one. Events go to EventBridge some time later, as `rules.bucketNotificationSeconds` says, and stop at once. Nothing is
 * sent to the queues, topics and functions that are named.
 */
export function PutBucketNotificationConfiguration(
  input: PutBucketNotificationConfigurationCommandInput,
  call: Call,
): Answer<PutBucketNotificationConfigurationCommandOutput> {
  const { region, now } = call;
  const bucket = findBucket(input.Bucket, call);
  const given = input.NotificationConfiguration ?? {};
  const rules = notificationRules(given);
  checkRules(rules);
  if (!input.SkipDestinationValidation) {
    for (const rule of rules) checkDestination(region, bucket, rule);
  }
  const withId = <Rule extends { Id?: string | undefined }>(some: Rule[] | undefined): Rule[] | undefined =>
    some?.map((rule) => ({ ...rule, Id: rule.Id ?? region.ids.uuid() }));
  bucket.notifications = {
    TopicConfigurations: withId(given.TopicConfigurations),
    QueueConfigurations: withId(given.QueueConfigurations),
    LambdaFunctionConfigurations: withId(given.LambdaFunctionConfigurations),
    EventBridgeConfiguration: given.EventBridgeConfiguration,
  };
  const soon = now.getTime() + region.rules.bucketNotificationSeconds * 1000;
  bucket.eventsFrom = given.EventBridgeConfiguration && (bucket.eventsFrom ?? soon);
  return {};
}

export function GetBucketNotificationConfiguration(
  input: GetBucketNotificationConfigurationCommandInput,
  call: Call,
): Answer<GetBucketNotificationConfigurationCommandOutput> {
  return findBucket(input.Bucket, call).notifications;
}
