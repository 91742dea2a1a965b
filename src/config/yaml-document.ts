import { isNode, LineCounter, parseDocument } from 'yaml';
import type { JsonValue } from '../model/json.ts';
import { pointerTokens } from '../schema/index.ts';
import type { ConfigProblem } from './problem.ts';

export interface YamlDocument {
  readonly value: JsonValue;
  /** Line of a member, or of the nearest member above it that stands in the file. */
  lineOf(pointer: string): number | null;
}

/** Aliases may repeat a shared block, not unpack into a bomb. */
const MAX_ALIASES = 100;

/** Parses YAML 1.2 (JSON is a part of it). What the parser says may quote the file, so only its code is shown. */
export function parseYaml(text: string): YamlDocument | readonly ConfigProblem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  if (document.errors.length > 0) {
    return document.errors.map((error) => ({
      pointer: '',
      line: lines.linePos(error.pos[0]).line,
      message: `is not valid YAML (${error.code.toLowerCase().replaceAll('_', ' ')})`,
      fix: error.code === 'DUPLICATE_KEY' ? 'Remove one of the two keys.' : 'Check indentation and quotes.',
    }));
  }
  const value = toJson(() => document.toJS({ maxAliasCount: MAX_ALIASES }));
  if (value === undefined) {
    return [
      {
        pointer: '',
        line: null,
        message: 'holds values that JSON cannot carry, or too many aliases',
        fix: null,
      },
    ];
  }
  const lineOf = (pointer: string): number | null => {
    const path = pointerTokens(pointer);
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node: unknown = document.getIn(path.slice(0, depth).map(indexOrKey), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return null;
  };
  return { value, lineOf };
}

/** A round trip through JSON proves that nothing else (NaN, dates, maps) is in the tree. */
function toJson(read: () => unknown): JsonValue | undefined {
  try {
    const text = JSON.stringify(read(), (_key, value: unknown) => {
      if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('not a JSON number');
      return value;
    });
    return text === undefined ? null : (JSON.parse(text) as JsonValue);
  } catch {
    return undefined;
  }
}

function indexOrKey(token: string): string | number {
  return /^\d+$/.test(token) ? Number(token) : token;
}
