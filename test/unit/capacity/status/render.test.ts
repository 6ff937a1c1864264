import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { judgeStatus } from '../../../../src/capacity/status/judge.ts';
import { renderStatus } from '../../../../src/capacity/status/render.ts';
import { aMachine, aPlacedService, aPlacementEvent, aWaitingTask } from '../../../support/found-fleet.ts';
import { pipe, taggedPaint, terminalScreen } from '../../terminal/screens.ts';
import { aFoundStatus, growing, placed } from './found-status.ts';

const drawn = (found = growing(), width = 80) => renderStatus(judgeStatus(found), terminalScreen(width));

describe('the screen', () => {
  it('answers first, then shows what waits, what there is and what comes', () => {
    expect(`\n${drawn()}`).toMatchInlineSnapshot(`
      "
      ◆ 3 tasks of api wait: nodes grows from 2 to 4 instances, of at most 6.

      Tasks              6 running, 1 starting, 3 without a place
      Default strategy   none
      Asked              fleet in eu-central-1, 2026-03-02T09:30:00Z

      WITHOUT A PLACE
      3 tasks of api (api:1), the first came 3m ago; each 512 CPU units, 1,024 MiB
        · closest is i-0aaaaaaaaaaaaaaa2: CPU: 256 free of 2,048, needs 512
        · nodes grows from 2 to 4 instances, of at most 6

      INSTANCE             TYPE      TASKS        CPU FREE        MIB FREE    ENIS
      nodes  ██████████│▒▒▒▒▒▒▒▒▒▒ 200% reserved of 100%
        2 instances of 2 to 6, 2 arriving
        → grows from 2 to 4 instances, of at most 6
      i-0aaaaaaaaaaaaaaa2  t3.large      4    256 of 2,048  3,727 of 7,823  2 of 2
      i-0aaaaaaaaaaaaaaa1  t3.large      4      0 of 2,048  3,727 of 7,823  2 of 2
      i-0cccccccccccccc1   t3.large              launching
      i-0cccccccccccccc2   t3.large                joining

      no capacity provider: 1 instance that ECS neither adds nor takes away
      i-0bbbbbbbbbbbbbbb1  t3.large      2  1,024 of 2,048  5,000 of 7,823  2 of 2

      FARGATE has no instances to wait for; 0 tasks on it"
    `);
  });

  it('has bars and zones where there is room', () => {
    expect(`\n${drawn(growing(), 160)}`).toMatchInlineSnapshot(`
      "
      ◆ 3 tasks of api wait: nodes grows from 2 to 4 instances, of at most 6.

      Tasks              6 running, 1 starting, 3 without a place
      Default strategy   none
      Asked              fleet in eu-central-1, 2026-03-02T09:30:00Z

      WITHOUT A PLACE
      3 tasks of api (api:1), the first came 3m ago; each 512 CPU units, 1,024 MiB
        · closest is i-0aaaaaaaaaaaaaaa2: CPU: 256 free of 2,048, needs 512
        · nodes grows from 2 to 4 instances, of at most 6

      INSTANCE             TYPE      ZONE           TASKS  CPU                   FREE  MEMORY                FREE  ENIS FREE
      nodes  ██████████│▒▒▒▒▒▒▒▒▒▒ 200% reserved of 100%  2 instances of 2 to 6, 2 arriving
        → grows from 2 to 4 instances, of at most 6
      i-0aaaaaaaaaaaaaaa2  t3.large  eu-central-1a      4  █████████░    256 of 2,048  █████░░░░░  3,727 of 7,823     2 of 2
      i-0aaaaaaaaaaaaaaa1  t3.large  eu-central-1a      4  ██████████      0 of 2,048  █████░░░░░  3,727 of 7,823     2 of 2
      i-0cccccccccccccc1   t3.large  eu-central-1a                          launching
      i-0cccccccccccccc2   t3.large  eu-central-1a                            joining

      no capacity provider: 1 instance that ECS neither adds nor takes away
      i-0bbbbbbbbbbbbbbb1  t3.large  eu-central-1a      2  █████░░░░░  1,024 of 2,048  ████░░░░░░  5,000 of 7,823     2 of 2

      FARGATE has no instances to wait for; 0 tasks on it"
    `);
  });

  it('says little where all is well', () => {
    expect(`\n${drawn(aFoundStatus({ tasks: placed() }))}`).toMatchInlineSnapshot(`
      "
      ● all 7 tasks have a place, 1 of them starting; nodes keeps its 2 instances, its
        least.

      Tasks              6 running, 1 starting, 0 without a place
      Default strategy   none
      Asked              fleet in eu-central-1, 2026-03-02T09:30:00Z

      INSTANCE  TYPE      TASKS      CPU FREE        MIB FREE    ENIS
      nodes  ████████████████████ 100% reserved of 100%  2 instances of 2 to 6
        → keeps its 2 instances, its least
      i-2       t3.large      3  512 of 2,048  4,751 of 7,823  2 of 2
      i-1       t3.large      4    0 of 2,048  3,727 of 7,823  2 of 2"
    `);
  });

  it('has a line that helps for a cluster without anything', () => {
    const found = aFoundStatus({ providers: [], instances: [] }, { capacityProviders: [] });
    expect(`\n${drawn(found)}`).toMatchInlineSnapshot(`
      "
      ○ cluster fleet has neither capacity providers nor instances: only launch type
        FARGATE runs in it.
        → ecsctl capacity attach fleet FARGATE FARGATE_SPOT

      Tasks              0 running, 0 starting, 0 without a place
      Default strategy   none
      Asked              fleet in eu-central-1, 2026-03-02T09:30:00Z"
    `);
  });

  it('has one line for each provider without instances, and for tasks on Fargate without one', () => {
    const fargate = { launchType: 'FARGATE', lastStatus: 'RUNNING' } as const;
    const tasks = [
      aWaitingTask({ ...fargate, capacityProviderName: 'FARGATE_SPOT' }),
      aWaitingTask({ ...fargate, capacityProviderName: undefined }),
    ];
    const found = aFoundStatus(
      { tasks, providers: [], instances: [] },
      { capacityProviders: ['FARGATE', 'FARGATE_SPOT'] },
    );
    expect(`\n${drawn(found)}`).toMatchInlineSnapshot(`
      "
      ● all 2 tasks have a place.

      Tasks              2 running, 0 starting, 0 without a place
      Default strategy   none
      Asked              fleet in eu-central-1, 2026-03-02T09:30:00Z

      FARGATE has no instances to wait for; 0 tasks on it
      FARGATE_SPOT has no instances to wait for, while AWS has capacity to spare; 1
        task on it
      launch type FARGATEhas no instances to wait for; 1 task on it"
    `);
  });

  it('sums up what it does not show', () => {
    const instances = Array.from({ length: 30 }, (_, index) =>
      aMachine({ id: `i-${index}`, free: [64 * index, 100 * index] }),
    );
    const lines = drawn(aFoundStatus({ instances })).split('\n');
    expect(lines.filter((line) => line.startsWith('i-'))).toHaveLength(8);
    expect(lines.at(-1)).toBe(
      'and 22 more instances with 20,416 CPU units and 31,900 MiB free in all: -o json',
    );
  });

  it('repeats what ECS said where it cannot be explained', () => {
    const services = [
      aPlacedService([9, 7, 2], {
        placementConstraints: [{ type: 'distinctInstance' }],
        events: [aPlacementEvent()],
      }),
    ];
    const instances = [aMachine({ id: 'i-1' })];
    const text = drawn(aFoundStatus({ services, instances, tasks: [aWaitingTask()] }), 120);
    expect(text).toContain('· whether it fits there is not judged here: distinctInstance');
    expect(text).toContain('· ECS said: was unable to place a task because');
  });

  it.each([40, 80, 120, 160])('is nowhere wider than %i columns', (width) => {
    const lines = drawn(growing(), width).split('\n');
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
  });

  it('is coloured by what is good and what is not', () => {
    const text = renderStatus(judgeStatus(growing()), terminalScreen(160, taggedPaint));
    expect(text).toContain('<warn>◆</warn> <strong>3 tasks of api wait');
    expect(text).toContain('<accent>→ grows from 2 to 4 instances, of at most 6</accent>');
  });
});

