/** Calls under way at once where AWS must be asked once for each thing: more would starve others in the account. */
const atOnce = 8;

/** What `ask` answers of each item, in their order; a few are asked at a time. */
export async function severalAtOnce<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const left = items.entries();
  const work = async () => {
    for (const [index, item] of left) answers[index] = await ask(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  return answers;
}
