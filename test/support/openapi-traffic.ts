import type { ApiCall, Message } from '../../src/model/api-call.ts';
import type { EndpointFacts } from '../../src/model/inventory.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import type { Estate } from '../../src/report/openapi/index.ts';
import { objectOf, schemaErrors, textErrors } from './openapi-checks.ts';

/** A call, what was documented of its endpoint, and the values of its slots. */
export interface DocumentedCall {
  readonly call: ApiCall;
  readonly document: JsonObject;
  readonly path: string;
  readonly operation: JsonObject;
}

/**
 * Finds the operation that a call belongs to by the templates of the inventory alone, the most literal first: written
 * for this test, so that a wrong template shows as a refused call.
 */
export class Documents {
  readonly #byTarget = new Map<string, readonly EndpointFacts[]>();
  readonly #documents: ReadonlyMap<string, JsonObject>;
  readonly #owner = new Map<
    string,
    { readonly api: string; readonly path: string; readonly method: string }
  >();

  constructor(estate: Estate, documents: ReadonlyMap<string, JsonObject>) {
    this.#documents = documents;
    const facts = new Map(estate.inventory.endpoints.map((one) => [one.id, one]));
    for (const row of estate.correlation.endpoints) {
      const { path = '', method = '' } = facts.get(row.id) ?? {};
      const owner = { api: row.apiId, path, method };
      for (const id of [row.id, ...row.views]) this.#owner.set(id, owner);
    }
    for (const [target, group] of Map.groupBy(
      estate.inventory.endpoints,
      (one) => `${one.method} ${one.host}`,
    )) {
      this.#byTarget.set(
        target,
        group.toSorted((a, b) => slotCount(a.path) - slotCount(b.path)),
      );
    }
  }

  /** Null for noise: a call that no endpoint was made from. */
  find(call: ApiCall): DocumentedCall | null {
    const group = this.#byTarget.get(`${call.method} ${call.host}`) ?? [];
    const path = decoded(call.path);
    const facts = group.find((one) => patternOf(one.path).test(path));
    return facts === undefined ? null : this.at(facts.id, call);
  }

  /** The operation of an endpoint; null where it is left out. */
  at(endpoint: string, call: ApiCall): DocumentedCall | null {
    const owner = this.#owner.get(endpoint);
    const document = this.#documents.get(owner?.api ?? '');
    if (owner === undefined || document === undefined) return null;
    const item = Object.entries(objectOf(document['paths'])).find(
      ([one]) => patternOf(one).source === patternOf(owner.path).source,
    );
    const operation = objectOf(item?.[1])[owner.method.toLowerCase()];
    return item === undefined || !isJsonObject(operation)
      ? null
      : { call, document, path: item[0], operation };
  }
}

function slotCount(path: string): number {
  return path.split('{').length;
}

const patterns = new Map<string, RegExp>();

function patternOf(template: string): RegExp {
  let pattern = patterns.get(template);
  if (pattern === undefined) {
    const source = decoded(template)
      .split(/(\{[^{}]*\})/)
      .map((piece) => (piece.startsWith('{') ? '([^/]+?)' : piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
      .join('');
    pattern = new RegExp(`^${source}$`);
    patterns.set(template, pattern);
  }
  return pattern;
}

/** Empty segments are nothing; escapes are what they stand for, where they stand for anything. */
function decoded(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  return `/${segments.map(unescaped).join('/')}`;
}

function unescaped(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A body recorded with one of these, or an interim one, is none of HTTP's (RFC 9110 section 6.4.1). */
const WITHOUT_CONTENT: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/** What the document refuses of a call: bodies of both sides, slots, query; requests only where the server took them. */
export function refusals({ call, path, operation }: DocumentedCall): readonly string[] {
  const isAccepted = call.status !== null && call.status >= 200 && call.status < 400;
  const request = bodyErrors(objectOf(operation['requestBody']), call.request);
  // Without a status the answer has a place only where the document keeps one for it: gRPC tells the outcome elsewhere.
  const hasContent =
    call.status === null ? 'default' in objectOf(operation['responses']) : !WITHOUT_CONTENT.has(call.status);
  const response = hasContent ? bodyErrors(responseOf(operation, call.status), call.response) : [];
  const parameters = isAccepted ? parameterErrors(call, path, operation) : [];
  return [
    ...(isAccepted ? request.map((error) => `request ${error}`) : []),
    ...response.map((error) => `response ${call.status} ${error}`),
    ...parameters,
  ];
}

function responseOf(operation: JsonObject, status: number | null): JsonObject {
  const responses = objectOf(operation['responses']);
  const keys = status === null ? [] : [String(status), `${Math.floor(status / 100)}XX`];
  return objectOf([...keys, 'default'].map((key) => responses[key]).find((one) => one !== undefined));
}

function bodyErrors(holder: JsonObject, message: Message): readonly string[] {
  const value = jsonOf(message);
  if (value === undefined) return [];
  const content = objectOf(holder['content']);
  const schemas = Object.entries(content).filter(([type]) => type.includes('json'));
  if (schemas.length === 0) return ['has a JSON body that is not documented'];
  const errors = schemas.map(([, media]) => schemaErrors(objectOf(objectOf(media)['schema']), value));
  return errors.some((each) => each.length === 0) ? [] : (errors[0] ?? []);
}

/** One value a line: documented as the list of them, for OpenAPI knows no sequences. */
const LINES = /ndjson|jsonl|json-seq/;

/** The JSON body of a message that says it has one; undefined for any other. */
function jsonOf({ headers, body }: Message): unknown {
  const type = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (body === null || body === '' || !/json/.test(String(type))) return undefined;
  try {
    if (!LINES.test(String(type))) return JSON.parse(body) as unknown;
    const lines = body.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) => JSON.parse(line) as unknown);
  } catch {
    return undefined;
  }
}

function parameterErrors(call: ApiCall, path: string, operation: JsonObject): readonly string[] {
  const query = new URLSearchParams(call.query ?? '');
  const slots = patternOf(path).exec(decoded(call.path))?.slice(1) ?? null;
  let slot = 0;
  return listOf(operation['parameters']).flatMap((parameter) => {
    const name = textOf(parameter['name']);
    const isRequired = parameter['required'] === true;
    const schema = objectOf(parameter['schema']);
    if (parameter['in'] === 'path') {
      const value = slots?.[slot++];
      return value === undefined ? [] : textErrors(schema, value).map((error) => `path ${name} ${error}`);
    }
    if (parameter['in'] !== 'query') return [];
    const values = query.getAll(name);
    if (values.length === 0) return isRequired ? [`query ${name} is missing`] : [];
    // Form style, exploded: the default of OpenAPI for the query.
    const items = objectOf(schema['items']);
    if (schema['type'] === 'array') {
      return values.flatMap((value) => textErrors(items, value).map((error) => `query ${name} ${error}`));
    }
    return values.flatMap((value) => textErrors(schema, value).map((error) => `query ${name} ${error}`));
  });
}

function listOf(value: JsonValue | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
