import { applicationAutoscaling } from './application-autoscaling.ts';
import { autoscaling } from './autoscaling.ts';
import { cloudformation } from './cloudformation.ts';
import { cloudwatch } from './cloudwatch.ts';
import { ec2 } from './ec2.ts';
import { ecr } from './ecr.ts';
import { ecrPublic } from './ecr-public.ts';
import { ecs } from './ecs.ts';
import { elbv2 } from './elbv2.ts';
import { events } from './events.ts';
import type { Story } from './exercise.ts';
import { iam } from './iam.ts';
import { lambda } from './lambda.ts';
import { logs } from './logs.ts';
import { resourcegroupstaggingapi } from './resourcegroupstaggingapi.ts';
import { s3api } from './s3api.ts';
import { scheduler } from './scheduler.ts';
import { servicediscovery } from './servicediscovery.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { sts } from './sts.ts';

export const stories: readonly Story[] = [
  ecs,
  applicationAutoscaling,
  cloudwatch,
  elbv2,
  ec2,
  sqs,
  iam,
  sns,
  lambda,
  sts,
  events,
  autoscaling,
  servicediscovery,
  scheduler,
  resourcegroupstaggingapi,
  s3api,
  logs,
  ecr,
  ecrPublic,
  cloudformation,
];
