/** Calls under way at once where AWS must be asked once for each thing: more would starve others in the account. */
const callsAtOnce = 10;

/**
 * Does something for each item, so many at once.
 * @returns the results in the order of the items.
 * @throws the first error; what has begun by then is not waited for.
 */
export async function eachAtOnce<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  most = callsAtOnce,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return results;
}
