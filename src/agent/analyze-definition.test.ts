import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { analyzeOptions } from '../../test/support/analyze-options.ts';
import { loadConnector } from '../cli/load-connector.ts';
import type { Report } from '../model/generated/report.ts';
import { type AnalyzedFiles, analyzeFiles } from './analyze-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-definition-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const DEFINITION = `openapi: 3.0.3
info: {title: Harbour, version: "1"}
servers: [{url: "https://harbour.example/port"}]
security: [{token: []}]
paths:
  /berths:
    get:
      parameters: [{name: quaySide, in: query, required: true, schema: {type: string}}]
      responses:
        200: {content: {application/json: {schema: {type: object, required: [moorings], properties: {moorings: {type: integer}}}}}}
  /sign-in: {post: {security: [], responses: {200: {}}}}
  /charts/{x},{y}.{ending}: {get: {responses: {200: {}}}}
  /ships/ship_{number}: {get: {responses: {200: {}}}}
  /gone: {get: {responses: {200: {$ref: "#/components/responses/Gone"}}}}
components: {securitySchemes: {token: {type: http, scheme: bearer}}}
`;

interface Sent {
  readonly method?: string;
  readonly query?: string;
  readonly body?: string;
  readonly anonymous?: boolean;
}

/** Thirty calls of two clients: too few clients for a name that stands nowhere. */
function thirty(
  path: (index: number) => string,
  { method = 'GET', query, body, anonymous }: Sent = {},
): string {
  return Array.from({ length: 30 }, (_, index) =>
    JSON.stringify({
      time: Date.UTC(2026, 2, 2, 9, index),
      method,
      scheme: 'https',
      host: 'harbour.example',
      path: path(index),
      ...(query === undefined ? {} : { query }),
      status: 200,
      client: { address: `192.0.2.${1 + (index % 2)}` },
      request: { headers: anonymous === true ? {} : { authorization: `Bearer ${'k'.repeat(24)}${index}` } },
      response: { headers: { 'content-type': 'application/json' }, body: body ?? '{}' },
    }),
  ).join('\n');
}

async function analyze(
  name: string,
  definition: string,
  ...calls: readonly string[]
): Promise<AnalyzedFiles> {
  const [log, file] = [join(folder, `${name}.ndjson`), join(folder, `${name}.yaml`)];
  writeFileSync(log, `${calls.join('\n')}\n`);
  writeFileSync(file, definition);
  return analyzeFiles(analyzeOptions([log], { gateways: [{ file, hosts: [] }], connector: loadConnector }));
}

const findingsOf = ({ findings, endpoints }: Report): readonly string[] =>
  findings.map(({ type, endpoint }) => `${type} ${endpoints.find(({ id }) => id === endpoint)?.path}`).sort();

test('calls as the definition has them: every one documented, by its template, and nothing differs', async () => {
  const { report } = await analyze(
    'as-defined',
    DEFINITION,
    thirty(() => '/port/berths', { query: 'quaySide=north', body: '{"moorings":4}' }),
    thirty(() => '/port/sign-in', { method: 'POST', anonymous: true }),
    thirty((index) => `/port/charts/${index},${index + 7}.png`),
    thirty((index) => `/port/ships/ship_${10_000 + index}`),
  );
  assert.deepEqual(
    report.endpoints.map(({ method, path, calls, management, flags }) => [
      method,
      path,
      calls,
      management,
      flags,
    ]),
    [
      ['GET', '/port/berths', 30, 'managed', []],
      ['GET', '/port/charts/{x},{y}.{ending}', 30, 'managed', []],
      ['GET', '/port/ships/ship_{number}', 30, 'managed', []],
      ['POST', '/port/sign-in', 30, 'managed', []],
    ],
  );
  const judged = findingsOf(report).filter((one) => /^(?:definition|declared|undocumented|mixed)/.test(one));
  assert.deepEqual(judged, []);
});

test('calls otherwise: what is absent, not demanded or not documented is told', async () => {
  const { report } = await analyze(
    'otherwise',
    DEFINITION,
    thirty(() => '/port/berths', { query: 'quay=north', body: '{"places":4}', anonymous: true }),
    thirty((index) => `/port/charts/${index}.png`),
  );
  const told = findingsOf(report);
  assert.ok(told.includes('definition-drift /port/berths'), told.join());
  assert.ok(told.includes('declared-auth-not-enforced /port/berths'), told.join());
  assert.ok(
    told.some((one) => one.startsWith('undocumented-operation /port/charts/')),
    told.join(),
  );
});

test('a definition of which a part leads nowhere is read; what it lost of the served is told', async () => {
  const calls = thirty(() => '/port/gone');
  const quiet = await analyze('quiet', DEFINITION, calls);
  assert.deepEqual(quiet.problems, []);
  const lost = await analyze(
    'lost',
    DEFINITION.replace('paths:', 'paths:\n  /lost: {$ref: "#/nowhere"}'),
    calls,
  );
  assert.deepEqual(
    lost.problems.map(({ code }) => code),
    ['OPENAPI_REF_MISSING'],
  );
  assert.deepEqual(lost.report.endpoints[0]?.flags, []);
});
