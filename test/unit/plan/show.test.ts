import { describe, expect, it } from 'vitest';
import { outputOf, type Plan } from '../../../src/plan/plan.ts';
import { showPlan } from '../../../src/plan/show.ts';
import { loadPaint } from '../../../src/terminal/paint.ts';
import { plainPaint, type Screen } from '../../../src/terminal/screen.ts';
import { aPlan, aStep } from '../../support/plans.ts';

const screen: Screen = { width: 80, aligned: true, paint: plainPaint, now: new Date(0) };

const everything: Plan = aPlan(
  [
    aStep('target', {
      resource: { type: 'scalable target', id: 'service/prod/web' },
      reason: 'the bounds of the service change',
      action: 'update',
      changes: [
        { field: 'min', from: 1, to: 2 },
        { field: 'max', from: 4, to: 10 },
      ],
    }),
    aStep('policy', {
      resource: { type: 'scaling policy', id: 'ecsctl-cpu' },
      changes: [
        { field: 'target', to: 60 },
        { field: 'scale in', to: true },
        { field: 'alarms', to: ['a', 'b'] },
        { field: 'policy', to: outputOf('target', 'Arn') },
        { field: 'resource label', from: 'app/x', to: undefined },
      ],
      monthly: 0.3,
    }),
    aStep('alarm', {
      action: 'delete',
      resource: { type: 'alarm', id: '웹-오류율' },
      monthly: -0.1,
      after: ['policy'],
    }),
    aStep('steady', { action: 'wait', resource: { type: 'service', id: 'web' }, reason: 'it settles' }),
  ],
  {
    kept: [{ resource: { type: 'scaling policy', id: 'by-hand' }, reason: 'not named' }],
    warnings: ['two policies follow CPU'],
  },
);

describe('a plan on the screen', () => {
  it('says of each step what, why and from what to what; then what stays, and the sum', () => {
    expect(showPlan(everything, screen)).toMatchInlineSnapshot(`
      "~ update scalable target service/prod/web
          the bounds of the service change
          min  1 → 2
          max  4 → 10
      + create scaling policy ecsctl-cpu
          it is wanted
          target          60
          scale in        true
          alarms          a, b
          policy          (known then)
          resource label  app/x → none
      - delete alarm 웹-오류율
          it is wanted
      · wait service web
          it settles
      ! two policies follow CPU
      = scaling policy by-hand stays: not named
      prod/web: 1 to create, 1 to update, 1 to delete, about +$0.20 a month."
    `);
  });

  it('is nothing when there is nothing to do', () => {
    expect(showPlan(aPlan([]), screen)).toBe('');
  });

  it('still says what stays, and warns, when there is nothing to do', () => {
    expect(showPlan({ ...everything, steps: [] }, screen)).toBe(
      '! two policies follow CPU\n= scaling policy by-hand stays: not named',
    );
  });

  it.each([
    [2.5, 'prod/web: 1 to create, about +$2.50 a month.'],
    [-12, 'prod/web: 1 to create, about -$12.00 a month.'],
    [0, 'prod/web: 1 to create.'],
  ])('tells what it costs or frees: %d', (monthly, line) => {
    expect(
      showPlan(aPlan([aStep('a', { monthly })]), screen)
        .split('\n')
        .at(-1),
    ).toBe(line);
  });

  it('of a list tells what comes and what goes', () => {
    const changes = [
      { field: 'actions', from: ['stays', 'goes'], to: ['stays', 'comes', outputOf('a', 'Arn')] },
    ];
    expect(showPlan(aPlan([aStep('a', { changes })]), screen)).toContain(
      '    actions  - goes\n             + comes\n             + (known then)\n',
    );
  });

  it('cannot be made to drive the terminal by a name that somebody gave', () => {
    const evil = 'a\u001b[2J\nprod/web: 0 to delete.\u202e';
    const plan = aPlan(
      [
        aStep('a', {
          resource: { type: 'alarm', id: evil },
          reason: evil,
          changes: [{ field: 'f', from: evil, to: [evil] }],
        }),
      ],
      { kept: [{ resource: { type: 'alarm', id: evil }, reason: evil }], warnings: [evil] },
    );
    const shown = showPlan(plan, screen);
    expect(shown.replaceAll('\n', '')).not.toMatch(/\p{Control}|\u202e/u);
    expect(shown.split('\n')).toHaveLength(6);
  });

  it('is the same text in colour', async () => {
    const coloured = showPlan(everything, { ...screen, paint: await loadPaint() });
    expect(coloured).toContain('\u001b[32m+\u001b[39m create');
    const escapeCodes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
    expect(coloured.replace(escapeCodes, '')).toBe(showPlan(everything, screen));
  });
});

describe('bulk work on the screen', () => {
  const series = 'deregister task definitions of web';
  const revision = (number: number, reason = 'nothing uses it') =>
    aStep(`r${number}`, {
      series,
      reason,
      action: 'delete',
      resource: { type: 'task definition', id: `web:${number}` },
    });
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, nth) => from + nth);

  it('is one entry a series, with ids in rows and the sum under its own verb', () => {
    const plan = aPlan([
      ...numbers(1, 4998).map((number) => revision(number)),
      revision(5000),
      aStep('a', { action: 'delete' }),
    ]);
    expect(showPlan(plan, screen)).toBe(
      [
        '- deregister task definitions of web: 4,999',
        '    web:1 … web:4998, web:5000',
        '    nothing uses it',
        '- delete thing a',
        '    it is wanted',
        'prod/web: 1 to delete, 4,999 to deregister.',
      ].join('\n'),
    );
  });

  it('counts the reasons where they differ, the most frequent first', () => {
    const reasons = ['old', 'old', 'old', 'odd', 'odd', 'rare', 'rarer', 'rarest'];
    const shown = showPlan(aPlan(reasons.map((reason, index) => revision(index + 1, reason))), screen);
    expect(shown).toContain('    old (3); odd (2); rare (1); 2 other reasons\n');
  });

  it('counts what a call takes, not calls', () => {
    const step = { ...revision(1), resource: { type: 'task definition', id: 'web:1 … web:10' } };
    expect(showPlan(aPlan([step]), screen)).toContain('prod/web: 10 to deregister.');
  });

  it('wraps and shortens a list of ids with many gaps', () => {
    const shown = showPlan(aPlan(numbers(1, 100).map((number) => revision(number * 2))), screen);
    expect(shown.split('\n').every((line) => line.length <= 80)).toBe(true);
    expect(shown).toContain('web:24, and 88 more');
  });

  it('puts many that stay for one reason into one line', () => {
    const keep = (id: string, reason: string) => ({ resource: { type: 'task definition', id }, reason });
    const kept = [
      ...numbers(1, 2000).map((number) => keep(`web:${number}`, 'too young')),
      keep('api:7', 'service prod/api uses it'),
    ];
    expect(showPlan(aPlan([], { kept }), screen)).toBe(
      [
        '= task definition web:1 … web:2000 stay (2,000): too young',
        '= task definition api:7 stays: service prod/api uses it',
      ].join('\n'),
    );
  });
});
