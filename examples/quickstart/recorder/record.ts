import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { ACCOUNT_OPERATIONS } from './backends/accounts.ts';
import { type Operation, startBackend, type TappedExchange } from './backends/backend-server.ts';
import { CATALOG_OPERATIONS } from './backends/catalog.ts';
import { CUSTOMER_OPERATIONS } from './backends/customers.ts';
import {
  ERP_OPERATIONS,
  PLAYGROUND_OPERATIONS,
  STOREFRONT_OPERATIONS,
} from './backends/operation-services.ts';
import { ORDER_OPERATIONS } from './backends/orders.ts';
import { PAYMENT_OPERATIONS } from './backends/payments.ts';
import {
  CART_OPERATIONS,
  INVOICE_OPERATIONS,
  LOYALTY_OPERATIONS,
  MEDIA_OPERATIONS,
  PARTNER_OPERATIONS,
  SUPPORT_OPERATIONS,
} from './backends/small-services.ts';
import {
  ADMIN_OPERATIONS,
  LEGACY_OPERATIONS,
  PARTNER_EXPORT_OPERATIONS,
} from './backends/unmanaged-services.ts';
import { deckEnvironment } from './credentials.ts';
import type { Journey } from './driver/actor.ts';
import { ATTACK_JOURNEYS, inStartingOrder } from './driver/attackers.ts';
import { MACHINE_JOURNEYS } from './driver/machines.ts';
import { createSender, type Send } from './driver/sender.ts';
import { SHOPPER_JOURNEYS } from './driver/shoppers.ts';
import {
  ADMIN,
  BACKEND_ADDRESS,
  ERP,
  LEGACY,
  PARTNER_EXPORT,
  PLAYGROUND,
  SERVICES,
  SUPPORT,
  UNGATEWAYED,
} from './estate.ts';
import { expectedAnswer, perSource } from './expected/expected-answer.ts';
import { readDeck } from './hops/deck.ts';
import { edgeVersions, makeCertificate, requirePrograms, startEdgeServers } from './hops/edge-servers.ts';
import { closeGatewayConnections, type GatewayExchange, startGateway } from './hops/gateway-hop.ts';
import { kongRecord } from './hops/kong-record.ts';
import { type ResurfaceDialect, resurfaceRecord } from './hops/resurface-record.ts';
import type { SentRequest } from './manifest.ts';
import { SEED, SeededRandom } from './seeded-random.ts';

const QUICKSTART = dirname(dirname(fileURLToPath(import.meta.url)));
const CONCURRENT_JOURNEYS = 16;
/** A run takes about a minute; with this much left it stays inside one UTC hour, and inside one day. */
const LATEST_START_MS = 4 * 60_000;

const BACKENDS: ReadonlyArray<readonly [port: number, operations: readonly Operation[]]> = [
  [8101, CUSTOMER_OPERATIONS],
  [8102, ORDER_OPERATIONS],
  [8103, PAYMENT_OPERATIONS],
  [8104, CATALOG_OPERATIONS],
  [8105, ACCOUNT_OPERATIONS],
  [8106, MEDIA_OPERATIONS],
  [8107, LOYALTY_OPERATIONS],
  [8108, INVOICE_OPERATIONS],
  [8109, CART_OPERATIONS],
  [8110, []],
  [8111, STOREFRONT_OPERATIONS],
  [8112, PARTNER_OPERATIONS],
  [SUPPORT.port, SUPPORT_OPERATIONS],
  [LEGACY.port, LEGACY_OPERATIONS],
  [ADMIN.port, ADMIN_OPERATIONS],
  [PARTNER_EXPORT.port, PARTNER_EXPORT_OPERATIONS],
  [PLAYGROUND.port, PLAYGROUND_OPERATIONS],
  [ERP.port, ERP_OPERATIONS],
];

interface Captures {
  readonly sent: SentRequest[];
  readonly gateway: GatewayExchange[];
  readonly behind: TappedExchange[];
  readonly mesh: TappedExchange[];
}

const BEHIND_HOSTS = new Set(SERVICES.filter(({ tapped }) => tapped).map(({ upstreamHost }) => upstreamHost));
const MESH_HOSTS = new Set(UNGATEWAYED.filter(({ tapped }) => tapped).map(({ host }) => host));

/** Two sensors: one beside the gateway's upstreams, one in the mesh; both know what to keep by the Host that they see. */
function tapInto(captures: Captures): (exchange: TappedExchange) => void {
  return (exchange) => {
    const host = exchange.requestHeaders.find(([name]) => name === 'host')?.[1] ?? '';
    if (BEHIND_HOSTS.has(host)) captures.behind.push(exchange);
    else if (MESH_HOSTS.has(host)) captures.mesh.push(exchange);
  };
}

