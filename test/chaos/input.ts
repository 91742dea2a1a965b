import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../bench/generate-calls.ts';

/** Three sources, one of which is rotated while it is read. 5,000 lines are one page. */
export const PAGE_LINES = 5000;
const PAGES = { web: 18, batch: 14, partner: 12 } as const;
const ROTATED_AFTER_PAGES = 12;
const START_MS = Date.UTC(2026, 9, 1);
const RESOURCES = ['orders', 'customers', 'products', 'invoices'];
const ATTACKS = ["id=1' OR '1'='1' --", 'q=<script>alert(1)</script>', 'file=../../../../etc/passwd'];

export interface ChaosInput {
  readonly folder: string;
  readonly config: string;
  /** Renames the log of the first source and starts a new one, as logrotate does. Safe to call once only. */
  rotate(): void;
}

export function writeInput(folder: string): ChaosInput {
  mkdirSync(folder, { recursive: true });
  const web = lines('web', PAGES.web);
  const cut = ROTATED_AFTER_PAGES * PAGE_LINES;
  writeFileSync(join(folder, 'web.log'), joined(web.slice(0, cut)));
  writeFileSync(join(folder, 'batch.ndjson'), joined(lines('batch', PAGES.batch)));
  writeFileSync(join(folder, 'partner.ndjson'), joined(lines('partner', PAGES.partner)));
  writeFileSync(join(folder, 'openapi.yaml'), OPENAPI);
  writeFileSync(join(folder, 'assay.yaml'), config());
  return {
    folder,
    config: join(folder, 'assay.yaml'),
    rotate: () => {
      renameSync(join(folder, 'web.log'), join(folder, 'web.log.1'));
      writeFileSync(join(folder, 'web.log'), joined(web.slice(cut)));
    },
  };
}

function joined(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

function lines(source: keyof typeof PAGES, pages: number): string[] {
  const random = seededRandom(source.length * 7919);
  return Array.from({ length: pages * PAGE_LINES }, (_, index) => line(source, index, random));
}

function line(source: string, index: number, random: () => number): string {
  if (random() < 0.001) return '{"broken": ';
  const id = Math.floor(random() * 4000);
  const resource = RESOURCES[index % RESOURCES.length] ?? 'orders';
  const status = random() < 0.05 ? 404 : 200;
  const attack = random() < 0.002 ? ATTACKS[index % ATTACKS.length] : undefined;
  const response =
    index % 7 === 0
      ? { id, email: `person${id}@mail.example`, total: id / 4, state: id % 3 === 0 ? 'open' : 'closed' }
      : undefined;
  return JSON.stringify({
    time: START_MS + index * 900 + id,
    method: index % 5 === 0 ? 'POST' : 'GET',
    scheme: 'https',
    host: `${source}.shop.example`,
    path: `/v1/${resource}/${id}`,
    ...(attack === undefined ? {} : { query: attack }),
    status,
    client: { address: `198.51.${id % 100}.${id % 250}` },
    request: { headers: { authorization: 'Bearer 5e1f0aa2', 'user-agent': 'chaos/1' } },
    response: {
      headers: { 'content-type': 'application/json' },
      ...(response === undefined ? {} : { body: JSON.stringify(response) }),
    },
  });
}

const OPENAPI = `openapi: 3.1.0
info: { title: Web, version: "1" }
servers: [{ url: "https://web.shop.example/v1" }]
paths:
  /orders/{orderId}: { get: { responses: { "200": { description: ok } } } }
`;

function config(): string {
  return `version: 1
store: { url: "sqlite:assay.db" }
assessment: { asOf: latest-call }
gateways:
  - { id: definitions, connector: openapi, paths: [openapi.yaml], registers: true }
sources:
  - { id: web, connector: files, mapping: assay-call, paths: ["web.log*"] }
  - { id: batch, connector: files, mapping: assay-call, paths: [batch.ndjson] }
  - { id: partner, connector: files, mapping: assay-call, paths: [partner.ndjson] }
`;
}
