import { AssayError, type JsonObject, type JsonValue, type Problem } from '../../src/kit/index.ts';
import { isJsonArray } from '../../src/model/json.ts';
import { type DocumentStore, isObject, type Location, locate, placeOf } from './document-store.ts';

/** Longest chain of references that is followed. */
const MAX_DEPTH = 32;

/** A node of a document, and the document it stands in: references inside it are relative to that. */
interface Placed {
  readonly node: JsonObject;
  readonly at: Location;
}

/** Follows `$ref`s that stay in the folder or origin of their document; others are reported and left out. */
export class References {
  readonly #store: DocumentStore;
  readonly #report: (problem: Problem) => void;

  constructor(store: DocumentStore, report: (problem: Problem) => void) {
    this.#store = store;
    this.#report = report;
  }

  /** The object itself or what it refers to; null when there is none, or when the reference is refused. */
  resolve(value: JsonValue | undefined, at: Location): Promise<Placed | null> {
    return this.#resolve(value, at, this.#report);
  }

  /**
   * The same for what only describes, as schemas do: where that leads nowhere, nothing is known of it, but all that is
   * served was read, and the pass is complete.
   */
  detail(value: JsonValue | undefined, at: Location): Promise<Placed | null> {
    return this.#resolve(value, at, () => undefined);
  }

  async #resolve(value: JsonValue | undefined, at: Location, report: Report): Promise<Placed | null> {
    let current: Placed | null = isObject(value) ? { node: value, at } : null;
    for (let depth = 0; current !== null; depth += 1) {
      const reference: JsonValue | undefined = current.node['$ref'];
      if (typeof reference !== 'string') return current;
      if (depth >= MAX_DEPTH) {
        report(
          problemOf(
            'OPENAPI_REF_DEPTH',
            'A chain of references is longer than 32, or leads back to itself.',
            at,
          ),
        );
        return null;
      }
      current = await this.#follow(reference, current.at, report);
    }
    return null;
  }

  async #follow(reference: string, from: Location, report: Report): Promise<Placed | null> {
    const [file = '', pointer = ''] = reference.split('#', 2);
    const target = locate(file, from);
    if (target === null) {
      report(
        problemOf(
          'OPENAPI_REF_REFUSED',
          'A reference leads out of the folder or origin of its document.',
          from,
        ),
      );
      return null;
    }
    const document = await this.#read(target, from, report);
    if (document === null) return null;
    const node = descend(document, pointer) ?? undefined;
    if (isObject(node)) return { node, at: target };
    report(problemOf('OPENAPI_REF_MISSING', 'A reference leads to nothing.', from));
    return null;
  }

  async #read(target: Location, from: Location, report: Report): Promise<JsonValue | null> {
    try {
      return await this.#store.read(target);
    } catch (error: unknown) {
      if (!(error instanceof AssayError) || error.kind !== 'sourceContract') throw error;
      report(problemOf(error.code, error.message, from));
      return null;
    }
  }
}

type Report = (problem: Problem) => void;

function problemOf(code: string, message: string, at: Location): Problem {
  return { code, kind: 'record', message, file: placeOf(at), line: null };
}

/** RFC 6901; own members only. */
function descend(document: JsonValue, pointer: string): JsonValue | null {
  let node: JsonValue | undefined = document;
  for (const token of pointer.split('/').slice(1)) {
    const key = decodeToken(token);
    if (isJsonArray(node)) node = node[Number(key)];
    else node = isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined;
  }
  return node ?? null;
}

function decodeToken(token: string): string {
  const text = token.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
