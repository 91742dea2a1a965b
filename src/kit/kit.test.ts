import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeClock } from '../../test/support/fake-clock.ts';
import { mockHttp, nock } from '../../test/support/http.ts';
import { AssayError } from '../model/errors.ts';
import { SILENT_LOGGER } from '../model/logger.ts';
import { runChecks } from './check.ts';
import type { ConnectorDefinition, ConnectorHost } from './connector.ts';
import { defineConnector } from './define-connector.ts';
import { connectorPage } from './docs.ts';
import type { ConnectorManifest } from './manifest.ts';
import { SYSTEM_CLOCK } from './system-clock.ts';

const MANIFEST: ConnectorManifest = {
  id: 'sample',
  title: 'Sample',
  description: 'Reads nothing | from *.nowhere.',
  kinds: ['source'],
  stability: 'experimental',
  configSchema: {
    type: 'object',
    additionalProperties: false,
    required: ['url'],
    properties: {
      url: { type: 'string', format: 'http-url', description: 'Base_URL of *it*.' },
      token: { type: 'string', secret: true, description: 'Token.' },
      mode: { enum: ['a', 'b'], default: 'a', description: 'One | other.' },
      nested: {
        type: 'object',
        description: 'More.',
        properties: { wait: { type: 'string', format: 'duration', description: 'Wait.' } },
      },
    },
  },
  mapping: null,
  hosts: [{ kind: 'property', property: 'url', description: 'The platform' }],
  permissions: [{ name: 'calls:read', why: 'Nothing can be read without it.' }],
  rateLimit: {
    concurrency: 2,
    perInterval: { requests: 5, intervalMs: 1000 },
    reason: 'The vendor says so.',
  },
  skips: [{ check: 'resume', reason: 'There is nothing to resume here at all.' }],
};

function host(): ConnectorHost {
  return {
    id: 'one',
    logger: SILENT_LOGGER,
    clock: fakeClock(),
    random: () => 0,
    signal: new AbortController().signal,
    stdin: null,
    report: () => undefined,
  };
}

type Config = { readonly url: string };
type Definition = ConnectorDefinition<Config, { readonly at: number }>;

function define(changes: Partial<Definition>): ReturnType<ReturnType<typeof defineConnector>['open']> {
  const definition: Definition = {
    manifest: MANIFEST,
    check: () => Promise.resolve({ ok: true, items: [] }),
    ...changes,
  };
  return defineConnector<Config, { readonly at: number }>(definition).open(
    { url: 'https://sample.example' },
    host(),
  );
}

describe('defineConnector', () => {
  mockHttp();

  it('hands a stored cursor over only when it fits its schema', async () => {
    const seen: unknown[] = [];
    const { source, gateway } = define({
      source: {
        cursorSchema: {
          type: 'object',
          required: ['at'],
          additionalProperties: false,
          properties: { at: { type: 'integer' } },
        },
        // eslint-disable-next-line require-yield -- nothing to read is the point
        async *readCalls(_context, from) {
          await Promise.resolve(seen.push(from));
        },
      },
    });
    assert.ok(source);
    assert.equal(gateway, null);

    for await (const _page of source.readCalls(null)) assert.fail('no page');
    for await (const _page of source.readCalls({ at: 3 })) assert.fail('no page');

    assert.deepEqual(seen, [null, { at: 3 }]);
    assert.throws(() => source.readCalls({ at: 'three' }), {
      code: 'CONNECTOR_CURSOR_INVALID',
      kind: 'state',
    });
    assert.equal(seen.length, 2);
  });

  it('gives no network to a connector that declares none', async () => {
    const opened = define({
      check: async ({ http }) => ({ ok: (await http.send({ url: '/' })).status === 200, items: [] }),
    });

    await assert.rejects(opened.check(), { code: 'CONNECTOR_UNDECLARED', kind: 'bug' });
  });

  it('gives the declared network to one that does', async () => {
    nock('https://sample.example').get('/x').reply(200, '{}');
    const opened = define({
      http: ({ url }) => ({ baseUrl: url, auth: { kind: 'none' } }),
      check: async ({ http }) => ({ ok: (await http.send({ url: '/x' })).status === 200, items: [] }),
    });

    assert.equal((await opened.check()).ok, true);
  });
});

describe('runChecks', () => {
  const auth = new AssayError({ code: 'X', kind: 'auth', message: 'Refused.', fix: 'Ask.' });

  it('stops at the first step that fails and names the permission', async () => {
    const ran: string[] = [];
    const step = (name: string, error?: Error) => ({
      name,
      permission: 'calls:read',
      run: () => {
        ran.push(name);
        return error === undefined ? Promise.resolve('Fine.') : Promise.reject(error);
      },
    });

    const result = await runChecks([step('one'), step('two', auth), step('three')]);

    assert.deepEqual(ran, ['one', 'two']);
    assert.deepEqual(result, {
      ok: false,
      items: [
        { name: 'one', ok: true, message: 'Fine.', missingPermission: null, fix: null },
        { name: 'two', ok: false, message: 'Refused.', missingPermission: 'calls:read', fix: 'Ask.' },
      ],
    });
  });

  it('does not hide a bug', async () => {
    await assert.rejects(
      runChecks([{ name: 'x', run: () => Promise.reject(new TypeError('bug')) }]),
      TypeError,
    );
  });
});

describe('connector page', () => {
  const page = connectorPage(MANIFEST);

  it('lists every property, nested ones too, with secrets and defaults', () => {
    const rows = page
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.replaceAll(/ +/g, ' '));

    assert.deepEqual(rows, [
      '| `url` | http-url | required | Base\\_URL of \\*it\\*. |',
      '| `token` | secret reference | | Token. |',
      '| `mode` | `"a"`, `"b"` | `"a"` | One \\| other. |',
      '| `nested` | object | | More. |',
      '| `nested.wait` | duration | | Wait. |',
    ]);
  });

  it('states limits, permissions and skipped checks with their reasons', () => {
    assert.match(
      page,
      /At most 2 requests are under way at once, and 5 are started per 1000 ms\. The vendor says so\./,
    );
    assert.match(page, /- Calls:read\. Nothing can be read without it\./);
    assert.match(page, /- `resume`: There is nothing to resume here at all\./);
  });
});

describe('system clock', () => {
  it('waits, and stops waiting with the reason of the signal', async () => {
    const controller = new AbortController();
    const before = SYSTEM_CLOCK.nowMs();
    await SYSTEM_CLOCK.sleep(5, controller.signal);
    assert.ok(SYSTEM_CLOCK.nowMs() - before >= 4);

    const waiting = SYSTEM_CLOCK.sleep(60_000, controller.signal);
    controller.abort(new Error('stopped'));

    await assert.rejects(waiting, /stopped/);
    await assert.rejects(SYSTEM_CLOCK.sleep(1, controller.signal), /stopped/);
  });
});
