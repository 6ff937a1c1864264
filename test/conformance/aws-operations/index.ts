import { applicationAutoscaling } from './application-autoscaling.ts';
import { cloudwatch } from './cloudwatch.ts';
import { ecs } from './ecs.ts';
import { elbv2 } from './elbv2.ts';
import type { Story } from './exercise.ts';
import { iam } from './iam.ts';
import { sqs } from './sqs.ts';
import { sts } from './sts.ts';

export const stories: readonly Story[] = [ecs, applicationAutoscaling, cloudwatch, elbv2, sqs, iam, sts];
