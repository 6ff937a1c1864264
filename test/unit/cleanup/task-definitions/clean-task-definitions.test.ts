import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTaskDefinitionCommand, ECSClient, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  cleanTaskDefinitions,
  read,
  taskDefinitionActions,
} from '../../../../src/cleanup/task-definitions/clean-task-definitions.ts';
import { revisionWishes } from '../../../../src/cleanup/task-definitions/flags.ts';
import { planRevisions } from '../../../../src/cleanup/task-definitions/plan-revisions.ts';
import { parseFlags } from '../../../../src/cli/values.ts';
import { plainPaint, type Screen } from '../../../../src/terminal/screen.ts';
import { globalFlags } from '../../../../src/verb/global-flags.ts';
import type { VerbContext } from '../../../../src/verb/verb.ts';
import { FakeTerminal } from '../../../support/fake-terminal.ts';
import { anyEstate, type Estate, type Made, make } from './estate.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ecsctl-task-definitions-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const screen: Screen = { width: 80, aligned: true, paint: plainPaint, now: new Date(0) };

interface Words {
  readonly family?: string | undefined;
  readonly keep?: number | undefined;
  readonly olderThan?: number | undefined;
  readonly delete?: boolean;
}

function flagsOf(words: Words = {}) {
  const { family, keep, olderThan } = words;
  const kept = keep === undefined ? [] : [String(keep)];
  return { family, keep: kept, olderThan, delete: words.delete ?? false };
}

function contextOf({ aws }: Pick<Made, 'aws'>, terminal = new FakeTerminal()): VerbContext {
  return {
    aws,
    terminal,
    clock: aws.clock,
    signal: new AbortController().signal,
    global: { ...parseFlags(globalFlags, {}, {}).values, yes: true },
    env: { XDG_STATE_HOME: home },
    stdin: () => process.stdin,
    commandLine: 'cleanup --task-definitions --yes',
  };
}

async function planOf(made: Pick<Made, 'aws'>, words: Words) {
  const wishes = revisionWishes(flagsOf(words));
  return planRevisions(await read(contextOf(made), wishes), wishes);
}

