import type { RetryPolicy, Target } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { RunTask, StopTask } from '../../../../../src/sandbox/services/ecs/run-task.ts';
import { type BusEvent, busEvent } from '../../../../../src/sandbox/services/events/bus-event.ts';
import { publish } from '../../../../../src/sandbox/services/events/publish.ts';
import { DisableRule, EnableRule, PutRule } from '../../../../../src/sandbox/services/events/rules.ts';
import { PutTargets } from '../../../../../src/sandbox/services/events/targets.ts';
import type { PracticeWorld } from '../../world/practice-world.ts';
import { fleet } from '../ecs/small-fleet.ts';
import {
  counted,
  deadLetters,
  jobArn,
  jobTarget,
  makeQueue,
  makeRole,
  rights,
  worldWithJob,
} from './job-world.ts';

const EventPattern = JSON.stringify({ source: ['shop.orders'], detail: { state: ['paid'] } });
const ruleArn = 'arn:aws:events:us-east-1:123456789012:rule/paid';

function withRule(practice: PracticeWorld, target: Target): PracticeWorld {
  makeRole(practice, 'events.amazonaws.com', [rights.run, rights.pass]);
  makeQueue(practice, ruleArn);
  PutRule({ Name: 'paid', EventPattern }, practice.call);
  PutTargets({ Rule: 'paid', Targets: [target] }, practice.call);
  return practice;
}

function order({ region, call }: PracticeWorld, state: string): BusEvent {
  const said = { source: 'shop.orders', detailType: 'Order', resources: [], detail: { state } };
  return busEvent(region, call.now, said);
}

function say(practice: PracticeWorld, state: string): BusEvent {
  const event = order(practice, state);
  publish(practice.region, event, practice.call.now);
  return event;
}

function started({ region }: PracticeWorld) {
  const tasks = region.ecs.clusters.get('prod')?.tasks ?? [];
  return tasks.filter(({ startedBy }) => startedBy === 'events-rule/paid');
}

describe('an event on the default bus', () => {
  it('runs the task of each rule that it matches', () => {
    const practice = withRule(worldWithJob(), jobTarget());
    PutRule({ Name: 'other', EventPattern: '{"source":["shop.stock"]}' }, practice.call);
    PutTargets({ Rule: 'other', Targets: [jobTarget()] }, practice.call);
    say(practice, 'open');
    expect(started(practice)).toHaveLength(0);
    say(practice, 'paid');
    expect(started(practice)).toMatchObject([{ taskDefinition: `${jobArn}:1` }]);
    expect(counted(practice, 'TriggeredRules', 'paid')).toBe(1);
    expect(counted(practice, 'TriggeredRules', 'other')).toBeUndefined();
  });

  it('does nothing where the rule is disabled', () => {
    const practice = withRule(worldWithJob(), jobTarget());
    DisableRule({ Name: 'paid' }, practice.call);
    say(practice, 'paid');
    expect(started(practice)).toHaveLength(0);
    EnableRule({ Name: 'paid' }, practice.call);
    say(practice, 'paid');
    expect(started(practice)).toHaveLength(1);
  });

  it('is matched with the pattern that the rule has now', () => {
    const practice = withRule(worldWithJob(), jobTarget());
    say(practice, 'paid');
    PutRule({ Name: 'paid', EventPattern: EventPattern.replace('paid', 'open') }, practice.call);
    say(practice, 'paid');
    say(practice, 'open');
    expect(started(practice)).toHaveLength(2);
  });

  it('may be what a target of the rule has brought about, one time after another', () => {
    const practice = withRule(worldWithJob(), jobTarget());
    const pattern = { source: ['aws.ecs'], detail: { lastStatus: ['RUNNING'] } };
    PutRule({ Name: 'paid', EventPattern: JSON.stringify(pattern) }, practice.call);
    const network = { awsvpcConfiguration: { subnets: ['subnet-1'] } };
    const job = { cluster: 'prod', taskDefinition: 'job', launchType: 'FARGATE' } as const;
    RunTask({ ...job, networkConfiguration: network }, practice.call);
    practice.pass(300);
    // A task takes 20 to 40 seconds until it runs and starts the next.
    expect(started(practice).length).toBeGreaterThanOrEqual(6);
    expect(started(practice).length).toBeLessThanOrEqual(15);
  });
});

describe('a target without room', () => {
  const job = { TaskDefinitionArn: jobArn, LaunchType: 'EC2', NetworkConfiguration: undefined } as const;

  /** Four tasks fit on the one machine, and four there are. */
  function full(RetryPolicy?: RetryPolicy): PracticeWorld {
    const practice = withRule(fleet({ least: 1, most: 1 }), jobTarget(job, { RetryPolicy }));
    practice.pass(600);
    const four = { cluster: 'prod', taskDefinition: 'job', launchType: 'EC2', count: 4 } as const;
    expect(RunTask(four, practice.call).tasks).toHaveLength(4);
    return practice;
  }

  it('is tried again until it has some', () => {
    const practice = full();
    say(practice, 'paid');
    practice.pass(300);
    expect(started(practice)).toHaveLength(0);
    expect(counted(practice, 'Invocations', 'paid')).toBeUndefined();
    const [task] = practice.region.ecs.clusters.get('prod')?.tasks ?? [];
    StopTask({ cluster: 'prod', task: task?.arn }, practice.call);
    practice.pass(1800);
    expect(started(practice)).toHaveLength(1);
    expect(counted(practice, 'Invocations', 'paid')).toBe(1);
    expect(counted(practice, 'FailedInvocations', 'paid')).toBeUndefined();
    expect(deadLetters(practice)).toEqual([]);
  });

  it('is given up after as many retries as the policy allows', () => {
    const practice = full({ MaximumRetryAttempts: 3 });
    const event = say(practice, 'paid');
    practice.pass(3600);
    expect(deadLetters(practice)).toEqual([
      {
        body: event,
        said: expect.objectContaining({
          ERROR_CODE: 'RESOURCE_LIMIT_EXCEEDED',
          EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
          RETRY_ATTEMPTS: '3',
        }),
      },
    ]);
    expect(counted(practice, 'FailedInvocations', 'paid')).toBe(1);
  });

  it('is given up when the event is older than the policy allows', () => {
    const practice = full({ MaximumEventAgeInSeconds: 60 });
    say(practice, 'paid');
    practice.pass(50);
    expect(deadLetters(practice)).toEqual([]);
    practice.pass(20);
    expect(deadLetters(practice)[0]?.said).toMatchObject({
      EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds',
      RETRY_ATTEMPTS: '2',
    });
  });

  it('is given up after a day, and 185 retries fit into it', () => {
    const practice = full();
    say(practice, 'paid');
    practice.pass(24 * 3600 + 60);
    expect(deadLetters(practice)[0]?.said).toMatchObject({
      EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
      RETRY_ATTEMPTS: '185',
    });
  });
});
