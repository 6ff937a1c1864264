import type { Service } from '../../service.ts';
import { FilterLogEvents } from './filter-events.ts';
import { GetLogEvents } from './get-events.ts';
import {
  CreateLogGroup,
  DeleteLogGroup,
  DeleteRetentionPolicy,
  PutLogGroupDeletionProtection,
  PutRetentionPolicy,
} from './groups.ts';
import { DescribeLogGroups } from './groups-read.ts';
import { PutLogEvents } from './put-events.ts';
import { DeleteResourcePolicy, DescribeResourcePolicies, PutResourcePolicy } from './resource-policies.ts';
import { CreateLogStream, DeleteLogStream, DescribeLogStreams } from './streams.ts';
import { ListTagsForResource, TagResource, UntagResource } from './tags.ts';

export const logs: Service = {
  signingName: 'logs',
  iamPrefix: 'logs',
  sdk: () => import('@aws-sdk/client-cloudwatch-logs'),
  handlers: {
    CreateLogGroup,
    DeleteLogGroup,
    DescribeLogGroups,
    PutLogGroupDeletionProtection,
    PutRetentionPolicy,
    DeleteRetentionPolicy,
    CreateLogStream,
    DeleteLogStream,
    DescribeLogStreams,
    PutLogEvents,
    GetLogEvents,
    FilterLogEvents,
    TagResource,
    UntagResource,
    ListTagsForResource,
    PutResourcePolicy,
    DescribeResourcePolicies,
    DeleteResourcePolicy,
  },
};
