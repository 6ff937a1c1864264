import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRecord } from '../../../src/plan/record.ts';
import { aPlan, aStep } from '../../support/plans.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ecsctl-record-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const undo = { service: 'made-up', operation: 'Restore', input: { Name: 'b', When: new Date(0) } };
const plan = aPlan([aStep('a'), aStep('b', { action: 'delete', undo, after: ['a'] })]);
const now = new Date('2026-03-01T09:30:00.123Z');

function open(commandLine = 'scale set prod/web --cpu 60') {
  return openRecord(plan, { env: { XDG_STATE_HOME: join(home, 'state') }, now, commandLine });
}

function read(folder: string, name: string) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

describe('the record of a run', () => {
  it('holds the plan, and as calls all that it takes away, before anything is done', async () => {
    const { folder } = await open();
    expect(folder).toBe(join(home, 'state/ecsctl/runs', `2026-03-01T09-30-00Z-scale-set-${process.pid}`));
    expect(read(folder, 'plan.json')).toMatchObject({
      command: 'scale set prod/web --cpu 60',
      at: now.toISOString(),
      subject: 'prod/web',
      steps: [{ id: 'a' }, { id: 'b' }],
    });
    expect(read(folder, 'undo.json')).toEqual([
      { step: 'b', ...undo, input: { Name: 'b', When: '1970-01-01T00:00:00.000Z' } },
    ]);
    expect(readdirSync(folder)).not.toContain('outcome.json');
  });

  it('holds each call that would put back what one step takes away', async () => {
    const undos = ['x', 'y'].map((name) => ({
      service: 'made-up',
      operation: 'Restore',
      input: { Name: name },
    }));
    const step = aStep('both', { action: 'delete', undo: undos });
    const { folder } = await openRecord(aPlan([step]), {
      env: { XDG_STATE_HOME: join(home, 'state') },
      now,
      commandLine: 'cleanup --task-definitions',
    });
    expect(read(folder, 'undo.json')).toEqual(undos.map((undo) => ({ step: 'both', ...undo })));
  });

  it('holds the outcome when the run has ended', async () => {
    const { folder, writeOutcome } = await open();
    const [a, b] = plan.steps;
    if (!a || !b) throw new Error('two steps');
    await writeOutcome([
      { step: a, status: 'failed', error: new TypeError('no') },
      { step: b, status: 'not tried' },
    ]);
    expect(read(folder, 'outcome.json')).toEqual([
      { step: 'a', status: 'failed', error: 'TypeError: no' },
      { step: 'b', status: 'not tried' },
    ]);
  });

  it('is for its owner’s eyes only', async () => {
    const { folder, writeOutcome } = await open();
    await writeOutcome([]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['a file stands in its way', () => writeFileSync(join(home, 'state'), '')],
    [
      'a file stands further down',
      () => {
        mkdirSync(join(home, 'state/ecsctl'), { recursive: true });
        writeFileSync(join(home, 'state/ecsctl/runs'), '');
      },
    ],
  ])('that cannot be written, since %s, stops the run', async (_, obstruct) => {
    obstruct();
    await expect(open()).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('the record of this run cannot be written to '),
      hint: expect.stringContaining('nothing was changed'),
    });
  });

  it('has a folder name that no file system minds, whatever was typed', async () => {
    for (const line of ['--region x scale set', '../../etc', 'scale  set', '', '한글', '-y']) {
      const { folder } = await open(line);
      expect(folder.startsWith(join(home, 'state/ecsctl/runs/2026-'))).toBe(true);
      expect(folder.slice(home.length)).toMatch(/^[A-Za-z0-9/-]+$/);
    }
  });
});
