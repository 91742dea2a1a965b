import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject, JsonValue } from '../../../src/kit/index.ts';
import type { Planted, RunningRegistry, Wire } from './scenario.ts';

/** An object of the made-up platform: what we say of it, what people label it with, and a version that it counts. */
export interface SampleObject {
  readonly name: string;
  readonly owner: string;
  readonly state: string;
  readonly facts: JsonObject;
  readonly labels: JsonObject;
  readonly version: number;
}

const TOKEN = 'smpl-reg-4d2f/0b+7c';

/** A made-up registry platform on a port of its own: create answers 409, replace wants the version it replaces (412). */
export async function startSampleServer(): Promise<RunningRegistry> {
  const objects = new Map<string, SampleObject>();
  const { wire, answerInstead, isRefused, wrote } = createWire();
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.writeHead(500).end());
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const name = decodeURIComponent((request.url ?? '').split('/')[2] ?? textOf(body['name']));
    const isWrite = request.method !== 'GET' && request.url !== '/heartbeat';
    if (isWrite) wrote();
    const instead = answerInstead(isWrite ? 'write' : 'read');
    if (request.headers['x-token'] !== TOKEN) return reply(response, 401, {});
    if (request.url === '/heartbeat') return reply(response, 200, {});
    if (instead !== null) return reply(response, instead.status, { message: TOKEN }, instead.headers);
    if (!isWrite)
      return reply(response, 200, { objects: [...objects.values()].map((object) => ({ ...object })) });
    if (isRefused(name)) return reply(response, 422, { message: TOKEN });
    const before = objects.get(name);
    if (request.method === 'POST' && before !== undefined) return reply(response, 409, {});
    if (request.method === 'PUT' && Number(request.headers['if-match']) !== before?.version)
      return reply(response, 412, {});
    const { owner, state, facts, labels } = body;
    objects.set(name, {
      name,
      owner: textOf(owner),
      state: textOf(state),
      facts: objectOf(facts),
      labels: objectOf(labels),
      version: (before?.version ?? 0) + 1,
    });
    return reply(response, 200, {});
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    config: { url: `http://127.0.0.1:${port}`, token: '${env:SAMPLE_TOKEN}' },
    env: { SAMPLE_TOKEN: TOKEN },
    secrets: [TOKEN],
    objects: () =>
      Promise.resolve(
        [...objects.values()].map(({ name, owner, state, facts, labels }) => ({
          key: name,
          body: { name, owner, state, facts, labels },
        })),
      ),
    foreignObject: (inPlaceOf) => Promise.resolve(plantForeign(objects, inPlaceOf ?? 'theirs')),
    personEdit: (key) => Promise.resolve(plantEdit(objects, key)),
    unmark: (key) => {
      const object = objects.get(key);
      if (object !== undefined) objects.set(key, { ...object, owner: '' });
      return Promise.resolve();
    },
    wire,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface WireState {
  readonly wire: Wire;
  readonly answerInstead: (
    kind: 'read' | 'write',
  ) => { readonly status: number; readonly headers: Readonly<Record<string, string>> } | null;
  readonly isRefused: (name: string) => boolean;
  readonly wrote: () => void;
}

function createWire(): WireState {
  const faults = new Map<
    string,
    { times: number; status: number; headers: Readonly<Record<string, string>> }
  >();
  let writes = 0;
  let refused: string | null = null;
  return {
    wire: {
      writes: () => writes,
      failNext: ({ on, times, status, headers = {} }) => void faults.set(on, { times, status, headers }),
      refuse: (key) => {
        refused = key;
      },
    },
    answerInstead: (kind) => {
      const fault = faults.get(kind);
      if (fault === undefined || fault.times === 0) return null;
      fault.times -= 1;
      return fault;
    },
    isRefused: (name) => name === refused,
    wrote: () => {
      writes += 1;
    },
  };
}

function plantForeign(objects: Map<string, SampleObject>, name: string): Planted {
  const theirs: SampleObject = {
    name,
    owner: 'somebody',
    state: 'active',
    facts: {},
    labels: {},
    version: 1,
  };
  objects.set(name, theirs);
  return { untouched: () => Promise.resolve(objects.get(name) === theirs) };
}

function plantEdit(objects: Map<string, SampleObject>, name: string): Planted {
  const object = objects.get(name);
  if (object === undefined) throw new Error(`there is no ${name} to edit`);
  objects.set(name, { ...object, labels: { person: 'kim' }, version: object.version + 1 });
  return { untouched: () => Promise.resolve(objects.get(name)?.labels['person'] === 'kim') };
}

async function bodyOf(request: IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as JsonObject);
}

function reply(
  response: ServerResponse,
  status: number,
  body: JsonValue,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return (value ?? {}) as JsonObject;
}
