const MEMBER_INDENT = 2;
const ITEM_INDENT = 4;
/** Texts are joined up to here: one of a large estate is tens of megabytes, and would be held three times to be written. */
const PIECE_CHARS = 65_536;

/**
 * The text that `JSON.stringify(document, null, 2)` gives, in pieces, none longer than one item of a list of the
 * document needs. The document is plain data.
 */
export function* jsonPieces(document: object): Generator<string> {
  let piece = '';
  for (const text of texts(document)) {
    piece += text;
    if (piece.length < PIECE_CHARS) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

function* texts(document: object): Generator<string> {
  let open = '{';
  for (const [key, value] of Object.entries(document)) {
    if (value === undefined) continue;
    yield `${open}\n  ${JSON.stringify(key)}: `;
    open = ',';
    if (Array.isArray(value) && value.length > 0) yield* listTexts(value);
    else yield indented(value, MEMBER_INDENT);
  }
  yield open === '{' ? '{}' : '\n}';
}

function* listTexts(items: readonly unknown[]): Generator<string> {
  let open = '[';
  for (const item of items) {
    yield `${open}\n    ${indented(item, ITEM_INDENT)}`;
    open = ',';
  }
  yield '\n  ]';
}

/** No line break of the text is inside of a string: there they are escaped. */
function indented(value: unknown, spaces: number): string {
  return JSON.stringify(value ?? null, null, 2).replaceAll('\n', `\n${' '.repeat(spaces)}`);
}
