import { describe, expect, it } from 'vitest';
import { rule } from '../../../../src/cleanup/kinds/rule.ts';
import { CreateEventBus } from '../../../../src/sandbox/services/events/buses.ts';
import { PutRule } from '../../../../src/sandbox/services/events/rules.ts';
import { PutTargets } from '../../../../src/sandbox/services/events/targets.ts';
import { inWords, KindPractice, namesOf } from './kind-practice.ts';

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:123456789012:${resource}`;
const RoleArn = 'arn:aws:iam::123456789012:role/starter';
const EcsParameters = { TaskDefinitionArn: arn('ecs', 'task-definition/report') };

function nightly(EventBusName?: string) {
  const practice = new KindPractice(rule);
  if (EventBusName) CreateEventBus({ Name: EventBusName }, practice.call);
  const EventPattern = JSON.stringify({ source: ['aws.s3'] });
  PutRule({ Name: 'nightly', EventBusName, EventPattern, Description: 'a report' }, practice.call);
  const Targets = [
    { Id: 'task', Arn: arn('ecs', 'cluster/prod'), RoleArn, EcsParameters },
    { Id: 'copy', Arn: arn('sqs', 'jobs') },
  ];
  PutTargets({ Rule: 'nightly', EventBusName, Targets }, practice.call);
  return practice;
}

describe('rules', () => {
  it('serve what their targets are and need the role', async () => {
    const thing = await nightly().thing('nightly');
    expect(inWords(thing.ties)).toEqual([
      'serves cluster prod',
      'serves task definition family report',
      `needs role ${RoleArn}`,
      `serves queue ${arn('sqs', 'jobs')}`,
    ]);
    expect(thing.aliases).toEqual([thing.arn]);
    expect(thing.idle).toBeUndefined();
  });

  it('of another bus have its name before theirs', async () => {
    const practice = nightly('shop');
    const thing = await practice.thing('shop|nightly');
    expect(thing.name).toBe('shop/nightly');
    expect(namesOf(await practice.remove(thing))).toEqual(['RemoveTargets', 'DeleteRule']);
    expect(await practice.find()).toEqual([]);
  });

  it('are deleted after their targets, and put back with them', async () => {
    const practice = nightly();
    const thing = await practice.thing('nightly');
    await practice.remove(thing);
    expect(await practice.find()).toEqual([]);
    await practice.undo(thing);
    const again = await practice.thing('nightly');
    expect(again.definition).toEqual(thing.definition);
  });

  it('without targets are idle, and have none to remove', async () => {
    const practice = new KindPractice(rule);
    PutRule({ Name: 'hourly', ScheduleExpression: 'rate(1 hour)' }, practice.call);
    const thing = await practice.thing('hourly');
    expect(thing.idle).toBe('it has no targets');
    expect(namesOf(await practice.remove(thing))).toEqual(['DeleteRule']);
  });

  it('that an AWS service made are left to it', async () => {
    const practice = nightly();
    const rules = practice.region.events.buses.get('default')?.rules;
    const made = rules?.get('nightly');
    if (made) rules?.set('nightly', { ...made, managedBy: 'autoscaling.amazonaws.com' });
    const thing = await practice.thing('nightly');
    expect(thing.automatic).toBe('autoscaling.amazonaws.com');
    expect(practice.removals(thing)).toEqual([]);
  });

  it('are found on all buses, with one call for the targets of each', async () => {
    const practice = nightly('shop');
    for (let index = 0; index < 120; index += 1) {
      PutRule({ Name: `rule-${index}`, ScheduleExpression: 'rate(1 hour)' }, practice.call);
    }
    expect(await practice.find()).toHaveLength(121);
    const calls = practice.aws.calls.map(({ operation }) => operation);
    expect(calls.filter((name) => name === 'ListTargetsByRule')).toHaveLength(121);
    expect(calls.filter((name) => name === 'ListRules')).toHaveLength(3);
  });
});
