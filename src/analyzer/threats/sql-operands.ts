import type { SqlToken } from './sql-tokens.ts';

/** Questions about the tokens of SQL that every rule of its grammar asks. */

export const STATEMENTS = new Set(
  'select insert update delete create alter drop with explain show begin declare merge exec execute call grant use set truncate replace refresh vacuum analyze pragma copy describe do values revoke'.split(
    ' ',
  ),
);

export function isStatement(tokens: readonly SqlToken[]): boolean {
  let at = 0;
  while (tokens[at]?.kind === 'comment' || tokens[at]?.kind === 'open') at += 1;
  const first = tokens[at];
  // A bracket before it may be an attack's sub-select: only behind a comment or at the start is it a script.
  return (
    first !== undefined && first.kind === 'word' && STATEMENTS.has(first.text) && tokens[0]?.kind !== 'open'
  );
}

export function isWord(token: SqlToken | undefined, ...words: readonly string[]): boolean {
  return token !== undefined && token.kind === 'word' && words.includes(token.text);
}

const CONSTANTS = new Set(['true', 'false', 'null']);

export function isLiteral(token: SqlToken | undefined): boolean {
  if (token === undefined) return false;
  const { kind } = token;
  if (kind === 'number' || kind === 'string' || kind === 'open-string' || kind === 'variable') return true;
  return kind === 'word' && CONSTANTS.has(token.text);
}

export function skipPrefix(tokens: readonly SqlToken[], from: number): number {
  let at = from;
  while (tokens[at]?.kind === 'open' || tokens[at]?.kind === 'operator') at += 1;
  return at;
}

export function skipClose(tokens: readonly SqlToken[], from: number): number {
  let at = from;
  while (tokens[at]?.kind === 'close') at += 1;
  return at;
}

/** The text of a closing comment: nothing, or the junk that keeps it from being trimmed (`-- -`, `--+`). */
export function isShort(comment: SqlToken): boolean {
  return comment.text.trim().length <= 4;
}

export const FUNCTIONS = new Set(
  'sleep pg_sleep benchmark ascii ord substring substr mid char chr concat group_concat version user database current_user system_user session_user extractvalue updatexml load_file length if exp floor row_count make_set elt convert cast exists case gtid_subset gtid_subtract json_keys sqlite_version db_name host_name current_database hex unhex md5 sha1 ifnull nullif coalesce instr locate strcmp randomblob xmltype utl_inaddr.get_host_address dbms_pipe.receive_message'.split(
    ' ',
  ),
);

/** The index behind the bracket that closes the one at `open`. */
export function endOfCall(tokens: readonly SqlToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (tokens[at]?.kind === 'open') depth += 1;
    else if (tokens[at]?.kind === 'close') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return tokens.length;
}
