import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { fakeClock } from '../../../test/support/fake-clock.ts';
import { mockHttp, nock } from '../../../test/support/http.ts';
import { SILENT_LOGGER } from '../../model/logger.ts';
import { Secret } from '../../model/secret.ts';
import { createHttpClient } from '../client.ts';
import { azureSharedKeyAuth, sharedKeyText } from './azure.ts';

const KEY = Buffer.from('a key of the account').toString('base64');
const secret = (value: string): Secret => new Secret({ value, reference: '${env:KEY}' });

describe('Azure shared key', () => {
  it('signs the text of the vendor’s example', () => {
    // "Authorize with Shared Key", Get Container Metadata.
    const text = sharedKeyText(
      {
        method: 'GET',
        url: new URL(
          'https://myaccount.blob.core.windows.net/mycontainer?restype=container&comp=metadata&timeout=20',
        ),
        headers: { 'x-ms-version': '2015-02-21', 'X-Ms-Date': 'Fri, 26 Jun 2015 23:39:12 GMT' },
        body: null,
      },
      'myaccount',
    );

    assert.equal(
      text,
      'GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21\n/myaccount/mycontainer\ncomp:metadata\nrestype:container\ntimeout:20',
    );
  });

  it('signs conditions and ranges, and the resource of an emulator with the account in its path', () => {
    const text = sharedKeyText(
      {
        method: 'GET',
        url: new URL('http://127.0.0.1:10000/devstoreaccount1/logs/a%20b.txt'),
        headers: { 'If-Match': '"0x8D"', range: 'bytes=5-', 'x-ms-version': '2021-12-02', accept: '*/*' },
        body: null,
      },
      'devstoreaccount1',
    );

    assert.deepEqual(text.split('\n').slice(7), [
      '',
      '"0x8D"',
      '',
      '',
      'bytes=5-',
      'x-ms-version:2021-12-02',
      '/devstoreaccount1/devstoreaccount1/logs/a%20b.txt',
    ]);
  });

  it('dates each request by the clock and signs under the decoded key', async () => {
    const clock = fakeClock(Date.UTC(2026, 2, 4, 9, 15, 22));
    const request = { method: 'GET', url: new URL('https://x.example/logs'), headers: {}, body: null };

    const headers = await azureSharedKeyAuth('shoplake', secret(KEY), { clock }).headers(request);

    assert.equal(headers['x-ms-date'], 'Wed, 04 Mar 2026 09:15:22 GMT');
    const expected = createHmac('sha256', 'a key of the account')
      .update(`GET${'\n'.repeat(12)}x-ms-date:Wed, 04 Mar 2026 09:15:22 GMT\n/shoplake/logs`)
      .digest('base64');
    assert.equal(headers['authorization'], `SharedKey shoplake:${expected}`);
  });
});

describe('Azure shared access signature', () => {
  mockHttp();
  const SAS = '?sv=2022-11-02&sp=rl&sig=abc%2Fdef%2B1%3D';
  const client = () =>
    createHttpClient(
      {
        baseUrl: 'https://lake.example',
        auth: { kind: 'azure-sas', token: secret(SAS) },
        attempts: 1,
        origins: ['https://other.example'],
      },
      { concurrency: 1 },
      { clock: fakeClock(), random: () => 0, logger: SILENT_LOGGER, signal: new AbortController().signal },
    );

  it('is part of what is sent and of nothing else', async () => {
    nock('https://lake.example')
      .get('/logs')
      .query({ comp: 'list', sv: '2022-11-02', sp: 'rl', sig: 'abc/def+1=' })
      .reply(200, 'ok');

    const response = await client().send({ url: '/logs', query: { comp: 'list' } });

    assert.equal(response.url, 'https://lake.example/logs?comp=list');
  });

  it('is not in the error of a refused request, nor sent to another origin', async () => {
    nock('https://lake.example').get(/.*/).reply(403, 'no');
    nock('https://other.example').get('/logs').reply(200, 'ok');

    await assert.rejects(client().send({ url: '/logs' }), (error: unknown) => {
      const text = inspect(error, { depth: 9, showHidden: true });
      assert.ok(!text.includes('sig=') && !text.includes('abc/def'), text);
      return true;
    });
    await client().send({ url: 'https://other.example/logs' });
  });
});
