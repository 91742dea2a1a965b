/** Linear glob over a host: `*` stands for any run of characters; a plain host fits itself alone. */
export function fitsHost(glob: string, host: string): boolean {
  const pieces = glob.split('*');
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return first === host;
  const last = pieces.at(-1) ?? '';
  if (host.length < first.length + last.length || !host.startsWith(first) || !host.endsWith(last))
    return false;
  let at = first.length;
  const end = host.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = host.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
