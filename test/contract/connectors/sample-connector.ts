import {
  type Connector,
  type ConnectorContext,
  type ConnectorManifest,
  compileSchema,
  type Decode,
  defineConnector,
  type JsonValue,
  type ListPage,
  type Page,
  runChecks,
  type Secret,
} from '../../../src/kit/index.ts';
import type { HttpScenario } from './scenario.ts';

/** Ways to break the contract; each must be found by the check named. */
export const FAULTS = {
  'trusts-any-body': ['malformed-envelope', 'anything-goes'],
  'swallows-errors': ['server-error', 'auth', 'malformed-envelope', 'next-link', 'anything-goes'],
  'ignores-cursor': ['resume'],
  'repeats-a-page': ['pages'],
  'drops-in-silence': ['malformed-record'],
  'logs-its-answers': ['no-secret'],
  'checks-nothing': ['check-bad', 'anything-goes'],
  'one-big-page': ['pages', 'resume'],
} as const;

export type Fault = keyof typeof FAULTS | 'none';

type SampleConfig = { readonly url: string; readonly token: Secret };
type SampleCursor = { readonly offset: string };
type Body = { readonly calls: readonly JsonValue[]; readonly next?: string | null };

const manifest: ConnectorManifest = {
  id: 'sample',
  title: 'Sample platform',
  description: 'A made-up platform with which the contract suite is tested itself.',
  kinds: ['source'],
  stability: 'experimental',
  configSchema: {
    title: 'SampleConfig',
    type: 'object',
    additionalProperties: false,
    required: ['url', 'token'],
    properties: {
      url: { type: 'string', format: 'http-url', description: 'Base URL.' },
      token: { type: 'string', secret: true, description: 'Token.' },
    },
  },
  mapping: 'assay-call',
  hosts: [{ kind: 'property', property: 'url', description: 'The platform' }],
  permissions: [{ name: 'calls:read', why: 'Calls cannot be read without it.' }],
  rateLimit: { concurrency: 2, reason: 'A made-up platform has a made-up limit.' },
};

const body = compileSchema<Body>({
  type: 'object',
  required: ['calls'],
  properties: { calls: { type: 'array' }, next: { type: ['string', 'null'] } },
});

export function sampleConnector(fault: Fault): Connector {
  const decode: Decode<ListPage<JsonValue>> = (value) => {
    const { calls, next } =
      fault === 'trusts-any-body' && !body.is(value)
        ? { calls: [], next: null }
        : body.parse(value, { code: 'SAMPLE_ANSWER', kind: 'sourceContract', message: 'Another form.' });
    return { items: calls, next: next ?? null };
  };
  return defineConnector<SampleConfig, SampleCursor>({
    manifest,
    http: (config) => ({
      baseUrl: config.url,
      auth: { kind: 'header', name: 'x-token', value: config.token },
    }),
    source: {
      cursorSchema: {
        type: 'object',
        required: ['offset'],
        additionalProperties: false,
        properties: { offset: { type: 'string' } },
      },
      readCalls: (context, from) =>
        readPages(context, fault === 'ignores-cursor' ? null : from, decode, fault),
    },
    check: (context) =>
      runChecks([
        {
          name: 'The platform answers',
          permission: 'calls:read',
          run: async () => {
            if (fault !== 'checks-nothing') await context.http.getJson({ url: '/calls?offset=0' }, decode);
            return 'It does.';
          },
        },
      ]),
  });
}

async function* readPages(
  context: ConnectorContext<SampleConfig>,
  from: SampleCursor | null,
  decode: Decode<ListPage<JsonValue>>,
  fault: Fault,
): AsyncGenerator<Page> {
  let offset = Number(from?.offset ?? '0');
  const all: JsonValue[] = [];
  try {
    for await (const items of context.http.paginate({ url: `/calls?offset=${offset}` }, decode)) {
      if (fault === 'logs-its-answers') context.logger.info('Answer.', { answer: JSON.stringify(items) });
      all.push(...items);
      offset += items.length;
      const kept = fault === 'drops-in-silence' ? items.filter((item) => typeof item === 'object') : items;
      if (fault === 'one-big-page') continue;
      yield pageOf(kept, offset);
      if (fault === 'repeats-a-page') yield pageOf(kept, offset);
    }
  } catch (error: unknown) {
    if (fault !== 'swallows-errors' || context.signal.aborted) throw error;
  }
  if (fault === 'one-big-page') yield pageOf(all, offset);
}

function pageOf(records: readonly JsonValue[], offset: number): Page {
  return {
    records: { kind: 'records', mapping: 'assay-call', records },
    position: { file: '/calls', firstLine: 1 },
    dropped: [],
    cursor: { offset: String(offset) },
  };
}

const SECRET = 'smpl-9c1f0a/7d+2e';

const call = (path: string): JsonValue => ({
  time: '2026-01-15T10:00:00Z',
  method: 'GET',
  host: 'api.shop.example',
  path,
  status: 200,
  // A platform that echoes what it was sent: the record may hold it, nothing else may.
  request: { headers: { 'x-echo': SECRET } },
});

export const SAMPLE_SCENARIO: HttpScenario = {
  style: 'http',
  origin: 'https://sample.example',
  config: { url: 'https://sample.example', token: '${env:SAMPLE_TOKEN}' },
  env: { SAMPLE_TOKEN: SECRET },
  secret: SECRET,
  exchanges: [
    { path: '/calls?offset=0', body: { calls: [call('/1'), call('/2')], next: '/calls?offset=2' } },
    { path: '/calls?offset=2', body: { calls: [call('/3'), call('/4')], next: '/calls?offset=4' } },
    { path: '/calls?offset=4', body: { calls: [call('/5')], next: null } },
    { path: '/calls?offset=5', body: { calls: [] } },
  ],
  first: '/calls?offset=0',
  expected: ['/1', '/2', '/3', '/4', '/5'],
  hostileNext: { path: '/calls?offset=2', body: { calls: [call('/3')], next: 'https://evil.example/calls' } },
  malformedRecord: {
    path: '/calls?offset=2',
    body: { calls: ['text', call('/4')], next: '/calls?offset=4' },
  },
  expectedOfMalformed: ['/1', '/2', '/4', '/5'],
  malformedEnvelope: { path: '/calls?offset=2', body: { items: [] } },
};
