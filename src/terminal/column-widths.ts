export interface ColumnSpace {
  /** Columns that the widest value takes. */
  readonly natural: number;
  /** Columns below which a value says little; undercut only when nothing else helps. */
  readonly comfortable: number;
  /** The order in which columns give way; a column without it keeps its width. */
  readonly shrink?: number;
}

/** Takes columns off the widest of a group first, so that short values stay whole for as long as possible. */
function takeFromWidest(
  widths: number[],
  group: readonly number[],
  floor: (index: number) => number,
  excess: number,
) {
  let left = excess;
  while (left > 0) {
    let widest: number | undefined;
    for (const index of group) {
      const width = widths[index] ?? 0;
      if (width > floor(index) && (widest === undefined || width > (widths[widest] ?? 0))) widest = index;
    }
    if (widest === undefined) return;
    widths[widest] = (widths[widest] ?? 0) - 1;
    left -= 1;
  }
}

/**
 * Widths for columns that share `room`. They give way in their order, first down to what is comfortable, then
 * down to one column. The sum is above `room` only where columns that never give way need more than there is.
 */
export function columnWidths(columns: readonly ColumnSpace[], room: number): number[] {
  const widths = columns.map(({ natural, shrink }) =>
    shrink === undefined ? natural : Math.min(natural, Math.max(1, room)),
  );
  const orders = [...new Set(columns.map(({ shrink }) => shrink))].filter((order) => order !== undefined);
  orders.sort((one, other) => one - other);
  const floors = [(index: number) => columns[index]?.comfortable ?? 1, () => 1];
  for (const floor of floors) {
    for (const order of orders) {
      const group = columns.flatMap(({ shrink }, index) => (shrink === order ? [index] : []));
      takeFromWidest(widths, group, floor, widths.reduce((sum, width) => sum + width, 0) - room);
    }
  }
  return widths;
}
