import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Report, ReportApi, ReportEndpoint } from '../../src/model/generated/report.ts';
import { eraseSlotNames } from '../../src/model/ids.ts';
import { ROOT } from './cli.ts';

interface ExpectedApi {
  readonly host: string;
  readonly basePath: string;
  readonly name: string | null;
  readonly management: string;
  readonly flags: readonly string[];
  readonly calls: number;
  readonly callsByHop: Readonly<Record<string, number>>;
  readonly endpoints: number;
}

interface ExpectedEndpoint {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly operation: string | null;
  readonly calls: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly management: string;
  readonly flags: readonly string[];
  readonly auth: { readonly state: string; readonly schemes: readonly string[] };
  readonly dataClasses: readonly { readonly id: string; readonly location: string }[];
}

interface Expected {
  readonly calls: { readonly received: number; readonly onceAtEndpoints: number };
  readonly apis: readonly ExpectedApi[];
  readonly endpoints: readonly ExpectedEndpoint[];
  readonly findings: readonly { readonly type: string; readonly host: string; readonly basePath: string }[];
  readonly absentFindings: readonly {
    readonly host: string;
    readonly basePath: string;
    readonly types: readonly string[];
  }[];
  readonly noise: {
    readonly lines: number;
    readonly byKind: Readonly<Record<string, { readonly lines: number }>>;
  };
  readonly gradeCaps: readonly {
    readonly host: string;
    readonly basePath: string;
    readonly atMost: string;
  }[];
}

/** The recorder's own answer, made without any code of this project. */
const expected: Expected = JSON.parse(readFileSync(join(ROOT, 'examples/quickstart/expected.json'), 'utf8'));

/** The manifest names a GraphQL operation without its type. */
const bareName = (operation: string | null): string | null =>
  operation?.replace(/^(?:query|mutation|subscription) /, '') ?? null;

/** A cycle over the recording: what was printed, and the report as JSON. */
export interface QuickstartRun {
  readonly table: string;
  readonly report: Report;
}

/** Tests of a run against the manifest; it is asked for within each test, so a hook before them may make it. */
export function testAgainstManifest(made: () => QuickstartRun): void {
  describe('the quickstart against the manifest of what was sent', () => {
    manifestTests(made);
  });
}

function manifestTests(made: () => QuickstartRun): void {
  const keyOf = (api: { readonly host: string; readonly basePath: string }): string =>
    `${api.host}${api.basePath}`;
  const apiAt = (key: string): ReportApi | undefined => made().report.apis.find((api) => keyOf(api) === key);
  /** Rows that only repeat behind the gateway what a row in front of it counts. */
  const isView = (endpoint: { readonly flags: readonly string[] }): boolean =>
    endpoint.flags.includes('upstream-view');

  test('every API is there, and no other', () => {
    assert.deepEqual(made().report.apis.map(keyOf).sort(), expected.apis.map(keyOf).sort());
  });

  test('management, flags and counts of every API', () => {
    const shape = (api: ExpectedApi | ReportApi): unknown => ({
      at: keyOf(api),
      management: api.management,
      flags: [...api.flags].filter((flag) => flag !== 'stale').sort(),
      calls: api.calls,
    });
    assert.deepEqual(
      made().report.apis.map(shape),
      [...expected.apis].sort((a, b) => (a.host + a.basePath < b.host + b.basePath ? -1 : 1)).map(shape),
    );
  });

  test('the same call in three logs counts once, and each hop is told apart', () => {
    for (const api of expected.apis)
      assert.deepEqual(apiAt(keyOf(api))?.callsByHop, api.callsByHop, keyOf(api));
    assert.equal(made().report.calls.received, expected.calls.received);
    assert.equal(made().report.calls.operations, expected.calls.onceAtEndpoints);
    assert.equal(
      Object.values(made().report.calls.noise).reduce<number>((sum, count) => sum + (count ?? 0), 0),
      expected.noise.lines,
    );
  });

  test('endpoints: template, count, statuses, authentication', () => {
    const row = (endpoint: ExpectedEndpoint | ReportEndpoint): string =>
      JSON.stringify([
        endpoint.method,
        endpoint.host,
        eraseSlotNames(endpoint.path),
        bareName(endpoint.operation),
        endpoint.calls,
        Object.entries(endpoint.statuses).sort(),
        endpoint.auth.state,
      ]);
    const found = made()
      .report.endpoints.filter((endpoint) => !isView(endpoint))
      .map(row)
      .sort();
    assert.deepEqual(
      found,
      expected.endpoints
        .filter((endpoint) => !isView(endpoint))
        .map(row)
        .sort(),
    );
  });

  test('every planted finding is found, and none that must be absent', () => {
    const found = new Set(
      made().report.findings.map((finding) => {
        const api = made().report.apis.find((one) => one.id === finding.api);
        return `${finding.type} ${api === undefined ? '' : keyOf(api)}`;
      }),
    );
    assert.deepEqual(
      expected.findings
        .map((finding) => `${finding.type} ${keyOf(finding)}`)
        .filter((key) => !found.has(key)),
      [],
    );
    const wrong = expected.absentFindings
      .flatMap((api) => api.types.map((type) => `${type} ${keyOf(api)}`))
      .filter((key) => found.has(key));
    assert.deepEqual(wrong, []);
  });

  test('caps of the grade hold', () => {
    for (const cap of expected.gradeCaps) {
      const letter = apiAt(keyOf(cap))?.grade.letter ?? '';
      assert.ok(letter >= cap.atMost && letter !== 'U', `${keyOf(cap)} is ${letter}, at most ${cap.atMost}`);
    }
  });

  test('the table opens with the sentence that matters and names every API', () => {
    assert.match(made().table, /% of calls and \d+ % of APIs are managed/);
    assert.equal(
      made()
        .table.split('\n')
        .filter((line) => /\b(?:un)?managed\b/.test(line)).length,
      expected.apis.length + 1,
    );
  });
}
