import type { Service } from '../../service.ts';
import { DescribeScalingActivities } from './activities.ts';
import { DeleteAutoScalingGroup } from './deletion.ts';
import { CreateAutoScalingGroup, SetDesiredCapacity, UpdateAutoScalingGroup } from './groups.ts';
import { DescribeAutoScalingGroups } from './groups-read.ts';
import { SetInstanceProtection, TerminateInstanceInAutoScalingGroup } from './instances.ts';
import { DeletePolicy, DescribePolicies, PutScalingPolicy } from './policies.ts';
import { CreateOrUpdateTags, DeleteTags, DescribeTags } from './tags.ts';

export const autoScaling: Service = {
  signingName: 'autoscaling',
  iamPrefix: 'autoscaling',
  sdk: () => import('@aws-sdk/client-auto-scaling'),
  handlers: {
    CreateAutoScalingGroup,
    DescribeAutoScalingGroups,
    UpdateAutoScalingGroup,
    SetDesiredCapacity,
    DeleteAutoScalingGroup,
    SetInstanceProtection,
    TerminateInstanceInAutoScalingGroup,
    DescribeScalingActivities,
    PutScalingPolicy,
    DescribePolicies,
    DeletePolicy,
    CreateOrUpdateTags,
    DeleteTags,
    DescribeTags,
  },
};
