/** What a registry is shown: the value of the header `authorization`. */
export interface TokenProvider {
  /** The one that is good now. */
  token(): Promise<string>;
  /** Another one in place of `stale`, which was not taken. */
  renew(stale: string): Promise<string>;
}

/** A token and when it ends. */
export interface Token {
  readonly header: string;
  readonly expiresAt?: Date | undefined;
}

/** Milliseconds. Before a token ends another is got: it must outlast a layer on its way. */
const reserve = 15 * 60_000;
/** The token of credentials that end soon ends with them, and no other would last longer. */
const leastAge = 60_000;

/**
 * Keeps a token as long as it is good; however many ask at once, one is fetched.
 * @param now the time at AWS.
 */
export function keepToken(fetch: () => Promise<Token>, now: () => Date): TokenProvider {
  let kept: Promise<Token> | undefined;
  let keptAt = 0;
  const get = () => {
    if (kept) return kept;
    keptAt = now().getTime();
    kept = fetch();
    kept.catch(() => {
      kept = undefined;
    });
    return kept;
  };
  return {
    async token() {
      const { header, expiresAt } = await get();
      const time = now().getTime();
      const isGood = !expiresAt || expiresAt.getTime() - time > reserve || time - keptAt < leastAge;
      if (isGood) return header;
      kept = undefined;
      return (await get()).header;
    },
    async renew(stale) {
      if (kept && (await kept).header !== stale) return (await kept).header;
      kept = undefined;
      return (await get()).header;
    },
  };
}