describe('in a pipe', () => {
  it('is a row for each part, which its first column names', () => {
    const text = renderStatus(judgeStatus(growing()), pipe);
    expect(`\n${text.replaceAll('\t', ' | ')}`).toMatchInlineSnapshot(`
      "
      cluster | fleet
      verdict | waiting
      why | 3 tasks of api wait: nodes grows from 2 to 4 instances, of at most 6.
      running | 6
      starting | 1
      waiting | 3
      default | none
      waiting | api | 3 | instances-come | 2026-03-02T09:27:00.000Z | closest is i-0aaaaaaaaaaaaaaa2: CPU: 256 free of 2,048, needs 512 | nodes grows from 2 to 4 instances, of at most 6
      provider | nodes | grows | 200 | 100 | 2 | 4 | 2 | 6 | 7 | grows from 2 to 4 instances, of at most 6
      provider | FARGATE | by-aws |  |  |  |  |  |  | 0 | has no instances to wait for
      instance | i-0aaaaaaaaaaaaaaa2 | nodes | active | t3.large | eu-central-1a | 4 | 256 | 2048 | 3727 | 7823 | 2 | 2
      instance | i-0aaaaaaaaaaaaaaa1 | nodes | active | t3.large | eu-central-1a | 4 | 0 | 2048 | 3727 | 7823 | 2 | 2
      instance | i-0cccccccccccccc1 | nodes | launching | t3.large | eu-central-1a | 0 |  |  |  |  |  | 
      instance | i-0cccccccccccccc2 | nodes | joining | t3.large | eu-central-1a | 0 |  |  |  |  |  | 
      instance | i-0bbbbbbbbbbbbbbb1 |  | active | t3.large | eu-central-1a | 2 | 1024 | 2048 | 5000 | 7823 | 2 | 2"
    `);
  });
});
