import type { AgentContext } from '../../src/agent/context.ts';
import type { AssayConfig, GatewayEntry, SourceEntry } from '../../src/config/assay-config.ts';
import type { Connector, ConnectorHost, Page, Problem } from '../../src/kit/index.ts';
import type { LogFields, Logger } from '../../src/model/logger.ts';
import type { RegisteredApi } from '../../src/model/registered-api.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: LogFields;
}

export interface TestAgent extends AgentContext {
  readonly clock: FakeClock;
  readonly lines: readonly LogLine[];
}

/** An agent with an empty store in memory, a clock that stands still and a log that is kept. */
export function testAgent(fields: Partial<Pick<AgentContext, 'config' | 'connector'>> = {}): TestAgent {
  const lines: LogLine[] = [];
  return {
    config: testConfig(),
    store: openSqliteStore(':memory:'),
    connector: () => Promise.reject(new Error('this test opens no connector')),
    logger: keptLogger(lines, {}),
    clock: fakeClock(),
    random: () => 0,
    workers: 1,
    version: '0.0.0-test',
    observer: { started: () => undefined, progressed: () => undefined, ended: () => undefined },
    lines,
    ...fields,
  };
}

export function keptLogger(lines: LogLine[], bound: LogFields): Logger {
  const at =
    (level: string) =>
    (message: string, fields: LogFields = {}): void =>
      void lines.push({ level, message, fields: { ...bound, ...fields } });
  const logger: Logger = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => keptLogger(lines, { ...bound, ...fields }),
    once: () => logger,
  };
  return logger;
}

export function testConfig(fields: Partial<AssayConfig> = {}): AssayConfig {
  return {
    store: { url: 'sqlite::memory:', password: null },
    schedule: {
      pull: '*/5 * * * *',
      sync: '0 * * * *',
      assess: '10 * * * *',
      publish: '15 * * * *',
      zone: 'UTC',
      jitterMs: 0,
    },
    gateways: [],
    sources: [],
    registries: [],
    trustedProxies: [],
    assessment: { windowMs: 30 * 86_400_000, asOf: 'now' },
    retention: { bucketsMs: 400 * 86_400_000, actorsMs: 30 * 86_400_000, samplesMs: 30 * 86_400_000 },
    publish: { detail: 'summary', definitions: false },
    grading: { basis: 'assay' },
    guards: { maxLossShare: 0.5 },
    grouping: [],
    labels: [],
    lifecycle: { deprecatedTags: [], retiredTags: [] },
    rules: { folder: null, set: [] },
    console: { host: '127.0.0.1', port: 0, hosts: [], publicUrl: null },
    logging: { level: 'info' },
    ...fields,
  };
}

export function gatewayEntry(id: string, fields: Partial<GatewayEntry> = {}): GatewayEntry {
  return {
    id,
    connector: 'fake',
    hosts: [],
    addresses: [],
    registers: false,
    environment: null,
    owner: null,
    tags: [],
    settings: {},
    ...fields,
  };
}

export function sourceEntry(id: string, fields: Partial<SourceEntry> = {}): SourceEntry {
  return {
    id,
    connector: 'fake',
    mapping: 'assay-call',
    observes: 'edge',
    defaults: { host: null, scheme: null, zone: null },
    options: {},
    settings: {},
    ...fields,
  };
}

/** What a fake connector serves; a function may throw, or report problems first. */
export interface FakeServing {
  readonly apis?: (report: (problem: Problem) => void) => readonly RegisteredApi[];
  readonly pages?: (report: (problem: Problem) => void) => readonly Page[];
}

export function fakeConnector(serving: FakeServing): AgentContext['connector'] {
  const { apis, pages } = serving;
  const open = (_: unknown, host: ConnectorHost): ReturnType<Connector['open']> => ({
    source: pages === undefined ? null : { readCalls: () => each(() => pages(host.report)) },
    gateway: apis === undefined ? null : { readRegisteredApis: () => each(() => apis(host.report)) },
    registry: null,
    check: () => Promise.resolve({ ok: true, items: [] }),
  });
  return () => Promise.resolve({ manifest: MANIFEST, open });
}

async function* each<T>(items: () => readonly T[]): AsyncGenerator<T> {
  yield* await Promise.resolve(items());
}

const MANIFEST: Connector['manifest'] = {
  id: 'fake',
  title: 'Fake',
  description: 'Serves what a test says.',
  kinds: ['source', 'gateway'],
  stability: 'beta',
  configSchema: {},
  mapping: null,
  hosts: [],
  permissions: [],
  rateLimit: null,
};
