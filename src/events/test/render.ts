import { fields } from '../../terminal/fields.ts';
import { signs } from '../../terminal/light.ts';
import { listed } from '../../terminal/listed.ts';
import { printable } from '../../terminal/printable.ts';
import type { Screen } from '../../terminal/screen.ts';
import { wrap } from '../../terminal/wrap.ts';
import type { TestValue } from './value.ts';

/** Whether it matches, and where it does not, which field is the first. */
export function renderTest({ name, matches, enabled, filled, mismatch }: TestValue, screen: Screen): string {
  const [sign, tone] = signs[matches ? 'green' : 'red'];
  const text = matches
    ? `The event matches the pattern of ${name}.`
    : `The event does not match the pattern of ${name}.`;
  const disabled =
    matches && !enabled ? ['The rule is disabled: the event would do nothing all the same.'] : [];
  const made = filled.length > 0 ? [`Not in the file, and made up: ${listed(filled)}.`] : [];
  return [
    `${screen.paint[tone](sign)} ${screen.paint.strong(printable(text))}`,
    ...(mismatch ? [mismatchLines(mismatch, screen)] : []),
    ...[...disabled, ...made].map((note) => screen.paint.faint(wrap(note, screen.width))),
  ].join('\n');
}

function mismatchLines({ field, wanted, found }: NonNullable<TestValue['mismatch']>, screen: Screen): string {
  if (field === undefined) {
    const text = 'Each field matches by itself, but not all of them in the same object of an array.';
    return wrap(text, screen.width);
  }
  return fields(
    [
      { label: 'field', value: field },
      { label: 'pattern', value: JSON.stringify(wanted) },
      { label: 'event', value: eventWords(field, found) },
    ],
    screen,
  );
}

/** The branches of `$or` are no field of an event. */
function eventWords(field: string, found: unknown): string {
  if (/(^|\.)\$or$/.test(field)) return 'matches none of these';
  return found === undefined ? 'has no such field' : JSON.stringify(found);
}
