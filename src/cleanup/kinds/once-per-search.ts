import type { Search } from '../kind.ts';

/**
 * A look at AWS that several kinds share: whoever asks first within a search makes the calls, the others get the same
 * answer. The next search looks anew.
 */
export function oncePerSearch<Seen>(look: (search: Search) => Promise<Seen>): typeof look {
  const answers = new WeakMap<Search, Promise<Seen>>();
  return (search) => {
    const known = answers.get(search);
    if (known) return known;
    const answer = look(search);
    answers.set(search, answer);
    return answer;
  };
}
