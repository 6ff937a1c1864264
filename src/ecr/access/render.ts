import { checkLines } from '../../terminal/check-lines.ts';
import { type Light, signs } from '../../terminal/light.ts';
import { printable } from '../../terminal/printable.ts';
import type { Screen } from '../../terminal/screen.ts';
import { table } from '../../terminal/table.ts';
import { wrap } from '../../terminal/wrap.ts';
import type { AccessValue, Check, ImageAccess } from './value.ts';

/** The answer in a sentence, and the lights below it: those that all images share first, then image by image. */
export function renderAccess(value: AccessValue, screen: Screen): string {
  if (!screen.aligned) return renderPipe(value, screen);
  const [first] = value.images;
  const shared =
    value.images.length > 1 && first ? first.checks.filter((check) => allHave(value, check)) : [];
  const own = value.images.map((image) => ({
    ...image,
    checks: image.checks.filter((check) => !shared.some((one) => isSame(one, check))),
  }));
  return [
    headline(value, screen),
    ...(shared.length > 0 ? [block('All images', '', shared, screen)] : []),
    ...own.map((image) => block(image.image, `in ${image.containers.join(', ')}`, image.checks, screen)),
  ].join('\n\n');
}

function allHave({ images }: AccessValue, check: Check): boolean {
  return images.every(({ checks }) => checks.some((one) => isSame(one, check)));
}

function isSame(one: Check, other: Check): boolean {
  return one.subject === other.subject && one.text === other.text;
}

function headline({ subject, light, images, taskDefinition }: AccessValue, screen: Screen): string {
  const of = subject === taskDefinition ? subject : `${subject} (${taskDefinition})`;
  const [sign, tone] = signs[light];
  const stopped = images.filter((image) => image.light === 'red').length;
  const sentences: Readonly<Record<Light, string>> = {
    green: `${of} can pull ${images.length === 1 ? 'its image' : 'its images'}: nothing is in the way.`,
    yellow: `${of}: nothing is known to be in the way of a pull, and not everything was judged.`,
    red: `${of} cannot pull ${images.length === 1 ? 'its image' : `${stopped} of its ${images.length} images`}.`,
    unknown: `Whether ${of} can pull is not known: not everything that decides could be looked at.`,
  };
  const [line = '', ...more] = wrap(sentences[light], screen.width - 2).split('\n');
  return [`${screen.paint[tone](sign)} ${screen.paint.strong(line)}`, ...more.map(screen.paint.strong)].join(
    '\n  ',
  );
}

function block(title: string, aside: string, checks: readonly Check[], screen: Screen): string {
  const { paint } = screen;
  const width = checks.reduce((widest, { subject }) => Math.max(widest, subject.length), 0);
  const lines = checks.flatMap((check) => checkLines(check, width, screen));
  return [
    [paint.strong(printable(title)), paint.faint(printable(aside))].join('  ').trimEnd(),
    ...lines,
  ].join('\n');
}

interface Row extends Check {
  readonly of: ImageAccess;
}

/** A check a line: image, containers, subject, light, sentence, what to do. */
function renderPipe({ images }: AccessValue, screen: Screen): string {
  const rows = images.flatMap((of): Row[] => of.checks.map((check) => ({ ...check, of })));
  return table<Row>(
    [
      { title: 'image', value: ({ of }) => of.image },
      { title: 'containers', value: ({ of }) => of.containers.join(',') },
      { title: 'subject', value: ({ subject }) => subject },
      { title: 'light', value: ({ light }) => light },
      { title: 'text', value: ({ text }) => text },
      { title: 'next', value: ({ next }) => next },
    ],
    rows,
    screen,
  );
}
