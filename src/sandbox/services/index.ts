import type { Service } from '../service.ts';
import { applicationAutoScaling } from './application-auto-scaling/index.ts';
import { cloudwatch } from './cloudwatch/index.ts';
import { ecs } from './ecs/index.ts';
import { elbv2 } from './elbv2/index.ts';
import { iam } from './iam/index.ts';
import { sqs } from './sqs/index.ts';
import { sts } from './sts/index.ts';

/** Every AWS service that the sandbox answers for. */
export const services: readonly Service[] = [ecs, applicationAutoScaling, cloudwatch, elbv2, sqs, sts, iam];