function named(made: Made, operation: string): string[] {
  return made.aws.writes
    .filter((call) => call.operation === operation)
    .flatMap(({ input }) => {
      const { taskDefinition, taskDefinitions } = input as {
        taskDefinition?: string;
        taskDefinitions?: string[];
      };
      return (taskDefinitions ?? [taskDefinition ?? '']).map((arn) => arn.replace(/^.*\//, ''));
    });
}

const anyWords = fc.record(
  {
    family: fc.constantFrom('f0', undefined),
    keep: fc.constantFrom(undefined, 0, 1, 3),
    olderThan: fc.constantFrom(undefined, 3600, 5 * 86_400, 10 * 86_400),
    delete: fc.boolean(),
  },
  { requiredKeys: [] },
);

const still: Estate = { families: [], services: [], tasks: [], rules: [], schedules: [] };

describe('a clean-up of any estate', () => {
  it('never plans a revision that something uses, whatever the flags', async () => {
    await fc.assert(
      fc.asyncProperty(anyEstate, anyWords, async (estate, words) => {
        const made = await make(estate);
        const { steps } = await planOf(made, words);
        const planned = steps.flatMap(({ call }) =>
          [call.input.taskDefinition ?? call.input.taskDefinitions].flat().map(String),
        );
        for (const arn of planned) expect(made.used).not.toContain(arn.replace(/^.*\//, ''));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('leaves nothing to plan, and all that is used as it was', async () => {
    await fc.assert(
      fc.asyncProperty(anyEstate, anyWords, async (estate, words) => {
        const made = await make(estate);
        const before = made.aws.calls.length;
        await cleanTaskDefinitions(contextOf(made), flagsOf(words));
        for (const { service, operation } of made.aws.calls.slice(before)) {
          expect(taskDefinitionActions).toContain(`${service}:${operation}`);
        }
        const { steps } = await planOf(made, words);
        expect(steps).toEqual([]);
        for (const name of made.used) {
          const status = made.active.has(name) ? 'ACTIVE' : 'INACTIVE';
          const described = await made.aws
            .client(ECSClient)
            .send(new DescribeTaskDefinitionCommand({ taskDefinition: name }));
          expect(described.taskDefinition?.status).toBe(status);
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe('which revisions go', () => {
  const five = [false, false, true, false, false];

  it('are all ACTIVE ones but the newest where nothing is said', async () => {
    const made = await make({ ...still, families: [five, [false]] });
    await cleanTaskDefinitions(contextOf(made), flagsOf());
    expect(named(made, 'DeregisterTaskDefinition').slice(1).sort()).toEqual(['f0:1', 'f0:2', 'f0:4']);
    expect(named(made, 'DeleteTaskDefinitions')).toEqual([]);
  });

  it.each([
    [{ keep: 0 }, ['f0:1', 'f0:2', 'f0:4', 'f0:5', 'f1:1']],
    [{ keep: 3 }, ['f0:1']],
    [{ keep: 0, family: 'f1' }, ['f1:1']],
    // Registered a day apart; the last one of all, f1:1, a day and a minute ago.
    [{ olderThan: 86_400 * 3.5, keep: 0 }, ['f0:1', 'f0:2']],
    [{ olderThan: 86_400 * 100 }, []],
  ])('follow the flags: %j', async (words, expected) => {
    const made = await make({ ...still, families: [five, [false]] });
    const { steps } = await planOf(made, words);
    expect(steps.map(({ resource }) => resource.id)).toEqual(expected);
  });

  it('says why the others stay', async () => {
    const made = await make({
      families: [Array(8).fill(false)],
      services: [
        [
          { family: 0, place: 0 },
          { family: 0, place: 1 },
        ],
      ],
      tasks: [{ family: 0, place: 2 }],
      rules: [{ family: 0, place: 3, alone: false }],
      schedules: [{ family: 0, place: 0, alone: true }],
    });
    const { kept } = await planOf(made, { keep: 2 });
    expect(
      kept.map(({ resource, reason }) => `${resource.id} ${reason}`.replace(/[0-9a-f]{32}/, '<id>')),
    ).toEqual([
      'f0:1 a rollback of service prod/s0 would need it',
      'f0:2 service prod/s0 uses it',
      'f0:3 task prod/<id> runs it',
      'f0:4 rule c0 starts it',
      'f0:7 among the newest 2 of its family',
      'f0:8 schedule c1 starts the newest of its family',
    ]);
  });

  it('is a failure for a family that never was, with the names most like it', async () => {
    const made = await make({ ...still, families: [[false]] });
    await expect(cleanTaskDefinitions(contextOf(made), flagsOf({ family: 'f9' }))).rejects.toMatchObject({
      kind: 'not-found',
      hint: expect.stringContaining('f0'),
    });
  });

  it('is nothing for a family whose revisions are all INACTIVE', async () => {
    const made = await make({ ...still, families: [[true]] });
    const answer = await cleanTaskDefinitions(contextOf(made), flagsOf({ family: 'f0' }));
    expect(answer.text(screen)).toBe('task definitions of f0: nothing to do.');
  });
});

describe('deletion for good', () => {
  it('deregisters first, deletes ten a call, and says what AWS is still at', async () => {
    const made = await make({ ...still, families: [[true, ...Array(11).fill(false)]] });
    const before = made.aws.calls.length;
    const answer = await cleanTaskDefinitions(contextOf(made), flagsOf({ delete: true, keep: 0 }));
    const written = made.aws.calls.slice(before).filter((call) => call.isWrite);
    expect(written.filter(({ operation }) => operation === 'DeregisterTaskDefinition')).toHaveLength(11);
    const deletions = written.filter(({ operation }) => operation === 'DeleteTaskDefinitions');
    expect(
      deletions.map(({ input }) => (input as { taskDefinitions: string[] }).taskDefinitions.length),
    ).toEqual([10, 2]);
    expect(answer.value.stillBeingDeleted).toHaveLength(12);
    expect(answer.text(screen)).toMatch(/^task definitions: done, 13 steps\.\n12 are still being deleted/);
  });

  it('keeps in the record how each could be registered again, and AWS takes that', async () => {
    const made = await make({ ...still, families: [[false, false, false]] });
    const { value } = await cleanTaskDefinitions(contextOf(made), flagsOf({ delete: true }));
    const undo: { operation: string; input: Record<string, unknown> }[] = JSON.parse(
      readFileSync(join(value.record ?? '', 'undo.json'), 'utf8'),
    );
    expect(undo).toHaveLength(2);
    for (const { operation, input } of undo) {
      expect(operation).toBe('RegisterTaskDefinition');
      expect(Object.keys(input)).not.toContain('taskDefinitionArn');
      const again = await made.aws.client(ECSClient).send(new RegisterTaskDefinitionCommand(input as never));
      expect(again.tags).toEqual([{ key: 'env', value: 'prod' }]);
      expect(again.taskDefinition?.containerDefinitions?.[0]?.image).toBe('busybox');
    }
  });

  it('describes nothing where nothing is deleted for good', async () => {
    const made = await make({ ...still, families: [Array(5).fill(false)] });
    await cleanTaskDefinitions(contextOf(made), flagsOf());
    expect(made.aws.calls.filter(({ operation }) => operation === 'DescribeTaskDefinition')).toEqual([]);
  });
});

describe('the number of calls', () => {
  it('finds the age of two hundred revisions by looking at eight', async () => {
    const made = await make({ ...still, families: [Array(200).fill(false)] });
    const before = made.aws.calls.length;
    const { steps } = await planOf(made, { olderThan: 86_400 * 50 });
    // The last one was registered a day and a minute ago.
    expect(steps).toHaveLength(151);
    const looks = made.aws.calls
      .slice(before)
      .filter(({ operation }) => operation === 'DescribeTaskDefinition');
    expect(looks.length).toBeLessThanOrEqual(8);
  });

  it('reads nothing twice but the list, to see that it is done', async () => {
    const made = await make({ ...still, families: [Array(3).fill(false)], tasks: [{ family: 0, place: 0 }] });
    const before = made.aws.calls.length;
    await cleanTaskDefinitions(contextOf(made), flagsOf());
    const reads = made.aws.calls.slice(before).filter((call) => !call.isWrite);
    const twice = reads
      .map(({ operation }) => operation)
      .filter((operation, index, all) => all.indexOf(operation) !== index);
    expect(new Set(twice)).toEqual(new Set(['ListTaskDefinitions']));
  });
});
