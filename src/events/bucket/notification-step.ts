import type { NotificationConfiguration } from '@aws-sdk/client-s3';
import type { Kept, Resource, Step } from '../../plan/plan.ts';
import { eventsCall } from '../calls.ts';
import type { FoundBucket } from './found-bucket.ts';

/** Which notifications a bucket may have beside those to EventBridge. */
const others = [
  ['TopicConfigurations', 'topic'],
  ['QueueConfigurations', 'queue'],
  ['LambdaFunctionConfigurations', 'function'],
] as const;

/**
 * The step that has the bucket tell EventBridge, with all that it told before; none where it does already. Destinations
 * that are there are not tested anew: one that is broken is no reason to refuse.
 */
export function notificationStep(bucket: FoundBucket): Step[] {
  const { name, notifications } = bucket;
  if (notifications.EventBridgeConfiguration) return [];
  const put = (NotificationConfiguration: NotificationConfiguration) =>
    eventsCall('s3', 'PutBucketNotificationConfiguration', {
      Bucket: name,
      NotificationConfiguration,
      SkipDestinationValidation: true,
    });
  return [
    {
      id: 'bucket',
      action: 'update',
      resource: resourceOf(bucket),
      reason: 'the bucket is to tell EventBridge of its objects, which takes about five minutes to begin',
      changes: [{ field: 'EventBridge', to: true }],
      after: [],
      call: put({ ...notifications, EventBridgeConfiguration: {} }),
      undo: put(notifications),
    },
  ];
}

/** The bucket's notifications that are somebody else's, where there are any. */
export function keptNotifications(bucket: FoundBucket): Kept[] {
  const words = others.flatMap(([member, word]) =>
    (bucket.notifications[member] ?? []).map(({ Id }) => `${word}${Id ? ` ${Id}` : ''}`),
  );
  if (words.length === 0) return [];
  return [
    {
      resource: resourceOf(bucket),
      reason: `it goes on telling ${words.length === 1 ? 'another' : `${words.length} others`}: ${words.join(', ')}`,
    },
  ];
}

function resourceOf({ name }: FoundBucket): Resource {
  return { type: 'bucket notifications', id: name };
}
