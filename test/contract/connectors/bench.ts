import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { loadConfig } from '../../../src/config/index.ts';
import type { Connector, Cursor, JsonObject, OpenConnector, Page, Problem } from '../../../src/kit/index.ts';
import {
  createMeta,
  isDropped,
  mapLine,
  mapRecord,
  SHIPPED_MAPPING_IDS,
  shippedMapping,
} from '../../../src/mapping/index.ts';
import { type LogFields, type Logger, SILENT_LOGGER } from '../../../src/model/logger.ts';
import { type FakeClock, fakeClock } from '../../support/fake-clock.ts';
import { nock } from '../../support/http.ts';
import type { Exchange, HttpScenario, Method, RequestMatch, Scenario } from './scenario.ts';

/** What came out of one reading pass. */
export interface Reading {
  readonly ids: readonly string[];
  readonly pages: number;
  readonly received: number;
  readonly dropped: number;
  readonly cursors: readonly Cursor[];
}

export interface Opened extends OpenConnector {
  readonly clock: FakeClock;
  readonly problems: readonly Problem[];
  readonly abort: (reason: Error) => void;
  /** Reads to the end, or until `stopAfter` pages. */
  readonly read: (from?: Cursor | null, stopAfter?: number) => Promise<Reading>;
}

/** One connector under test with its scenario and all that it ever said. */
export interface Bench {
  readonly connector: Connector;
  readonly scenario: Scenario;
  readonly folder: string;
  /** Everything that was logged, thrown, reported or stored, as text. */
  readonly said: string[];
  readonly open: (config?: JsonObject) => Promise<Opened>;
  readonly dispose: () => Promise<void>;
}

export async function setUpBench(connector: Connector, scenario: Scenario): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-contract-'));
  const said: string[] = [];
  const open = async (config?: JsonObject): Promise<Opened> => {
    const own = config ?? (scenario.style === 'http' ? scenario.config : scenario.config(folder));
    return openConnector(connector, scenario, own, said);
  };
  return { connector, scenario, folder, said, open, dispose: () => rm(folder, { recursive: true }) };
}

/** The problems of a configuration entry, one line each. */
export async function configProblems(
  { connector, scenario }: Bench,
  own: JsonObject,
  env = {},
): Promise<readonly string[]> {
  const loaded = await load(connector, own, env, subjectOf(connector, scenario));
  return loaded.ok ? [] : loaded.problems.map(({ pointer, message }) => `${pointer} ${message}`);
}

/** What a scenario is about: calls, where the connector is a source and it does not say otherwise. */
export function subjectOf(connector: Connector, scenario: Scenario): 'calls' | 'apis' {
  return scenario.reads ?? (connector.manifest.kinds.includes('source') ? 'calls' : 'apis');
}

function load(
  connector: Connector,
  own: JsonObject,
  env: Readonly<Record<string, string>>,
  reads: 'calls' | 'apis',
) {
  const { manifest } = connector;
  const list = reads === 'calls' ? 'sources' : 'gateways';
  const entry = { id: 'under-test', connector: manifest.id, ...own };
  return loadConfig(JSON.stringify({ version: 1, [list]: [entry] }), tmpdir(), {
    env,
    flags: [],
    connectorIds: [manifest.id],
    loadContract: () => Promise.resolve(manifest),
    mappings: SHIPPED_MAPPING_IDS,
    isCron: () => true,
    onSecret: () => undefined,
  });
}

async function openConnector(
  connector: Connector,
  scenario: Scenario,
  own: JsonObject,
  said: string[],
): Promise<Opened> {
  const reads = subjectOf(connector, scenario);
  const loaded = await load(connector, own, scenario.style === 'http' ? scenario.env : {}, reads);
  assert.ok(loaded.ok, `the scenario's configuration is valid: ${JSON.stringify(loaded)}`);
  const source = loaded.config.sources[0];
  const settings = source?.settings ?? loaded.config.gateways[0]?.settings ?? {};
  const clock = fakeClock();
  const controller = new AbortController();
  const problems: Problem[] = [];
  const log = (message: string, fields?: LogFields): number =>
    said.push(message, inspect(fields, { depth: 9 }));
  const logger: Logger = {
    ...SILENT_LOGGER,
    debug: log,
    info: log,
    warn: log,
    error: log,
    with: () => logger,
    once: () => logger,
  };
  const opened = connector.open(settings, {
    id: 'under-test',
    logger,
    clock,
    random: () => 0.5,
    signal: controller.signal,
    stdin: null,
    report: (problem) => {
      problems.push(problem);
      said.push(JSON.stringify(problem));
    },
  });
  const read = async (from: Cursor | null = null, stopAfter = Infinity): Promise<Reading> => {
    try {
      return reads === 'apis' || opened.source === null
        ? await readGateway(opened)
        : await readSource(opened.source.readCalls(from), source?.mapping ?? '', stopAfter, said);
    } catch (error: unknown) {
      said.push(inspect(error, { depth: 9, showHidden: true }));
      throw error;
    }
  };
  return { ...opened, clock, problems, abort: (reason) => controller.abort(reason), read };
}

