import type { JsonObject, JsonValue } from '../../model/json.ts';
import { byKeys } from '../order.ts';
import type { ObservedEndpoint } from './estate.ts';
import { documentedOperation } from './operation.ts';
import { operationId, relativeSegments } from './operation-id.ts';
import { type PathTemplate, pathTemplate } from './path-template.ts';
import { serverObjects, serverUrls } from './servers.ts';

/** Methods that a Path Item of OpenAPI 3.1 has a field for; CONNECT, WebDAV and invented ones have none. */
export const OPENAPI_METHODS: ReadonlySet<string> = new Set(
  'GET PUT POST DELETE OPTIONS HEAD PATCH TRACE'.split(' '),
);

export interface DocumentedPaths {
  readonly paths: JsonObject;
  readonly tags: readonly JsonObject[];
  readonly securitySchemes: JsonObject;
}

/** Everything that one template, slot names aside, was seen with. */
interface PathGroup {
  readonly template: PathTemplate;
  readonly endpoints: ObservedEndpoint[];
}

/** Paths in code unit order with the tags and security schemes that they name. */
export function documentedPaths(
  endpoints: readonly ObservedEndpoint[],
  base: readonly string[],
  servers: readonly string[],
): DocumentedPaths {
  const usedIds = new Set<string>();
  const tags = new Map<string, number>();
  const schemes = new Map<string, JsonObject>();
  const paths = groupsOf(endpoints).map(({ template, endpoints: ofPath }) => {
    const tag = tagOf(template, base);
    const item: Record<string, JsonValue> = serversOf(ofPath, servers);
    const byMethod = Map.groupBy(ofPath, ({ facts }) => facts.method.toLowerCase());
    for (const method of [...byMethod.keys()].sort()) {
      const ofMethod = byMethod.get(method) ?? [];
      const id = operationId(writtenId(ofMethod), method, template, base, usedIds);
      const summary = `${method.toUpperCase()} ${template.path}`;
      const { operation, security } = documentedOperation(template, ofMethod, { id, tag, summary });
      item[method] = operation;
      tags.set(tag, (tags.get(tag) ?? 0) + 1);
      for (const [name, scheme] of security.schemes) schemes.set(name, scheme);
    }
    return [template.path, item] as const;
  });
  return {
    paths: Object.fromEntries(paths),
    tags: [...tags].sort(byKeys(([name]) => name)).map(([name, count]) => tagObject(name, count)),
    securitySchemes: Object.fromEntries([...schemes].sort(byKeys(([name]) => name))),
  };
}

/** The first endpoint in order names the slots of all that differ from it in slot names only. */
function groupsOf(endpoints: readonly ObservedEndpoint[]): readonly PathGroup[] {
  const groups = new Map<string, PathGroup>();
  const ordered = [...endpoints].sort(
    byKeys(
      ({ facts }) => facts.path,
      ({ facts }) => facts.host,
      ({ facts }) => facts.operation ?? '',
      ({ facts }) => facts.id,
    ),
  );
  for (const endpoint of ordered) {
    const template = pathTemplate(endpoint.facts.path, endpoint.facts.slots);
    const group = groups.get(template.key);
    if (group === undefined) groups.set(template.key, { template, endpoints: [endpoint] });
    else group.endpoints.push(endpoint);
  }
  return [...groups.values()].sort(byKeys(({ template }) => template.path));
}

/** A path that answers at none of the document's servers, as one seen behind the gateway does, names its own. */
function serversOf(
  endpoints: readonly ObservedEndpoint[],
  servers: readonly string[],
): Record<string, JsonValue> {
  const own = serverUrls(endpoints);
  const isServed = own.length === 0 || own.some((url) => servers.includes(url));
  return isServed ? {} : { servers: serverObjects(own) };
}

const ROOT_TAG = 'root';

function tagOf(template: PathTemplate, base: readonly string[]): string {
  return relativeSegments(template.path, base).find((segment) => !segment.includes('{')) ?? ROOT_TAG;
}

function tagObject(name: string, operations: number): JsonObject {
  return { name, description: `${operations} observed ${operations === 1 ? 'operation' : 'operations'}.` };
}

/** The id that the definition gives, where all endpoints agree on it. */
function writtenId(endpoints: readonly ObservedEndpoint[]): string | null {
  const [id = null, ...more] = new Set(endpoints.map(({ row }) => row.registered?.operation ?? null));
  return more.length === 0 ? id : null;
}
