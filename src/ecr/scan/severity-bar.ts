import type { Paint } from '../../terminal/screen.ts';
import { type Counts, type Severity, severities } from '../severity.ts';

/** Told apart by their density where there is no colour. */
const marks: Readonly<Record<Severity, readonly [mark: string, colour: keyof Paint]>> = {
  critical: ['█', 'bad'],
  high: ['▓', 'bad'],
  medium: ['▒', 'warn'],
  low: ['░', 'accent'],
  informational: ['·', 'faint'],
  unrated: ['·', 'faint'],
};

/**
 * The shares of the severities in one line of at most `width` columns; a column a finding where they are few, and no
 * severity that is there without one.
 */
export function severityBar(counts: Counts, width: number, paint: Paint): string {
  const present = severities.flatMap((severity) => {
    const count = counts[severity] ?? 0;
    return count > 0 ? [{ severity, count }] : [];
  });
  const total = present.reduce((sum, { count }) => sum + count, 0);
  const room = Math.max(width, present.length);
  const spare = room - present.length;
  return present
    .map(({ severity, count }) => {
      const columns = total <= room ? count : 1 + Math.floor((spare * count) / total);
      const [mark, colour] = marks[severity];
      return paint[colour](mark.repeat(columns));
    })
    .join('');
}
