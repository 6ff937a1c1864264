/** The connection of a request is cut while its body comes in. */
export class BrokenOff extends Error {}

/** A body of so many bytes of which half arrives and the rest never; one without bytes never begins. */
export async function* breakingOff(
  body: AsyncIterable<Uint8Array>,
  length: string | undefined,
): AsyncGenerator<Uint8Array> {
  let left = Math.floor(Number(length ?? 0) / 2);
  if (left === 0) throw new BrokenOff();
  for await (const chunk of body) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) throw new BrokenOff();
  }
}
