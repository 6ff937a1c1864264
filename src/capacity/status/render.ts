import type { FleetCode } from '../../ecs/fleet/verdict.ts';
import { strategyText } from '../../ecs/strategy.ts';
import { fields } from '../../terminal/fields.ts';
import { quantity } from '../../terminal/number.ts';
import type { Paint, Screen } from '../../terminal/screen.ts';
import { signed } from '../../terminal/signed.ts';
import { wrap } from '../../terminal/wrap.ts';
import { renderPipe } from './render-pipe.ts';
import { renderProviders } from './render-providers.ts';
import { renderWaiting } from './render-waiting.ts';
import type { StatusValue } from './value.ts';

/** The capacity on one screen, the answer first: what waits and why, then what there is and what becomes of it. */
export function renderStatus(value: StatusValue, screen: Screen): string {
  if (!screen.aligned) return renderPipe(value, screen);
  const now = { ...screen, now: value.at };
  return [
    renderVerdict(value, now),
    renderFacts(value, now),
    renderWaiting(value, now),
    renderProviders(value, now),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const marks: Readonly<Record<FleetCode, readonly [sign: string, tone: keyof Paint]>> = {
  stuck: ['✗', 'bad'],
  waiting: ['◆', 'warn'],
  placed: ['●', 'good'],
  nothing: ['○', 'warn'],
};

function renderVerdict({ verdict, findings }: StatusValue, screen: Screen): string {
  const { paint, width } = screen;
  const [sign, tone] = marks[verdict.code];
  const text = wrap(verdict.text, width - 2)
    .split('\n')
    .map(paint.strong)
    .join('\n  ');
  const advice = verdict.advice ? [signed(verdict.advice, '→ ', paint.accent, screen, 2)] : [];
  const loud = findings.map((line) => signed(line, '! ', paint.warn, screen));
  return [`${paint[tone](sign)} ${text}`, ...advice, ...loud].join('\n');
}

function renderFacts({ cluster, region, at, tasks, defaultStrategy }: StatusValue, screen: Screen): string {
  const time = at.toISOString().replace(/\.\d+Z$/, 'Z');
  const { running, starting, waiting } = tasks;
  return fields(
    [
      {
        label: 'Tasks',
        value: `${quantity(running)} running, ${quantity(starting)} starting, ${quantity(waiting)} without a place`,
      },
      { label: 'Default strategy', value: strategyText(defaultStrategy) },
      { label: 'Asked', value: `${cluster} in ${region}, ${time}` },
    ],
    screen,
  );
}
