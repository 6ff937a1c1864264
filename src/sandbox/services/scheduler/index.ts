import type { Service } from '../../service.ts';
import { CreateScheduleGroup, DeleteScheduleGroup, GetScheduleGroup, ListScheduleGroups } from './groups.ts';
import { CreateSchedule, DeleteSchedule, UpdateSchedule } from './schedules.ts';
import { GetSchedule, ListSchedules } from './schedules-read.ts';
import { ListTagsForResource, TagResource, UntagResource } from './tags.ts';

export const scheduler: Service = {
  signingName: 'scheduler',
  iamPrefix: 'scheduler',
  sdk: () => import('@aws-sdk/client-scheduler'),
  handlers: {
    CreateSchedule,
    GetSchedule,
    UpdateSchedule,
    DeleteSchedule,
    ListSchedules,
    CreateScheduleGroup,
    GetScheduleGroup,
    ListScheduleGroups,
    DeleteScheduleGroup,
    TagResource,
    UntagResource,
    ListTagsForResource,
  },
};
