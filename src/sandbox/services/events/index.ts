import type { Service } from '../../service.ts';
import { CreateEventBus, DeleteEventBus, DescribeEventBus, ListEventBuses } from './buses.ts';
import { PutEvents } from './put-events.ts';
import { DeleteRule, DisableRule, EnableRule, PutRule } from './rules.ts';
import { DescribeRule, ListRules } from './rules-read.ts';
import { ListTagsForResource, TagResource, UntagResource } from './tags.ts';
import { ListRuleNamesByTarget, ListTargetsByRule, PutTargets, RemoveTargets } from './targets.ts';
import { TestEventPattern } from './test-event-pattern.ts';

export const events: Service = {
  signingName: 'events',
  iamPrefix: 'events',
  sdk: () => import('@aws-sdk/client-eventbridge'),
  handlers: {
    CreateEventBus,
    DeleteEventBus,
    DescribeEventBus,
    ListEventBuses,
    PutRule,
    DeleteRule,
    EnableRule,
    DisableRule,
    DescribeRule,
    ListRules,
    PutTargets,
    RemoveTargets,
    ListTargetsByRule,
    ListRuleNamesByTarget,
    PutEvents,
    TestEventPattern,
    TagResource,
    UntagResource,
    ListTagsForResource,
  },
};