async function readGateway(opened: OpenConnector): Promise<Reading> {
  const ids: string[] = [];
  for await (const api of opened.gateway?.readRegisteredApis() ?? []) ids.push(api.nativeId);
  return { ids, pages: 1, received: ids.length, dropped: 0, cursors: [] };
}

async function readSource(
  pages: AsyncIterable<Page>,
  mapping: string,
  stopAfter: number,
  said: string[],
): Promise<Reading> {
  const ids: string[] = [];
  const cursors: Cursor[] = [];
  let received = 0;
  let dropped = 0;
  for await (const page of pages) {
    const outcome = mapPage(page, mapping);
    ids.push(...outcome.ids);
    // What the reader itself could not deliver is received and dropped as well.
    const undelivered = page.dropped.reduce((sum, { count }) => sum + count, 0);
    received += outcome.received + undelivered;
    dropped += outcome.dropped + undelivered;
    // Through JSON, as the store keeps it.
    cursors.push(JSON.parse(JSON.stringify(page.cursor)) as Cursor);
    said.push(JSON.stringify(page.cursor));
    if (cursors.length >= stopAfter) break;
  }
  return { ids, pages: cursors.length, received, dropped, cursors };
}

/** Calls are told apart by their path: every scenario gives each call its own. */
function mapPage({ records }: Page, configured: string): Pick<Reading, 'ids' | 'received' | 'dropped'> {
  if (records.kind === 'calls') {
    return { ids: records.calls.map((call) => call.path), received: records.calls.length, dropped: 0 };
  }
  const mapping = shippedMapping(records.mapping ?? configured);
  assert.ok(mapping !== null && mapping !== undefined, 'the mapping exists');
  const meta = createMeta({ sourceId: 'under-test' });
  const ids: string[] = [];
  let received = 0;
  let dropped = 0;
  const take = (outcome: unknown): void => {
    received += 1;
    if (isDropped(outcome)) dropped += 1;
    else ids.push((outcome as { readonly path: string }).path);
  };
  if (records.kind === 'lines') {
    const lines = Buffer.from(records.chunk).toString('utf8').split('\n');
    for (const line of lines) if (line !== '') mapLine(mapping, line, meta, take);
  } else for (const record of records.records) mapRecord(mapping, record, meta, take);
  return { ids, received, dropped };
}

const METHODS: readonly Method[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Answers as the platform would; the exchange given replaces the one for the same request. */
export function serve(scenario: HttpScenario, replacement: Exchange | null = null): void {
  const key = replacement === null ? null : requestKey(replacement);
  for (const exchange of scenario.exchanges) {
    answer(scenario, replacement !== null && requestKey(exchange) === key ? replacement : exchange);
  }
}

/** Signing in goes on to work; every other request, whatever its method, is answered with the fault. */
export function serveFault(
  scenario: HttpScenario,
  status: number,
  body: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
  count: () => void = () => undefined,
): void {
  for (const exchange of scenario.exchanges) if (exchange.isSignIn === true) answer(scenario, exchange);
  for (const method of METHODS) {
    nock(scenario.origin)
      .intercept(/.*/, method)
      .optionally()
      .reply(() => {
        count();
        return [status, body, headers];
      })
      .persist();
  }
}

/** No request is answered in time. */
export function serveNothing(scenario: HttpScenario): void {
  for (const method of METHODS) {
    nock(scenario.origin).intercept(/.*/, method).optionally().delay(60_000).reply(200, {});
  }
}

/** Puts one answer before all others. */
export function serveFirst(
  scenario: HttpScenario,
  times: number,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  const first = typeof scenario.first === 'string' ? { path: scenario.first } : scenario.first;
  intercept(scenario.origin, first).times(times).reply(status, { message: scenario.secret }, headers);
}

function answer(scenario: HttpScenario, exchange: Exchange): void {
  const { origin = scenario.origin, status = 200, headers = {}, body } = exchange;
  const reply = body instanceof Uint8Array ? Buffer.from(body) : body;
  intercept(origin, exchange).optionally().reply(status, reply, headers).persist();
}

function intercept(origin: string, { method = 'GET', path, request }: RequestMatch): nock.Interceptor {
  return nock(origin).intercept(path, method, request);
}

function requestKey({ method = 'GET', path, request }: RequestMatch): string {
  return inspect([method, path, request], { depth: 9 });
}
