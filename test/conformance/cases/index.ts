import { capacityCases } from './capacity.ts';
import type { Case } from './case.ts';
import { stackCases } from './cleanup-stack.ts';
import { taskDefinitionCases } from './cleanup-task-definitions.ts';
import { accessCases } from './ecr-access.ts';
import { lifecycleCases } from './ecr-lifecycle.ts';
import { loginCases } from './ecr-login.ts';
import { imageListCases } from './ecr-ls.ts';
import { pruneCases } from './ecr-prune.ts';
import { repoCases } from './ecr-repo.ts';
import { scanCases } from './ecr-scan.ts';
import { tagCases } from './ecr-tag.ts';
import { stopCases } from './events-on-stop.ts';
import { uploadCases } from './events-on-upload.ts';
import { eventReadingCases } from './events-reading.ts';
import { eventRemovalCases } from './events-rm.ts';
import { eventRunningCases } from './events-running.ts';
import { clockCases } from './events-schedule.ts';
import { predictCases } from './scale-predict.ts';
import { lsCases, statusCases } from './scale-reading.ts';
import { rmCases } from './scale-rm.ts';
import { scheduleCases } from './scale-schedule.ts';
import { setCases } from './scale-set.ts';
import { stepCases } from './scale-step.ts';
import { resumeCases, suspendCases } from './scale-suspend.ts';

export const cases: readonly Case[] = [
  // CloudFormation takes its time, so that these come first.
  ...stackCases,
  ...taskDefinitionCases,
  ...scanCases,
  ...imageListCases,
  ...pruneCases,
  ...lifecycleCases,
  ...repoCases,
  ...tagCases,
  ...loginCases,
  ...accessCases,
  ...setCases,
  ...stepCases,
  ...scheduleCases,
  ...predictCases,
  ...suspendCases,
  ...resumeCases,
  ...rmCases,
  ...statusCases,
  ...lsCases,
  ...capacityCases,
  ...uploadCases,
  ...clockCases,
  ...stopCases,
  ...eventReadingCases,
  ...eventRunningCases,
  ...eventRemovalCases,
];
