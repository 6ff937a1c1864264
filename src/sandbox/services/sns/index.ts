import type { Service } from '../../service.ts';
import { GetTopicAttributes, SetTopicAttributes } from './attributes.ts';
import { AddPermission, RemovePermission } from './permissions.ts';
import { Publish } from './publishing.ts';
import { ListSubscriptionsByTopic, Subscribe, Unsubscribe } from './subscriptions.ts';
import { ListTagsForResource, TagResource, UntagResource } from './tags.ts';
import { CreateTopic, DeleteTopic, ListTopics } from './topics.ts';

export const sns: Service = {
  signingName: 'sns',
  iamPrefix: 'sns',
  sdk: () => import('@aws-sdk/client-sns'),
  handlers: {
    CreateTopic,
    DeleteTopic,
    ListTopics,
    GetTopicAttributes,
    SetTopicAttributes,
    AddPermission,
    RemovePermission,
    Subscribe,
    Unsubscribe,
    ListSubscriptionsByTopic,
    Publish,
    TagResource,
    UntagResource,
    ListTagsForResource,
  },
};
