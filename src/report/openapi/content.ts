import type { BodyFacts, EndpointFacts } from '../../model/inventory.ts';
import type { JsonObject } from '../../model/json.ts';
import type { ObservedEndpoint } from './estate.ts';
import { reasonPhrase } from './reason-phrases.ts';
import { schemaObject } from './schema-object.ts';
import { schemaUnion } from './schema-union.ts';
import { xmlSchema } from './xml-schema.ts';

/** The request body of an operation; null where no call had one. */
export function requestBodyOf(endpoints: readonly ObservedEndpoint[]): JsonObject | null {
  const bodies = allFacts(endpoints).flatMap((facts) => facts.schemas.requests);
  if (bodies.length === 0) return null;
  return {
    content: contentOf(bodies),
    required: endpoints.every(({ facts, views }) => isBodyRequired(facts, views)),
  };
}

/** Bodies are counted over the accepted calls of one hop: as many bodies as such calls leave none without. */
function isBodyRequired(facts: EndpointFacts, views: readonly EndpointFacts[]): boolean {
  if (views.length > 0 || facts.hops.length !== 1 || facts.protocol !== 'rest') return false;
  const accepted = Object.entries(facts.statuses)
    .filter(([status]) => status >= '200' && status < '400')
    .reduce((sum, [, calls]) => sum + calls, 0);
  return accepted > 0 && facts.schemas.requests.reduce((sum, body) => sum + body.count, 0) === accepted;
}

function allFacts(endpoints: readonly ObservedEndpoint[]): readonly EndpointFacts[] {
  return endpoints.flatMap(({ facts, views }) => [facts, ...views]);
}

function contentOf(bodies: readonly BodyFacts[]): JsonObject {
  const byType = Map.groupBy(bodies, (body) => body.contentType);
  const types = [...byType.keys()].sort();
  return Object.fromEntries(
    types.map((type) => {
      const schemas = (byType.get(type) ?? []).map((body) => body.schema);
      return [type, mediaType(type, schemas)] as const;
    }),
  );
}

const RAW_TYPE =
  /^(?:(?:image|audio|video|font|application|multipart)\/\*|\*\/\*|application\/(?:octet-stream|pdf|zip|grpc|grpc-web|x-protobuf|msgpack))$/;
const XML_TYPE = /[/+]xml$/;

/** OpenAPI 3.1 section 4.8.14.4: raw bytes have no schema. */
function mediaType(type: string, schemas: readonly JsonObject[]): JsonObject {
  if (RAW_TYPE.test(type)) return {};
  const [first = {}, ...more] = schemas;
  const joined = more.reduce(schemaUnion, first);
  const schema = schemaObject(joined);
  return { schema: XML_TYPE.test(type) ? xmlSchema(schema) : schema };
}

/** Statuses whose responses have no content (RFC 9110 sections 15.2, 15.3.5, 15.3.6, 15.4.5). */
const WITHOUT_CONTENT: ReadonlySet<number> = new Set([204, 205, 304]);

/** One response per observed status; bodies are known per class of statuses and stand at each of the class. */
export function responsesOf(endpoints: readonly ObservedEndpoint[]): JsonObject {
  const bodies = Map.groupBy(
    allFacts(endpoints).flatMap((facts) => facts.schemas.responses),
    (body) => body.statusClass ?? '',
  );
  const statuses = observedStatuses(endpoints);
  const responses: [string, JsonObject][] = statuses.map((status) => [
    String(status),
    responseObject(reasonPhrase(status), hasContent(status) ? bodies.get(classOf(status)) : undefined),
  ]);
  for (const [statusClass, ofClass] of bodies) {
    const isShown = statuses.some((status) => classOf(status) === statusClass && hasContent(status));
    if (isShown || !/^[1-5]XX$/.test(statusClass)) continue;
    responses.push([statusClass, responseObject(reasonPhrase(Number(statusClass[0]) * 100 + 99), ofClass)]);
  }
  if (responses.length === 0) return { default: { description: 'No response was recorded' } };
  return Object.fromEntries(responses.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function classOf(status: number): string {
  return `${Math.floor(status / 100)}XX`;
}

function hasContent(status: number): boolean {
  return status >= 200 && !WITHOUT_CONTENT.has(status);
}

/** Codes that OpenAPI can name; `0` stands for no response, and anything beyond 599 is none of HTTP. */
function observedStatuses(endpoints: readonly ObservedEndpoint[]): readonly number[] {
  const codes = endpoints.flatMap(({ facts, views, row }) =>
    [
      row.statuses,
      ...[facts, ...views].flatMap((one) => [one.statuses, ...one.hops.map((hop) => hop.statuses)]),
    ]
      .flatMap((statuses) => Object.keys(statuses))
      .map(Number),
  );
  return [...new Set(codes)].filter((code) => code >= 100 && code <= 599).sort((a, b) => a - b);
}

function responseObject(description: string, bodies: readonly BodyFacts[] | undefined): JsonObject {
  return bodies === undefined ? { description } : { description, content: contentOf(bodies) };
}
