import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { analyzeOptions } from '../../test/support/analyze-options.ts';
import { loadConnector } from '../cli/load-connector.ts';
import type { Problem } from '../kit/index.ts';
import type { Report } from '../model/generated/report.ts';
import { analyzeFiles } from './analyze-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-inputs-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A document of ECS as Elasticsearch hands it out. */
function ecs(id: number): object {
  return {
    '@timestamp': '2026-03-04T09:15:22.417Z',
    http: { request: { method: 'GET' }, response: { status_code: 200 } },
    url: { domain: 'api.shop.example', path: `/v1/orders/${id}` },
  };
}

const THREE = [ecs(101), ecs(102), ecs(103)];
const SEARCH = {
  took: 3,
  timed_out: false,
  hits: {
    total: { value: 3 },
    hits: THREE.map((_source, at) => ({ _index: 'logs', _id: `${at}`, _source })),
  },
};

function otlp(kind: number, path: string): object {
  const attributes = [
    { key: 'http.request.method', value: { stringValue: 'GET' } },
    { key: 'url.path', value: { stringValue: path } },
    { key: 'server.address', value: { stringValue: 'api.shop.example' } },
    { key: 'http.response.status_code', value: { intValue: '200' } },
    { key: 'user_agent.original', value: { stringValue: 'curl/8' } },
  ];
  const span = { kind, startTimeUnixNano: '1772615722417000000', endTimeUnixNano: '1772615722427000000' };
  const spans = [
    { ...span, traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174', attributes },
  ];
  return { resourceSpans: [{ scopeSpans: [{ spans }] }] };
}

/** One file for each; what comes of it with no options at all. */
async function analyzed(
  name: string,
  text: string,
  format = 'auto',
): Promise<{ readonly report: Report; readonly problems: readonly Problem[] }> {
  const file = join(folder, name);
  writeFileSync(file, text);
  return analyzeFiles(analyzeOptions([file], { format, connector: loadConnector }));
}

const lines = (records: readonly object[]): string =>
  records.map((one) => `${JSON.stringify(one)}\n`).join('');

describe('a JSON document gives the calls that its lines would give', () => {
  const forms = {
    'printed list': JSON.stringify(THREE, null, 2),
    'printed list with a byte order mark': `\uFEFF${JSON.stringify(THREE, null, 2)}`,
    'list on one line': JSON.stringify(THREE),
    'list on one line, blank lines after it': `${JSON.stringify(THREE)}\n\n`,
    'list with a record a line': `[${THREE.map((one) => JSON.stringify(one)).join(',\n')}]\n`,
    'list with a record a line and brackets of their own': `[\n${THREE.map((one) => JSON.stringify(one)).join(',\n')}\n]`,
    'printed answer of a search': JSON.stringify(SEARCH, null, 2),
    'objects as jq prints them': THREE.map((one) => `${JSON.stringify(one, null, 2)}\n`).join(''),
    'lines, as ever': lines(THREE),
  };
  for (const [name, text] of Object.entries(forms)) {
    test(name, async () => {
      const { report, problems } = await analyzed(`${name}.json`, text);
      assert.deepEqual(problems, []);
      assert.deepEqual(report.calls, { received: 3, dropped: {}, noise: {}, analyzed: 3, operations: 3 });
      assert.deepEqual(
        report.apis.map(({ host }) => host),
        ['api.shop.example'],
      );
    });
  }

  test('one printed object', async () => {
    const { report } = await analyzed('one.json', JSON.stringify(ecs(7), null, 2));
    assert.equal(report.calls.analyzed, 1);
  });

  test('a named format', async () => {
    const { report } = await analyzed('named.json', JSON.stringify(THREE, null, 2), 'ecs-http');
    assert.equal(report.calls.analyzed, 3);
  });

  test('one that is not complete is said to be none, and nothing of it counts', async () => {
    const { report, problems } = await analyzed('cut.json', JSON.stringify(THREE, null, 2).slice(0, -5));
    assert.equal(report.calls.received, 0);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['JSON_DOCUMENT_INVALID'],
    );
  });
});

describe('what only looks like a document is lines', () => {
  test('batches, a list a line', async () => {
    const kong = {
      started_at: 1772615722417,
      request: { method: 'GET', uri: '/v1/orders/7', headers: { host: 'api.shop.example' } },
      response: { status: 200 },
    };
    const { report } = await analyzed('batches.json', lines([[kong, kong], [kong]]));
    assert.equal(report.calls.analyzed, 3);
  });

  test('a damaged first line is one record lost', async () => {
    for (const damaged of ['{', '[{']) {
      const { report } = await analyzed('damaged.json', `${damaged}\n${lines(THREE)}`);
      assert.deepEqual(report.calls.dropped, { malformed: 1 }, damaged);
      assert.equal(report.calls.analyzed, 3, damaged);
    }
  });

  test('a message of the lake, which is a list of pairs', async () => {
    const message = [
      ['request_method', 'GET'],
      ['request_url', 'https://api.shop.example/v1/orders/7'],
      ['response_code', '200'],
      ['now', '1772615722417'],
    ];
    for (const text of [lines([message]), JSON.stringify(message, null, 2)]) {
      const { report } = await analyzed('message.json', text);
      assert.equal(report.calls.analyzed, 1);
    }
  });
});

describe('files of OTLP/JSON', () => {
  const text = lines([otlp(2, '/v1/orders/7'), otlp(3, '/v1/elsewhere')]);
  for (const format of ['auto', 'otlp-http']) {
    test(`give the calls that the server answered: ${format}`, async () => {
      // Without its newline the last line of a file that is given is complete all the same.
      const { report, problems } = await analyzed('spans.json', text.trimEnd(), format);
      assert.deepEqual(problems, []);
      assert.equal(report.calls.received, 2);
      assert.deepEqual(report.calls.dropped, { 'not-a-call': 1 });
      // The user agent is all that was recorded of the headers: nobody knows whether there were credentials.
      assert.deepEqual(
        report.endpoints.map(({ path, auth }) => [path, auth.state]),
        [['/v1/orders/{orderId}', 'undetected']],
      );
    });
  }
});

describe('records that do not say which host was called', () => {
  const record = {
    time: '2026-03-04T09:15:22Z',
    request_method: 'GET',
    request_uri: '/v1/orders/7',
    status: 200,
  };
  const isAsked = { code: 'MAPPING_OPTION_MISSING', fix: 'Name it with --host HOST.' };

  for (const format of ['auto', 'nginx-json']) {
    test(`are refused with the option that helps, not dropped one by one: ${format}`, async () => {
      await assert.rejects(analyzed('hostless.json', lines([record, record]), format), isAsked);
    });
  }

  test('are read where the option is given, or another record says it', async () => {
    const file = join(folder, 'named-host.json');
    writeFileSync(file, lines([record, record]));
    const defaults = { host: 'api.shop.example', scheme: null, zone: null };
    const { report } = await analyzeFiles(analyzeOptions([file], { defaults }));
    assert.equal(report.calls.analyzed, 2);
    const mixed = await analyzed('mixed.json', lines([{ ...record, host: 'api.shop.example' }, record]));
    assert.deepEqual(mixed.report.calls.dropped, { 'missing-field': 1 });
  });

  test('are of no known format before they are anything else', async () => {
    await assert.rejects(analyzed('unknown.json', lines([record, { a: 1 }, { a: 2 }])), {
      code: 'FORMAT_UNKNOWN',
    });
  });
});
