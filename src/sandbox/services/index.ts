import type { Service } from '../service.ts';
import { applicationAutoScaling } from './application-auto-scaling/index.ts';
import { autoScaling } from './auto-scaling/index.ts';
import { cloudformation } from './cloudformation/index.ts';
import { cloudwatch } from './cloudwatch/index.ts';
import { ec2 } from './ec2/index.ts';
import { ecr } from './ecr/index.ts';
import { ecrPublic } from './ecr-public/index.ts';
import { ecs } from './ecs/index.ts';
import { elbv2 } from './elbv2/index.ts';
import { events } from './events/index.ts';
import { iam } from './iam/index.ts';
import { lambda } from './lambda/index.ts';
import { logs } from './logs/index.ts';
import { s3 } from './s3/index.ts';
import { scheduler } from './scheduler/index.ts';
import { serviceDiscovery } from './service-discovery/index.ts';
import { sns } from './sns/index.ts';
import { sqs } from './sqs/index.ts';
import { sts } from './sts/index.ts';
import { tagging } from './tagging/index.ts';

/** Every AWS service that the sandbox answers for. */
export const services: readonly Service[] = [
  ecs,
  applicationAutoScaling,
  cloudwatch,
  elbv2,
  sqs,
  sns,
  lambda,
  sts,
  iam,
  cloudformation,
  ec2,
  logs,
  s3,
  serviceDiscovery,
  scheduler,
  events,
  autoScaling,
  ecr,
  ecrPublic,
  tagging,
];
