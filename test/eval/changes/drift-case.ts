import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import type { Random } from '../schemas/random.ts';

/** One operation of a definition, the calls it gets, and whether they leave what the definition says. */
export interface DriftCase {
  readonly method: 'GET' | 'POST';
  readonly template: string;
  readonly drifts: boolean;
  /** Why, for the list of mistakes. */
  readonly what: string;
  readonly operation: JsonObject;
  call(random: Random): {
    readonly query?: Record<string, string>;
    readonly status?: number;
    readonly request?: JsonValue;
    readonly body: JsonValue;
  };
}

export interface DriftCorpus {
  readonly seed: number;
  readonly host: string;
  readonly cases: readonly DriftCase[];
}

export function definitionOf(corpus: DriftCorpus): JsonObject {
  const paths: Record<string, Record<string, JsonValue>> = {};
  for (const { template, method, operation } of corpus.cases) {
    const item = (paths[template] ??= {});
    const id = template.includes('{id}');
    if (id) item['parameters'] = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
    item[method.toLowerCase()] = operation;
  }
  return {
    openapi: '3.1.0',
    info: { title: corpus.host, version: '1.0.0' },
    servers: [{ url: `https://${corpus.host}` }],
    paths,
  };
}

/** An operation that answers a JSON object, `required` of its members always there. */
export function answering(
  properties: JsonObject,
  required: readonly string[],
  more: { readonly parameters?: JsonValue; readonly requestBody?: JsonValue; readonly status?: string } = {},
): JsonObject {
  const { parameters, requestBody, status = '200' } = more;
  const schema = { type: 'object', properties, required };
  const error = { type: 'object', properties: { error: { type: 'object' } } };
  return {
    ...(parameters === undefined ? {} : { parameters }),
    ...(requestBody === undefined
      ? {}
      : { requestBody: { content: { 'application/json': { schema: requestBody } } } }),
    responses: {
      [status]: { description: 'Done', content: { 'application/json': { schema } } },
      '404': { description: 'Unknown', content: { 'application/json': { schema: error } } },
    },
  };
}
