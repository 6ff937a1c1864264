import type { Row } from './inventory.ts';

/** Rows of one kind of which there are more are shown as one line. */
const mostOfAKind = 12;

/** A row as it is shown: one thing, or so many of a kind. */
export interface Line extends Row {
  readonly count: number;
}

/** Revisions of one family, and more things of a kind than anybody would read, become one line each. */
export function grouped(rows: readonly Row[]): Line[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.kind, row.evidence, row.fate, row.reason, familyOf(row)]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const most = first?.kind === 'task definition' ? 1 : mostOfAKind;
    if (!first || group.length <= most) return group.map((row) => ({ ...row, count: 1 }));
    return [together(first, group)];
  });
}

function familyOf({ kind, name }: Row): string | undefined {
  return kind === 'task definition' ? name.replace(/:\d+$/, '') : undefined;
}

function together(first: Row, group: readonly Row[]): Line {
  const monthly = group.reduce((sum, row) => sum + (row.monthly ?? 0), 0);
  const family = familyOf(first);
  const count = group.length.toLocaleString('en');
  return {
    ...first,
    name: family
      ? `${family} (${count} revisions)`
      : `${first.name} and ${(group.length - 1).toLocaleString('en')} more`,
    ...(monthly > 0 && { monthly }),
    count: group.length,
  };
}
