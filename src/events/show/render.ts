import { checkLines } from '../../terminal/check-lines.ts';
import { type Light, signs } from '../../terminal/light.ts';
import { printable } from '../../terminal/printable.ts';
import type { Screen } from '../../terminal/screen.ts';
import { table } from '../../terminal/table.ts';
import { wrap } from '../../terminal/wrap.ts';
import type { Check, RoadValue } from './value.ts';

/** The answer in a sentence, and the road below it, hop under hop; it forks where a rule has several targets. */
export function renderRoad(value: RoadValue, screen: Screen): string {
  if (!screen.aligned) return renderPipe(value, screen);
  const width = Math.max(...allChecks(value).map(({ subject }) => subject.length));
  const draw = (checks: readonly Check[]) => drawHops(checks, width, screen);
  const [only] = value.targets;
  if (value.targets.length <= 1) {
    return [headline(value, screen), '', draw([...value.checks, ...(only?.checks ?? [])])].join('\n');
  }
  const forks = value.targets.map(({ id, target, checks }) =>
    [
      `${screen.paint.strong(printable(target))}  ${screen.paint.faint(`target ${printable(id)}`)}`,
      draw(checks),
    ].join('\n'),
  );
  return [headline(value, screen), draw(value.checks), ...forks].join('\n\n');
}

function allChecks({ checks, targets }: RoadValue): Check[] {
  return [...checks, ...targets.flatMap((target) => target.checks)];
}

function headline({ name, light, targets }: RoadValue, screen: Screen): string {
  const leads = `${printable(name)} leads to ${targets.map(({ target }) => printable(target)).join(' and ') || 'nothing'}`;
  const sentences: Readonly<Record<Light, string>> = {
    green: `${leads}: nothing is in the way.`,
    yellow: `${leads}: nothing is known to be in the way, and something is to be looked at.`,
    red: `${leads}: the road is broken.`,
    unknown: `${leads}: not everything that decides could be looked at.`,
  };
  const [sign, tone] = signs[light];
  const [line = '', ...more] = wrap(sentences[light], screen.width - 2).split('\n');
  return [`${screen.paint[tone](sign)} ${screen.paint.strong(line)}`, ...more.map(screen.paint.strong)].join(
    '\n  ',
  );
}

/** Hops under each other, with the way from one to the next between them; the queue is beside the way. */
function drawHops(checks: readonly Check[], width: number, screen: Screen): string {
  return checks
    .flatMap((check, index) => {
      const before = checks[index - 1]?.subject;
      const isNext = before !== undefined && before !== check.subject && check.subject !== 'dead letters';
      return [...(isNext ? [screen.paint.faint('  ↓')] : []), ...checkLines(check, width, screen)];
    })
    .join('\n');
}

/** A check a line: target, hop, light, sentence, what to do. */
function renderPipe({ checks, targets }: RoadValue, screen: Screen): string {
  const rows = [
    ...checks.map((check) => ({ check, id: '' })),
    ...targets.flatMap(({ id, checks: own }) => own.map((check) => ({ check, id }))),
  ];
  return table<(typeof rows)[number]>(
    [
      { title: 'target', value: ({ id }) => id },
      { title: 'hop', value: ({ check }) => check.subject },
      { title: 'light', value: ({ check }) => check.light },
      { title: 'text', value: ({ check }) => check.text },
      { title: 'next', value: ({ check }) => check.next },
    ],
    rows,
    screen,
  );
}
