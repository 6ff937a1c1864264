/**
 * Whether a text is made of the pieces in their order, with any characters between them: the pieces of a pattern that was
 * cut at each `*`. Where `anyOne` is given, that sign stands for exactly one character. Pieces are taken where they first
 * come, so that no pattern takes longer than to look for each of its pieces once.
 */
export function matchesPieces(pieces: readonly string[], text: string, anyOne?: string): boolean {
  const [first = '', ...inner] = pieces;
  const last = inner.pop();
  if (last === undefined) return first.length === text.length && standsAt(text, first, 0, anyOne);
  const end = text.length - last.length;
  if (end < first.length || !standsAt(text, first, 0, anyOne) || !standsAt(text, last, end, anyOne)) {
    return false;
  }
  let from = first.length;
  for (const piece of inner) {
    const place = placeOf(text, piece, from, anyOne);
    if (place === undefined) return false;
    from = place + piece.length;
  }
  return from <= end;
}

function placeOf(text: string, piece: string, from: number, anyOne: string | undefined): number | undefined {
  if (anyOne === undefined || !piece.includes(anyOne)) {
    const place = text.indexOf(piece, from);
    return place < 0 ? undefined : place;
  }
  for (let place = from; place + piece.length <= text.length; place += 1) {
    if (standsAt(text, piece, place, anyOne)) return place;
  }
  return undefined;
}

function standsAt(text: string, piece: string, at: number, anyOne: string | undefined): boolean {
  if (anyOne === undefined) return text.startsWith(piece, at);
  for (let index = 0; index < piece.length; index += 1) {
    if (piece[index] !== anyOne && piece[index] !== text[at + index]) return false;
  }
  return true;
}
