import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { earlierRuns, recordedInventory } from '../../../src/cleanup/earlier-runs.ts';
import type { Finding } from '../../../src/cleanup/judge/finding.ts';
import { isSame, unfinishedOf } from '../../../src/cleanup/unfinished.ts';

const lab = 'arn:aws:cloudformation:eu-west-1:123456789012:stack/lab/0a1b';
const now = new Date('2026-11-22T12:00:00Z');
const clock = { now: () => now, sleep: async () => {} };

let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'ecsctl-earlier-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

function finding(kind: string, id: string, more: Partial<Finding['thing']> = {}): Finding {
  const thing = { kind, id, name: id, region: 'eu-west-1', tags: {}, ties: [], definition: {}, ...more };
  return { thing, evidence: 'linked', why: 'load balancer lab-alb is behind it' };
}

const group = finding('security group', 'sg-0123456789abcdef0');

interface Run {
  readonly time: string;
  readonly stack?: string;
  readonly doomed?: readonly Finding[];
  readonly inventory?: string;
  readonly outcome?: readonly (readonly [step: string, status: string])[];
}

function leaveRun({ time, stack = lab, doomed = [group], inventory, outcome }: Run): void {
  const folder = join(state, 'ecsctl', 'runs', `${time}-cleanup-1`);
  mkdirSync(folder, { recursive: true });
  const written = inventory ?? JSON.stringify(recordedInventory([stack], doomed));
  writeFileSync(join(folder, 'inventory.json'), written);
  if (!outcome) return;
  const lines = outcome.map(([step, status]) => ({ step, status }));
  writeFileSync(join(folder, 'outcome.json'), JSON.stringify(lines));
}

async function remembered(): Promise<string[]> {
  const read = earlierRuns({ env: { XDG_STATE_HOME: state }, clock }, []);
  return (await read(new Set([lab]))).map(({ id }) => id);
}

describe('what an earlier run was to delete', () => {
  it('is remembered with its reason where the run was killed', async () => {
    leaveRun({ time: '2026-11-21T09-00-00Z' });
    const read = earlierRuns({ env: { XDG_STATE_HOME: state }, clock }, []);
    expect(await read(new Set([lab]))).toMatchObject([
      {
        kind: 'security group',
        id: 'sg-0123456789abcdef0',
        why: 'an earlier run was to delete it: load balancer lab-alb is behind it',
      },
    ]);
  });

  it.each([
    { of: 'where a step failed', outcome: [['delete', 'failed']], known: 1 },
    { of: 'where a step was not tried', outcome: [['delete', 'not tried']], known: 1 },
    {
      of: 'no more where it was done in a later round',
      outcome: [
        ['delete', 'failed'],
        ['delete', 'done'],
      ],
      known: 0,
    },
  ] as const)('is remembered $of', async ({ outcome, known }) => {
    leaveRun({ time: '2026-11-21T09-00-00Z', outcome });
    expect(await remembered()).toHaveLength(known);
  });

  it('is forgotten when a later run of the same stack came through', async () => {
    leaveRun({ time: '2026-11-21T09-00-00Z' });
    leaveRun({
      time: '2026-11-21T10-00-00Z',
      stack: lab.replace('0a1b', '2c3d'),
      outcome: [['delete', 'done']],
    });
    expect(await remembered()).toHaveLength(1);
    leaveRun({ time: '2026-11-21T11-00-00Z', outcome: [['delete', 'done']] });
    expect(await remembered()).toEqual([]);
  });

  it('is nothing of another stack, of a run of long ago, or of a record that was not written to its end', async () => {
    leaveRun({ time: '2026-11-21T09-00-00Z', stack: lab.replace('0a1b', '2c3d') });
    leaveRun({ time: '2026-08-01T09-00-00Z' });
    leaveRun({ time: '2026-11-21T10-00-00Z', inventory: '{"stacks": ["arn' });
    expect(await remembered()).toEqual([]);
  });

  it('is no thing that was only suspected', async () => {
    leaveRun({ time: '2026-11-21T09-00-00Z', doomed: [{ ...group, evidence: 'suspected' }] });
    expect(await remembered()).toEqual([]);
  });

  it('is after a day no name of which AWS does not tell since when it is there', async () => {
    const createdAt = new Date('2026-01-01T00:00:00Z');
    const doomed = [finding('capacity provider', 'nodes'), finding('role', 'lab-starts', { createdAt })];
    leaveRun({ time: '2026-11-20T09-00-00Z', doomed });
    expect(await remembered()).toEqual(['lab-starts']);
    leaveRun({ time: '2026-11-22T09-00-00Z', doomed });
    expect(await remembered()).toEqual(['nodes', 'lab-starts', 'lab-starts']);
  });
});

it('a thing of the same name that was made later is another one', () => {
  const role = finding('role', 'lab-starts', { createdAt: new Date('2026-01-01T00:00:00Z') });
  const later = { ...role.thing, createdAt: new Date('2026-11-22T00:00:00Z') };
  expect(isSame(unfinishedOf(role), role.thing)).toBe(true);
  expect(isSame(unfinishedOf(role), later)).toBe(false);
});
