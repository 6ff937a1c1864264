import type { Service } from '../../service.ts';
import { DeleteMessage, ReceiveMessage, SendMessage } from './messages.ts';
import {
  CreateQueue,
  DeleteQueue,
  GetQueueAttributes,
  GetQueueUrl,
  ListQueues,
  SetQueueAttributes,
} from './queues.ts';
import { ListQueueTags, TagQueue, UntagQueue } from './tags.ts';

export const sqs: Service = {
  signingName: 'sqs',
  iamPrefix: 'sqs',
  sdk: () => import('@aws-sdk/client-sqs'),
  handlers: {
    CreateQueue,
    DeleteQueue,
    GetQueueUrl,
    ListQueues,
    GetQueueAttributes,
    SetQueueAttributes,
    TagQueue,
    UntagQueue,
    ListQueueTags,
    SendMessage,
    ReceiveMessage,
    DeleteMessage,
  },
};
