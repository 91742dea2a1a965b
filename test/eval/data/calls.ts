import type { Half } from '../capability.ts';
import type { NativeCall } from '../harness.ts';
import type { LabelledEndpoint } from './endpoints.ts';
import type { Field, Place, Scalar } from './field.ts';
import { type Random, random } from './random.ts';

/** Calls of a labelled endpoint: every field filled anew, at least ten clients. */

type Tree = { [key: string]: Tree | Field };

const START_MS = Date.UTC(2025, 10, 3, 6);
const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0',
  'okhttp/4.12.0',
  'python-requests/2.32.3',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15',
  'axios/1.7.7',
];

function isField(node: Tree | Field): node is Field {
  return 'place' in node && typeof node.place === 'string';
}

function treeOf(fields: readonly Field[]): Tree {
  const root: Tree = {};
  for (const field of fields) {
    let node = root;
    for (const parent of field.parents) {
      const next = node[parent];
      const child = next !== undefined && !isField(next) ? next : {};
      node[parent] = child;
      node = child;
    }
    node[field.key] = field;
  }
  return root;
}

function leaf(field: Field, draw: Random): unknown {
  if (!field.list) return field.value(draw);
  return Array.from({ length: draw.int(1, 3) }, () => field.value(draw));
}

function document(node: Tree, draw: Random): unknown {
  const items = node['*'];
  if (items !== undefined && !isField(items)) {
    return Array.from({ length: draw.int(1, 3) }, () => document(items, draw));
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, child]) => [
      key,
      isField(child) ? leaf(child, draw) : document(child, draw),
    ]),
  );
}

function xmlText(value: unknown): string {
  return (typeof value === 'string' ? value : JSON.stringify(value ?? ''))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** Element names: a key that XML allows. */
export function elementName(key: string): string {
  return key.replace(/[^A-Za-z0-9_.-]/g, '_');
}

function xml(fields: readonly Field[], draw: Random): string {
  const elements = fields.map((field) => {
    const name = elementName(field.key);
    const values = field.list ? [leaf(field, draw)].flat() : [field.value(draw)];
    return values.map((value) => `  <${name}>${xmlText(value)}</${name}>`).join('\n');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<document>\n${elements.join('\n')}\n</document>`;
}

function pairs(fields: readonly Field[], draw: Random): string {
  return fields
    .flatMap((field) => [leaf(field, draw)].flat().map((value) => [field.key, value] as const))
    .map(
      ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String((value as Scalar) ?? ''))}`,
    )
    .join('&');
}

function headerText(value: Scalar): string {
  return String(value ?? '').replace(/[\r\n]+/g, ' ');
}

function headersOf(fields: readonly Field[], draw: Random): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.key, headerText(field.value(draw))]));
}

function requestOf(at: (place: Place) => readonly Field[], draw: Random): NonNullable<NativeCall['request']> {
  const cookies = at('cookie').map(
    (field) => `${field.key}=${encodeURIComponent(headerText(field.value(draw)))}`,
  );
  const headers = {
    'user-agent': draw.pick(AGENTS),
    accept: '*/*',
    ...(cookies.length === 0 ? {} : { cookie: cookies.join('; ') }),
    ...headersOf(at('header'), draw),
  };
  const [json, form, markup] = [at('request-json'), at('request-form'), at('request-xml')];
  if (json.length > 0) {
    return {
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(document(treeOf(json), draw)),
    };
  }
  if (form.length > 0) {
    return {
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: pairs(form, draw),
    };
  }
  if (markup.length > 0) {
    return { headers: { ...headers, 'content-type': 'application/xml' }, body: xml(markup, draw) };
  }
  return { headers };
}

function responseOf(
  at: (place: Place) => readonly Field[],
  draw: Random,
): NonNullable<NativeCall['response']> {
  const cookies = at('set-cookie').map(
    (field) => `${field.key}=${encodeURIComponent(headerText(field.value(draw)))}; Path=/; HttpOnly`,
  );
  const headers = {
    ...headersOf(at('response-header'), draw),
    ...(cookies.length === 0 ? {} : { 'set-cookie': cookies }),
  };
  const markup = at('response-xml');
  if (markup.length > 0) {
    return {
      headers: { ...headers, 'content-type': 'application/xml; charset=utf-8' },
      body: xml(markup, draw),
    };
  }
  return {
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(document(treeOf(at('response-json')), draw)),
  };
}

function addressOf(number: number): string {
  if (number % 5 === 4) return `2001:db8:${number.toString(16)}::${(number * 7).toString(16)}`;
  return `${['192.0.2', '198.51.100', '203.0.113'][number % 3]}.${1 + (number % 254)}`;
}

/** The first ten calls come from ten clients, the others mostly from the busy ones of 240. */
function clientOf(index: number, offset: number, draw: Random): string {
  if (index < 10) return addressOf((offset * 11 + index * 13) % 240);
  return addressOf(Math.floor(240 ** draw.next()) - 1);
}

function statusOf(method: string, index: number, draw: Random): number {
  if (index > 9 && draw.chance(0.03)) return draw.pick([400, 404]);
  return method === 'POST' && draw.chance(0.5) ? 201 : 200;
}

export function callsOf(endpoint: LabelledEndpoint, half: Half, number: number): readonly NativeCall[] {
  const draw = random(`${half}/calls/${number}`);
  const byPlace = Map.groupBy(endpoint.fields, (field) => field.place);
  const at = (place: Place): readonly Field[] => byPlace.get(place) ?? [];
  return Array.from({ length: endpoint.calls }, (_, index): NativeCall => {
    const inPath = at('path').map((field) => `/${encodeURIComponent(headerText(field.value(draw)))}`);
    return {
      time: START_MS + (index * 97 + number) * 61_000,
      method: endpoint.method,
      scheme: 'https',
      host: endpoint.host,
      path: endpoint.path + inPath.join(''),
      query: pairs(at('query'), draw),
      status: statusOf(endpoint.method, index, draw),
      client: { address: clientOf(index, number, draw) },
      latencyMs: draw.int(3, 400),
      request: requestOf(at, draw),
      response: responseOf(at, draw),
    };
  });
}
