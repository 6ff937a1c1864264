import type { EventBridge, PutRuleCommandInput, Target } from '@aws-sdk/client-eventbridge';
import type { Scheduler } from '@aws-sdk/client-scheduler';
import { arn } from '../../../world/arn.ts';
import { events } from '../../events/index.ts';
import { scheduler } from '../../scheduler/index.ts';
import { isMembers } from '../template/template.ts';
import { inputOf, tagsOf, textOf } from './members.ts';
import { requestsTo } from './request.ts';
import type { Properties, ResourceType } from './resource-type.ts';

const ask = requestsTo<EventBridge>(events);
const askScheduler = requestsTo<Scheduler>(scheduler);

/** Its physical id is its name, behind `<bus>|` where the bus is not the default one. */
const rule: ResourceType = {
  create(properties, { call, uniqueName, tags }) {
    const Name = textOf(properties, 'Name') ?? uniqueName(64);
    const EventBusName = textOf(properties, 'EventBusName');
    const input = { ...ruleInput(properties), Name, EventBusName, Tags: tagsOf(properties, tags) };
    ask('putRule', input, call);
    const Targets = inputOf<{ Targets?: Target[] }>(properties).Targets ?? [];
    if (Targets.length > 0) ask('putTargets', { Rule: Name, EventBusName, Targets }, call);
    return EventBusName === undefined ? Name : `${EventBusName}|${Name}`;
  },
  remove(id, { call }) {
    const { Name, EventBusName } = ruleOf(id);
    const { Targets = [] } = ask('listTargetsByRule', { Rule: Name, EventBusName }, call);
    const Ids = Targets.map((target) => target.Id ?? '');
    if (Ids.length > 0) ask('removeTargets', { Rule: Name, EventBusName, Ids }, call);
    ask('deleteRule', { Name, EventBusName }, call);
    return true;
  },
  attribute: (name, id, { region }) =>
    name === 'Arn' ? arn(region, 'events', `rule/${pathOf(id)}`) : undefined,
  arn: (id, { region }) => arn(region, 'events', `rule/${pathOf(id)}`),
};

/** Its physical id is its name; schedules in groups of their own are named `<group>|<name>`. They have no tags. */
const schedule: ResourceType = {
  remove(id, { call }) {
    const [Name, GroupName] = id.split('|').toReversed();
    askScheduler('deleteSchedule', { Name, GroupName }, call);
    return true;
  },
};

function ruleInput(properties: Properties): Omit<PutRuleCommandInput, 'Name'> {
  const { EventPattern: pattern } = properties;
  return {
    ScheduleExpression: textOf(properties, 'ScheduleExpression'),
    Description: textOf(properties, 'Description'),
    State: textOf(properties, 'State') === 'DISABLED' ? 'DISABLED' : 'ENABLED',
    RoleArn: textOf(properties, 'RoleArn'),
    ...(pattern !== undefined && {
      EventPattern: isMembers(pattern) ? JSON.stringify(pattern) : String(pattern),
    }),
  };
}

function ruleOf(id: string): { Name: string; EventBusName?: string } {
  const [Name = '', EventBusName] = id.split('|').toReversed();
  return { Name, ...(EventBusName !== undefined && { EventBusName }) };
}

function pathOf(id: string): string {
  const { Name, EventBusName } = ruleOf(id);
  return EventBusName === undefined || EventBusName === 'default' ? Name : `${EventBusName}/${Name}`;
}

export const eventTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::Events::Rule': rule,
  'AWS::Scheduler::Schedule': schedule,
};
