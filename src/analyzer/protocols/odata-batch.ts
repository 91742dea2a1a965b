import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { Exchange, Part } from '../exchange.ts';
import { multipartParts } from '../multipart.ts';
import { pathSegments } from '../path-segments.ts';
import { isPeopleNoun } from '../paths/path-words.ts';
import { classifySegment } from '../paths/segment-class.ts';
import type { ProtocolCall } from './protocol-call.ts';

const BATCH = '$batch';
const REQUEST_LINE = /^\s{0,8}([A-Za-z]{3,10}) (\S{1,2000})/;
const METHOD = /^[A-Z]{3,10}$/;
const ORIGIN = /^[a-z]{2,10}:\/\/[^/]*/i;
const KEY = /\([^()]*\)/g;

/**
 * `POST …/$batch` of OData 4 (part 1, section 11.7; JSON format, section 19) and of Microsoft Graph: one operation a
 * request in it, named by its method and resource, without keys.
 */
export function odataBatch({ call, segments, requestBody: body }: Exchange): ProtocolCall | null {
  if (call.method !== 'POST' || segments.at(-1) !== BATCH) return null;
  const root = segments.slice(0, -1);
  let names: (string | null)[] = [];
  if (body.kind === 'multipart') names = body.parts.flatMap((part) => requestsOf(part, root, true));
  else if (body.kind === 'json') names = jsonRequests(body.value, root);
  return { protocol: 'odata', operations: names.length === 0 ? [null] : names };
}

function requestsOf(part: Part, root: readonly string[], withSets: boolean): (string | null)[] {
  const type = part.contentType ?? '';
  if (withSets && type.startsWith('multipart/mixed')) {
    return (multipartParts(part.value, type) ?? []).flatMap((inner) => requestsOf(inner, root, false));
  }
  const line = REQUEST_LINE.exec(part.value);
  return [line === null ? null : operationName(line[1] ?? '', line[2] ?? '', root)];
}

function jsonRequests(value: JsonValue, root: readonly string[]): (string | null)[] {
  const requests = isJsonObject(value) ? value['requests'] : undefined;
  if (requests === undefined || !isJsonArray(requests)) return [];
  return requests.map((request) => {
    if (!isJsonObject(request)) return null;
    const { method, url } = request;
    return typeof method === 'string' && typeof url === 'string' ? operationName(method, url, root) : null;
  });
}

/** `GET Products()`: keys and segments that are values are left out, so that requests for two items are one operation. */
function operationName(method: string, url: string, root: readonly string[]): string | null {
  const verb = method.toUpperCase();
  if (!METHOD.test(verb)) return null;
  const [path = ''] = url.replace(ORIGIN, '').split(/[?#]/, 1);
  let segments = pathSegments(path);
  if (path.startsWith('/') && root.every((each, at) => segments[at] === each))
    segments = segments.slice(root.length);
  const shown = segments.map((segment, at) => shownSegment(segments, segment, at));
  return shown.length === 0 ? null : `${verb} ${shown.join('/')}`;
}

function shownSegment(segments: readonly string[], segment: string, at: number): string {
  const bare = segment.replace(KEY, '()');
  if (bare !== segment) return bare;
  const isValue = classifySegment(segments, at) !== null || isPeopleNoun(segments[at - 1] ?? '');
  return isValue && !segment.startsWith('$') ? '{}' : segment;
}