async function runAll(journeys: readonly Journey[], send: Send): Promise<void> {
  const queue = [...journeys];
  const worker = async (): Promise<void> => {
    for (let journey = queue.shift(); journey !== undefined; journey = queue.shift()) await journey(send);
  };
  await Promise.all(Array.from({ length: CONCURRENT_JOURNEYS }, worker));
}

async function untilWholeHourFits(): Promise<void> {
  const leftMs = 3_600_000 - (Date.now() % 3_600_000);
  if (leftMs > LATEST_START_MS) return;
  process.stderr.write('waiting for the next UTC hour, so that the recording lies in one\n');
  await delay(leftMs + 1000);
}

async function drive(directory: string, captures: Captures): Promise<void> {
  const certificate = makeCertificate(directory);
  const servers: Server[] = [];
  const deck = readDeck(join(QUICKSTART, 'gateways', 'kong.yaml'), deckEnvironment());
  for (const [port, operations] of BACKENDS)
    servers.push(await startBackend(BACKEND_ADDRESS, port, operations, tapInto(captures)));
  const gateway = await startGateway(deck, certificate, (exchange) => captures.gateway.push(exchange));
  const edges = await startEdgeServers(
    directory,
    join(directory, 'edge-nginx.log'),
    join(directory, 'edge-haproxy.log'),
  );
  const { send, close } = createSender(certificate.cert, (sent) => captures.sent.push(sent));
  try {
    await runAll(inStartingOrder([...SHOPPER_JOURNEYS, ...MACHINE_JOURNEYS, ...ATTACK_JOURNEYS]), send);
  } finally {
    close();
    await edges.stop();
    closeGatewayConnections();
    for (const server of [...servers, gateway]) {
      server.close();
      server.closeAllConnections();
    }
  }
}

function dialects(count: number): ResurfaceDialect[] {
  const random = new SeededRandom('dialects');
  return Array.from({ length: count }, () =>
    random.chance(0.94) ? 'export' : random.pick(['logger-strings', 'logger-spaced-header'] as const),
  );
}

function resurfaceLines(exchanges: readonly TappedExchange[]): string {
  const chosen = dialects(exchanges.length);
  return exchanges
    .map((exchange, index) => `${JSON.stringify(resurfaceRecord(exchange, chosen[index] ?? 'export'))}\n`)
    .join('');
}

const lineCount = (text: string): number => text.split('\n').length - 1;

/** Refuses to write a recording whose files hold another number of lines than the manifest says. */
function compareWithManifest(lines: Record<string, string>, sent: readonly SentRequest[]): void {
  for (const [source, predicted] of Object.entries(perSource(sent))) {
    const written = lineCount(lines[source] ?? '');
    if (written !== predicted) throw new Error(`${source}: ${written} lines, the manifest says ${predicted}`);
  }
}

function write(directory: string, captures: Captures): void {
  const lines = {
    'edge-nginx': readFileSync(join(directory, 'edge-nginx.log'), 'utf8'),
    'edge-haproxy': readFileSync(join(directory, 'edge-haproxy.log'), 'utf8'),
    kong: captures.gateway.map((exchange) => `${JSON.stringify(kongRecord(exchange))}\n`).join(''),
    'graylog-behind': resurfaceLines(captures.behind),
    'graylog-mesh': resurfaceLines(captures.mesh),
  };
  compareWithManifest(lines, captures.sent);
  const logs = join(QUICKSTART, 'logs');
  mkdirSync(logs, { recursive: true });
  const packed = (text: string): Buffer => gzipSync(text, { level: 9 });
  writeFileSync(join(logs, 'edge-nginx.log.gz'), packed(lines['edge-nginx']));
  writeFileSync(join(logs, 'edge-haproxy.log'), lines['edge-haproxy']);
  writeFileSync(join(logs, 'kong-http-log.ndjson.gz'), packed(lines.kong));
  writeFileSync(join(logs, 'graylog-behind.ndjson.gz'), packed(lines['graylog-behind']));
  writeFileSync(join(logs, 'graylog-mesh.ndjson.gz'), packed(lines['graylog-mesh']));
  const recorded = {
    seed: SEED,
    ...edgeVersions(),
    node: process.versions.node,
    recordedAt: new Date().toISOString(),
  };
  writeFileSync(
    join(QUICKSTART, 'expected.json'),
    `${JSON.stringify({ recorded, ...expectedAnswer(captures.sent) }, null, 2)}\n`,
  );
}

async function record(): Promise<void> {
  requirePrograms();
  await untilWholeHourFits();
  const directory = mkdtempSync(join(tmpdir(), 'assay-quickstart-'));
  const captures: Captures = { sent: [], gateway: [], behind: [], mesh: [] };
  const startedMs = Date.now();
  try {
    await drive(directory, captures);
    write(directory, captures);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  process.stdout.write(
    `${captures.sent.length} calls recorded in ${((Date.now() - startedMs) / 1000).toFixed(1)} s\n`,
  );
}

await record();
