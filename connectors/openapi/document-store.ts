import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { parseDocument } from 'yaml';
import {
  AssayError,
  type HttpClient,
  isFileFault,
  type JsonObject,
  type JsonValue,
} from '../../src/kit/index.ts';

/** Where a document stands. A file may refer to what lies in its folder, a URL to what its origin serves. */
export type Location =
  | { readonly kind: 'file'; readonly path: string; readonly folder: string }
  | { readonly kind: 'url'; readonly url: string };

interface DocumentLimits {
  readonly maxBytes: number;
}

/** Aliases may repeat a shared block, not unpack into a bomb. */
const MAX_ALIASES = 100;

/** Reads and parses documents, each once. */
export class DocumentStore {
  readonly #http: HttpClient;
  readonly #limits: DocumentLimits;
  readonly #documents = new Map<string, Promise<JsonValue>>();

  constructor(http: HttpClient, limits: DocumentLimits) {
    this.#http = http;
    this.#limits = limits;
  }

  /** The parsed document; throws AssayError that names the place and the byte, never its text. */
  read(location: Location): Promise<JsonValue> {
    const key = placeOf(location);
    const known = this.#documents.get(key);
    if (known !== undefined) return known;
    const loading = this.#load(location);
    this.#documents.set(key, loading);
    return loading;
  }

  async #load(location: Location): Promise<JsonValue> {
    const text = location.kind === 'file' ? await this.#readFile(location) : await this.#fetch(location.url);
    return parseText(text, placeOf(location));
  }

  async #readFile({ path, folder }: Extract<Location, { kind: 'file' }>): Promise<string> {
    try {
      const [real, root] = await Promise.all([realpath(path), realpath(folder)]);
      if (!isInside(real, root)) throw refused(path);
      if ((await stat(real)).size > this.#limits.maxBytes) {
        throw failure('OPENAPI_TOO_LARGE', 'The document is larger than maxDocument.', path);
      }
      return await readFile(real, 'utf8');
    } catch (error: unknown) {
      if (error instanceof AssayError || !isFileFault(error)) throw error;
      throw failure('OPENAPI_UNREADABLE', 'The document cannot be read.', path);
    }
  }

  async #fetch(url: string): Promise<string> {
    const { text } = await this.#http.send({
      url,
      headers: { accept: 'application/json, application/yaml, text/yaml, */*' },
    });
    if (text.length > this.#limits.maxBytes) {
      throw failure('OPENAPI_TOO_LARGE', 'The document is larger than maxDocument.', url);
    }
    return text;
  }
}

/** Safe to show: a path or a URL without its query. */
export function placeOf(location: Location): string {
  return location.kind === 'file' ? location.path : (location.url.split(/[?#]/, 1)[0] ?? '');
}

/** Where a relative reference leads; null when it leaves the folder or the origin. */
export function locate(reference: string, from: Location): Location | null {
  if (reference === '') return from;
  if (from.kind === 'url') {
    if (!URL.canParse(reference, from.url)) return null;
    const url = new URL(reference, from.url);
    return url.origin === new URL(from.url).origin ? { kind: 'url', url: url.href } : null;
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference) || reference.startsWith('/') || reference.includes('\0'))
    return null;
  const path = resolve(dirname(from.path), decodeReference(reference));
  return isInside(path, resolve(from.folder)) ? { ...from, path } : null;
}

function decodeReference(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function parseText(text: string, place: string): JsonValue {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const value = bare.trimStart().startsWith('{') ? fromJson(bare, place) : fromYaml(bare, place);
  return value;
}

function fromJson(text: string, place: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw failure('OPENAPI_JSON', 'The document is not valid JSON.', place);
  }
}

function fromYaml(text: string, place: string): JsonValue {
  const document = parseDocument(text, { uniqueKeys: true, prettyErrors: false, merge: true });
  const [problem] = document.errors;
  if (problem !== undefined) {
    throw failure('OPENAPI_YAML', `The document is not valid YAML at byte ${problem.pos[0]}.`, place);
  }
  try {
    // The round trip leaves nothing in the tree that JSON does not know.
    const json = JSON.stringify(document.toJS({ maxAliasCount: MAX_ALIASES }));
    return json === undefined ? null : (JSON.parse(json) as JsonValue);
  } catch {
    throw failure('OPENAPI_YAML', 'The document repeats its aliases too often, or nests too deeply.', place);
  }
}

function refused(path: string): AssayError {
  return failure('OPENAPI_REF_REFUSED', 'A reference leads out of the folder of its document.', path);
}

export function failure(code: string, message: string, place: string): AssayError {
  return new AssayError({ code, kind: 'sourceContract', message, context: { document: place } });
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
