import type { Service } from '../../service.ts';
import { DescribeScalingActivities } from './activities.ts';
import { GetPredictiveScalingForecast } from './forecast.ts';
import { DeleteScalingPolicy, DescribeScalingPolicies, PutScalingPolicy } from './policies.ts';
import { DeleteScheduledAction, DescribeScheduledActions, PutScheduledAction } from './schedules.ts';
import { ListTagsForResource, TagResource, UntagResource } from './tags.ts';
import { DeregisterScalableTarget, DescribeScalableTargets, RegisterScalableTarget } from './targets.ts';

export const applicationAutoScaling: Service = {
  signingName: 'application-autoscaling',
  iamPrefix: 'application-autoscaling',
  sdk: () => import('@aws-sdk/client-application-auto-scaling'),
  handlers: {
    RegisterScalableTarget,
    DeregisterScalableTarget,
    DescribeScalableTargets,
    PutScalingPolicy,
    DeleteScalingPolicy,
    DescribeScalingPolicies,
    PutScheduledAction,
    DeleteScheduledAction,
    DescribeScheduledActions,
    DescribeScalingActivities,
    GetPredictiveScalingForecast,
    TagResource,
    UntagResource,
    ListTagsForResource,
  },
};
