import { listed } from '../../terminal/listed.ts';
import type { Paint, Screen } from '../../terminal/screen.ts';
import { signed } from '../../terminal/signed.ts';
import { wrap } from '../../terminal/wrap.ts';
import type { ScalingPart } from '../suspension.ts';
import type { StatusValue, VerdictCode } from './value.ts';

type Tone = 'good' | 'warn' | 'bad';

const marks: Readonly<Record<VerdictCode, readonly [sign: string, tone: Tone]>> = {
  'does-not-scale': ['○', 'warn'],
  'no-policy': ['○', 'warn'],
  'scaling-out': ['▲', 'good'],
  'scaling-in': ['▼', 'good'],
  holding: ['●', 'good'],
  'at-max': ['▲', 'bad'],
  'at-min': ['▼', 'good'],
  suspended: ['■', 'bad'],
  'cooling-down': ['◆', 'warn'],
  deployment: ['◆', 'warn'],
  disagreement: ['◆', 'warn'],
  'no-data': ['?', 'bad'],
  'not-placed': ['✗', 'bad'],
  'waiting-for-room': ['◆', 'warn'],
};

/** Good, to be watched, or bad: for the one sign before a service's verdict. */
function verdictMark(code: VerdictCode, paint: Paint): string {
  const [sign, tone] = marks[code];
  return paint[tone](sign);
}

/** The answer to "is it scaling, and why not", what to do about it, and what must not be overlooked. */
export function renderVerdict(value: StatusValue, screen: Screen): string {
  const { paint, width } = screen;
  const { verdict } = value;
  const text = wrap(verdict.text, width - 2)
    .split('\n')
    .map(paint.strong)
    .join('\n  ');
  const lines = [`${verdictMark(verdict.code, paint)} ${text}`];
  if (verdict.advice) lines.push(signed(verdict.advice, '→ ', paint.accent, screen, 2));
  const loud = [...suspensionLines(value), ...value.findings];
  return [...lines, ...loud.map((line) => signed(line, '! ', paint.warn, screen))].join('\n');
}

const spokenParts: Readonly<Record<ScalingPart, string>> = {
  in: 'scaling in',
  out: 'scaling out',
  scheduled: 'scheduled scaling',
};

function suspensionLines({ suspended, service, verdict }: StatusValue): string[] {
  if (suspended.length === 0) return [];
  const all = suspended.length === Object.keys(spokenParts).length;
  const words = all ? 'all scaling' : listed(suspended.map((part) => spokenParts[part]));
  const command = ['ecsctl scale resume', service, suspended.length === 1 ? suspended[0] : '']
    .join(' ')
    .trim();
  const resume = verdict.code === 'suspended' ? '' : `; go on with: ${command}`;
  return [`SUSPENDED: ${words}${resume}`];
}
