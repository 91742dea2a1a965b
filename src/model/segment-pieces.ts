/**
 * Do the literal pieces around the slots of a template's segment stand in a text, in order, with at least one character
 * for each slot? One pass, no backtracking: `['', '.json']` for `{id}.json`, `['', ',', '']` for `{lat},{lon}`.
 */
export function piecesFit(pieces: readonly string[], text: string): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (text.length <= first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
    return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at + 1);
    if (found < 0 || found + piece.length >= end) return false;
    at = found + piece.length;
  }
  return at < end;
}
