import { eachAtOnce } from '../../aws/at-once.ts';
import type { Aws } from '../../aws/aws.ts';
import { describeRevision } from '../../ecs/describe-revision.ts';
import type { Revision } from '../../ecs/revision.ts';
import { byFamily } from './found.ts';

/**
 * Finds in each family the first revision that was registered after an instant. The list of revisions tells no times,
 * but numbers are given out in the order of registration: a dozen looks find the place among thousands.
 * @param candidates by family and number, ascending.
 * @returns the family → the lowest number that is younger; nothing where none is.
 */
export async function readYoung(
  aws: Aws,
  candidates: readonly Revision[],
  before: Date,
): Promise<Map<string, number>> {
  const found = await eachAtOnce([...byFamily(candidates)], async ([family, own]) => {
    const first = await firstFrom(own, async ({ arn }) => {
      const registeredAt = (await describeRevision(aws, arn))?.definition.registeredAt;
      // What is gone meanwhile was older than those that come after it.
      return registeredAt !== undefined && registeredAt >= before;
    });
    return [family, first?.number] as const;
  });
  return new Map(
    found.flatMap(([family, number]) => (number === undefined ? [] : [[family, number] as const])),
  );
}

/** The first item from which on the test holds, by bisection. */
async function firstFrom<Item>(
  items: readonly Item[],
  test: (item: Item) => Promise<boolean>,
): Promise<Item | undefined> {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const item = items[middle];
    if (item !== undefined && (await test(item))) high = middle;
    else low = middle + 1;
  }
  return items[low];
}
