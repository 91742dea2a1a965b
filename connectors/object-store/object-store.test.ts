import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { AssayError, type ConnectorConfig, type Cursor, Secret } from '../../src/kit/index.ts';
import { fakeClock } from '../../test/support/fake-clock.ts';
import { mockHttp, nock } from '../../test/support/http.ts';
import { callsOf, type ReadPass, readStore } from '../../test/support/object-store.ts';

const ORIGIN = 'https://lake.shop.example';
const KEY = Buffer.from('a key of the account').toString('base64');
const NOW = Date.UTC(2026, 0, 15, 12);
const STORED = '2026-01-15T09:00:00.000Z';

const secret = (value: string): Secret => new Secret({ value, reference: '${env:KEY}' });
const S3: ConnectorConfig = {
  provider: 's3',
  url: ORIGIN,
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: secret(KEY),
};
const AZURE: ConnectorConfig = {
  provider: 'azure',
  url: ORIGIN,
  account: 'shoplake',
  accountKey: secret(KEY),
};
const GCS: ConnectorConfig = { provider: 'gcs', url: ORIGIN, anonymous: true };

const line = (path: string): string =>
  `{"time":"2026-01-10T09:15:22.417Z","method":"GET","host":"api.shop.example","path":"${path}","status":200}\n`;

const s3Entry = (key: string, size = 100): string =>
  `<Contents><Key>${key}</Key><LastModified>${STORED}</LastModified><ETag>"e"</ETag><Size>${size}</Size></Contents>`;
const s3List = (entries: string, rest = '<IsTruncated>false</IsTruncated>'): string =>
  `<ListBucketResult><EncodingType>url</EncodingType>${rest}${entries}</ListBucketResult>`;

const LIST = { s3: /list-type=2/, azure: /comp=list/, gcs: /\/o\?/ };

function read(
  config: ConnectorConfig,
  from: Cursor | null = null,
  clock = fakeClock(NOW),
): Promise<ReadPass> {
  return readStore(config, from, clock);
}

function pathsOf({ pages }: ReadPass): readonly string[] {
  return callsOf(pages, 'assay-call').calls.map(({ path }) => path);
}

function assertFault({ fault }: ReadPass, code: string, kind: string): AssayError {
  assert.ok(fault instanceof AssayError, inspect(fault));
  assert.deepEqual([fault.code, fault.kind], [code, kind]);
  assert.ok(!inspect(fault, { depth: 9, showHidden: true }).includes(KEY));
  return fault;
}

describe('S3', () => {
  mockHttp();

  it('asks for keys as they are, whatever characters they have', async () => {
    const keys = ['a b+c', "q&a=1?#!'()*", 'ü/é.ndjson', '100%', 'plus+plus', '/leading'];
    // As `encoding-type=url` writes them.
    const listed = keys.map((key) => encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/'));
    const order = keys
      .map((_, index) => index)
      .sort((a, b) => Buffer.compare(Buffer.from(keys[a] ?? ''), Buffer.from(keys[b] ?? '')));
    nock(ORIGIN)
      .get(LIST.s3)
      .reply(200, s3List(order.map((index) => s3Entry(listed[index] ?? '')).join('')));
    const asked: string[] = [];
    nock(ORIGIN)
      .get(/^\/logs\//)
      .times(keys.length)
      .reply((request: Request) => {
        asked.push(decodeURIComponent(new URL(request.url).pathname.slice('/logs/'.length)));
        return [200, line(`/v1/${asked.length}`)];
      });

    const pass = await read(S3);

    assert.equal(pass.fault, null);
    assert.deepEqual([...asked].sort(), [...keys].sort());
    assert.equal(pathsOf(pass).length, keys.length);
  });

  it('passes over a key that no URL can carry, and says so', async () => {
    nock(ORIGIN)
      .get(LIST.s3)
      .reply(200, s3List(s3Entry('../etc') + s3Entry('a/./b') + s3Entry('good')));
    nock(ORIGIN).get('/logs/good').reply(200, line('/v1/good'));

    const pass = await read(S3);

    assert.deepEqual(pathsOf(pass), ['/v1/good']);
    assert.equal(pass.problems.filter(({ code }) => code === 'OBJECT_KEY_UNADDRESSABLE').length, 2);
  });

  it('passes over an entry without a size or a time, and says so', async () => {
    const broken = '<Contents><Key>x</Key></Contents><Contents>text</Contents>';
    nock(ORIGIN)
      .get(LIST.s3)
      .reply(200, s3List(broken + s3Entry('good')));
    nock(ORIGIN).get('/logs/good').reply(200, line('/v1/good'));

    const pass = await read(S3);

    assert.deepEqual(pathsOf(pass), ['/v1/good']);
    assert.ok(pass.problems.some(({ code }) => code === 'OBJECT_ENTRY_INVALID'));
  });

  it('takes the bytes as they are stored, though the store says that they are packed', async () => {
    nock(ORIGIN)
      .get(LIST.s3)
      .reply(200, s3List(s3Entry('a') + s3Entry('b')));
    nock(ORIGIN)
      .get('/logs/a')
      .reply(200, gzipSync(line('/v1/a')), { 'content-encoding': 'gzip' });
    nock(ORIGIN)
      .get('/logs/b')
      .reply(200, gzipSync(line('/v1/b')), { 'content-type': 'application/x-gzip' });

    assert.deepEqual(pathsOf(await read(S3)), ['/v1/a', '/v1/b']);
  });

  it('tells a damaged object from a broken connection, though the store says that it is packed', async () => {
    const packed = gzipSync(Array.from({ length: 500 }, (_, index) => line(`/v1/${index * 7919}`)).join(''));
    nock(ORIGIN)
      .get(LIST.s3)
      .reply(200, s3List(s3Entry('a', packed.length) + s3Entry('b')));
    nock(ORIGIN).get('/logs/a').reply(200, packed.subarray(0, -20), { 'content-encoding': 'gzip' });
    nock(ORIGIN).get('/logs/b').reply(200, line('/v1/b'));

    const pass = await read(S3);

    assert.deepEqual([pass.problems.map(({ code }) => code), pass.fault], [['OBJECT_DAMAGED'], null]);
    assert.equal(pathsOf(pass).at(-1), '/v1/b');
  });

  it('reads only the version that was listed', async () => {
    nock(ORIGIN)
      .get(LIST.s3)
      .reply(200, s3List(s3Entry('a')));
    nock(ORIGIN, { reqheaders: { 'if-match': '"e"' } })
      .get('/logs/a')
      .reply(412, '<Error><Code>PreconditionFailed</Code></Error>');

    const { problems, fault } = await read(S3);

    assert.deepEqual([problems.map(({ code }) => code), fault], [['OBJECT_CHANGED'], null]);
  });

  it('passes over archived objects and goes on', async () => {
    nock(ORIGIN)
      .get(LIST.s3)
      .reply(200, s3List(s3Entry('a') + s3Entry('b')));
    nock(ORIGIN).get('/logs/a').reply(403, '<Error><Code>InvalidObjectState</Code></Error>');
    nock(ORIGIN).get('/logs/b').reply(200, line('/v1/b'));

    const pass = await read(S3);

    assert.deepEqual(
      [pathsOf(pass), pass.problems.map(({ code }) => code)],
      [['/v1/b'], ['OBJECT_ARCHIVED']],
    );
  });

  it('waits when it is told to slow down, and goes on', async () => {
    nock(ORIGIN).get(LIST.s3).times(2).reply(503, '<Error><Code>SlowDown</Code></Error>');
    nock(ORIGIN)
      .get(LIST.s3)
      .reply(200, s3List(s3Entry('a')));
    nock(ORIGIN).get('/logs/a').reply(503, '<Error><Code>SlowDown</Code></Error>');
    nock(ORIGIN).get('/logs/a').reply(200, line('/v1/a'));
    const clock = fakeClock(NOW);

    const pass = await read(S3, null, clock);

    assert.deepEqual(pathsOf(pass), ['/v1/a']);
    assert.equal(clock.waits.length, 3);
  });

  it('keeps what it read when the store ends in the middle of a listing', async () => {
    const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>';
    nock(ORIGIN)
      .get(LIST.s3)
      .reply(200, s3List(s3Entry('a'), more));
    nock(ORIGIN).get('/logs/a').reply(200, line('/v1/a'));
    nock(ORIGIN)
      .get(/continuation-token=t/)
      .times(4)
      .reply(500);
    const first = await read(S3);
    assertFault(first, 'HTTP_UNAVAILABLE', 'transient');
    nock(ORIGIN)
      .get(/start-after=a/)
      .reply(200, s3List(s3Entry('b')));
    nock(ORIGIN).get('/logs/b').reply(200, line('/v1/b'));

    const second = await read(S3, first.cursor);

    assert.deepEqual([pathsOf(first), pathsOf(second)], [['/v1/a'], ['/v1/b']]);
  });

  for (const [what, body] of [
    ['a document type', `<!DOCTYPE x [<!ENTITY a "aaaa">]>${s3List(s3Entry('&a;'))}`],
    ['no word whether there is more', s3List(s3Entry('a'), '')],
    ['more, but no token', s3List(s3Entry('a'), '<IsTruncated>true</IsTruncated>')],
    ['a page of a portal', '<html><body>Sign in</body></html>'],
    ['an error with status 200', '<Error><Code>InternalError</Code></Error>'],
    ['text', 'ListBucketResult'],
  ] as const) {
    it(`refuses a listing with ${what}`, async () => {
      nock(ORIGIN).get(LIST.s3).reply(200, body);

      assertFault(await read(S3), 'OBJECT_LIST_INVALID', 'sourceContract');
    });
  }

  for (const [word, status, code, kind] of [
    ['RequestTimeTooSkewed', 403, 'OBJECT_STORE_CLOCK_SKEW', 'auth'],
    ['SignatureDoesNotMatch', 403, 'HTTP_AUTH_REJECTED', 'auth'],
    ['InvalidAccessKeyId', 403, 'HTTP_AUTH_REJECTED', 'auth'],
    ['ExpiredToken', 400, 'HTTP_AUTH_REJECTED', 'auth'],
    ['AccessDenied', 403, 'HTTP_PERMISSION_MISSING', 'auth'],
    ['AuthorizationHeaderMalformed', 400, 'OBJECT_STORE_REGION_WRONG', 'config'],
    ['PermanentRedirect', 301, 'OBJECT_STORE_REGION_WRONG', 'config'],
    ['NoSuchBucket', 404, 'OBJECT_STORE_BUCKET_MISSING', 'config'],
    ['SomethingElse', 400, 'OBJECT_STORE_REFUSED', 'sourceContract'],
  ] as const) {
    it(`says what ${word} means`, async () => {
      nock(ORIGIN).get(LIST.s3).reply(status, `<Error><Code>${word}</Code><Message>${KEY}</Message></Error>`);

      const fault = assertFault(await read(S3), code, kind);

      assert.ok(fault.fix !== null);
    });
  }

  it('names a clock that is off, where the store does not', async () => {
    nock(ORIGIN)
      .get(LIST.s3)
      .reply(403, '<Error><Code>SignatureDoesNotMatch</Code></Error>', {
        date: new Date(NOW + 20 * 60_000).toUTCString(),
      });

    assertFault(await read(S3), 'OBJECT_STORE_CLOCK_SKEW', 'auth');
  });

  it('says which permission is missing where it may list and not read', async () => {
    nock(ORIGIN)
      .get(LIST.s3)
      .reply(200, s3List(s3Entry('a')));
    nock(ORIGIN).get('/logs/a').reply(403, '<Error><Code>AccessDenied</Code></Error>');

    const fault = assertFault(await read(S3), 'HTTP_PERMISSION_MISSING', 'auth');

    assert.match(fault.fix ?? '', /s3:GetObject/);
  });

  it('has the bucket in the host name of the vendor, and in the path where its name has dots', async () => {
    const own = { ...S3, url: undefined, region: 'eu-central-1' } as unknown as ConnectorConfig;
    nock('https://logs.s3.eu-central-1.amazonaws.com').get(LIST.s3).reply(200, s3List(''));
    nock('https://s3.eu-central-1.amazonaws.com')
      .get(/^\/logs\.shop\.example\/\?list-type=2/)
      .reply(200, s3List(''));

    assert.equal((await read(own)).fault, null);
    assert.equal((await read({ ...own, bucket: 'logs.shop.example' })).fault, null);
  });

  it('needs both parts of a key', async () => {
    const { secretAccessKey: _left, ...own } = S3;

    await assert.rejects(read(own), { code: 'OBJECT_STORE_INCOMPLETE', kind: 'config' });
  });
});

describe('Azure Blob Storage', () => {
  mockHttp();
  const blob = (name: string, attributes = ''): string =>
    `<Blob><Name${attributes}>${name}</Name><Properties><Last-Modified>${new Date(STORED).toUTCString()}</Last-Modified>` +
    '<Etag>0x8D</Etag><Content-Length>100</Content-Length></Properties></Blob>';
  const list = (blobs: string, marker = ''): string =>
    `<?xml version="1.0"?><EnumerationResults><Blobs>${blobs}</Blobs><NextMarker>${marker}</NextMarker></EnumerationResults>`;

  it('reads encoded names, leaves out folders, and asks for the version that was listed', async () => {
    const folder =
      '<Blob><Name>dir</Name><Properties><Last-Modified>Thu, 15 Jan 2026 09:00:00 GMT</Last-Modified><Etag>0x1</Etag><ResourceType>directory</ResourceType><Content-Length>1</Content-Length></Properties></Blob>';
    nock(ORIGIN)
      .get(LIST.azure)
      .reply(200, list(blob('a%20b%EF%BF%BF', ' Encoded="true"') + folder + blob('p%20q')));
    nock(ORIGIN, { reqheaders: { 'if-match': '"0x8D"', 'x-ms-version': '2021-12-02' } })
      .get(`/logs/${encodeURIComponent('a b\uffff')}`)
      .reply(200, line('/v1/a'));
    nock(ORIGIN).get('/logs/p%2520q').reply(200, line('/v1/p'));

    assert.deepEqual(pathsOf(await read(AZURE)), ['/v1/a', '/v1/p']);
  });

  it('refuses to go by key where the listing does not, and says what to set', async () => {
    nock(ORIGIN)
      .get(LIST.azure)
      .reply(200, list(blob('z') + blob('a')));
    nock(ORIGIN).get('/logs/z').reply(200, line('/v1/z'));

    const fault = assertFault(await read(AZURE), 'OBJECT_LIST_UNORDERED', 'sourceContract');

    assert.match(fault.fix ?? '', /hierarchical/);
  });

  it('keeps its place in a listing of any order', async () => {
    nock(ORIGIN)
      .get(LIST.azure)
      .times(2)
      .reply(200, list(blob('z') + blob('a') + blob('m')));
    nock(ORIGIN).get('/logs/z').reply(200, line('/v1/z'));
    nock(ORIGIN).get('/logs/a').reply(200, line('/v1/a'));
    nock(ORIGIN).get('/logs/m').times(4).reply(500);
    nock(ORIGIN).get('/logs/m').reply(200, line('/v1/m'));
    const first = await read({ ...AZURE, hierarchical: true });
    const second = await read({ ...AZURE, hierarchical: true }, first.cursor);

    assert.deepEqual([pathsOf(first), pathsOf(second)], [['/v1/z', '/v1/a'], ['/v1/m']]);
  });

  for (const [word, status, code, kind] of [
    ['AuthenticationFailed', 403, 'HTTP_AUTH_REJECTED', 'auth'],
    ['AuthorizationPermissionMismatch', 403, 'HTTP_PERMISSION_MISSING', 'auth'],
    ['ContainerNotFound', 404, 'OBJECT_STORE_BUCKET_MISSING', 'config'],
  ] as const) {
    it(`says what ${word} means`, async () => {
      nock(ORIGIN).get(LIST.azure).reply(status, '', { 'x-ms-error-code': word });

      assertFault(await read(AZURE), code, kind);
    });
  }

  it('passes over archived blobs', async () => {
    nock(ORIGIN)
      .get(LIST.azure)
      .reply(200, list(blob('a')));
    nock(ORIGIN).get('/logs/a').reply(409, '', { 'x-ms-error-code': 'BlobArchived' });

    assert.deepEqual(
      (await read(AZURE)).problems.map(({ code }) => code),
      ['OBJECT_ARCHIVED'],
    );
  });

  it('refuses a marker that repeats', async () => {
    nock(ORIGIN).get(LIST.azure).times(2).reply(200, list('', 'again'));

    assertFault(await read(AZURE), 'OBJECT_LIST_LOOP', 'sourceContract');
  });

  it('says nothing of a shared access signature', async () => {
    const sas = 'sv=2022-11-02&sig=sig%2Bnature%3D';
    nock(ORIGIN)
      .get(/comp=list.*&sig=sig%2Bnature%3D/)
      .reply(200, list(blob('a')));
    nock(ORIGIN).get('/logs/a').query({ sv: '2022-11-02', sig: 'sig+nature=' }).reply(403);
    const { account: _byName, accountKey: _byKey, ...own } = AZURE;

    const pass = await read({ ...own, sasToken: secret(sas) });

    assertFault(pass, 'HTTP_PERMISSION_MISSING', 'auth');
    const said = inspect(pass, { depth: 12, showHidden: true });
    assert.ok(!said.includes('nature'), said);
  });
});

describe('Google Cloud Storage', () => {
  mockHttp();
  const item = (name: string, own = {}): object => ({
    name,
    generation: '17',
    size: '100',
    timeCreated: STORED,
    ...own,
  });
  const list = (items: readonly object[], next?: string): object => ({
    kind: 'storage#objects',
    items,
    ...(next === undefined ? {} : { nextPageToken: next }),
  });

  it('follows tokens, escapes names whole, and asks for the generation that was listed', async () => {
    nock(ORIGIN)
      .get(LIST.gcs)
      .reply(200, list([item('a/b c')], 'more'));
    nock(ORIGIN)
      .get(/pageToken=more/)
      .reply(200, list([item('d/e')]));
    nock(ORIGIN, { reqheaders: { 'accept-encoding': 'gzip' } })
      .get('/storage/v1/b/logs/o/a%2Fb%20c?alt=media&ifGenerationMatch=17')
      .reply(200, gzipSync(line('/v1/a')), { 'content-encoding': 'gzip' });
    nock(ORIGIN).get('/storage/v1/b/logs/o/d%2Fe?alt=media&ifGenerationMatch=17').reply(200, line('/v1/d'));

    assert.deepEqual(pathsOf(await read(GCS)), ['/v1/a', '/v1/d']);
  });

  it('begins at the last key, which comes once more', async () => {
    // Stored so long ago that nothing but its key says that it was read.
    const old = { timeCreated: '2026-01-02T09:00:00.000Z' };
    nock(ORIGIN)
      .get(LIST.gcs)
      .reply(200, list([item('a', old), item('b')]));
    nock(ORIGIN)
      .get(/\/o\/a\?/)
      .reply(200, line('/v1/a'));
    nock(ORIGIN)
      .get(/\/o\/b\?/)
      .times(4)
      .reply(500);
    const first = await read(GCS);
    nock(ORIGIN)
      .get(/startOffset=a&/)
      .reply(200, list([item('a', old), item('b')]));
    nock(ORIGIN)
      .get(/\/o\/b\?/)
      .reply(200, line('/v1/b'));

    assert.deepEqual([pathsOf(first), pathsOf(await read(GCS, first.cursor))], [['/v1/a'], ['/v1/b']]);
  });

  it('passes over entries of another form, and says so', async () => {
    nock(ORIGIN)
      .get(LIST.gcs)
      .reply(200, list([item('x', { size: 5 }), { name: 'y' }, item('z')]));
    nock(ORIGIN)
      .get(/\/o\/z\?/)
      .reply(200, line('/v1/z'));

    const pass = await read(GCS);

    assert.deepEqual(pathsOf(pass), ['/v1/z']);
    assert.equal(pass.problems.filter(({ code }) => code === 'OBJECT_ENTRY_INVALID').length, 2);
  });

  for (const body of [{}, { kind: 'storage#objects', items: {} }, [], 'text']) {
    it(`refuses ${JSON.stringify(body)} as a listing`, async () => {
      nock(ORIGIN).get(LIST.gcs).reply(200, body);

      assertFault(await read(GCS), 'OBJECT_LIST_INVALID', 'sourceContract');
    });
  }

  it('refuses a token that repeats', async () => {
    nock(ORIGIN).get(LIST.gcs).times(2).reply(200, list([], 'again'));

    assertFault(await read(GCS), 'OBJECT_LIST_LOOP', 'sourceContract');
  });

  it('says that a permission is missing', async () => {
    nock(ORIGIN)
      .get(LIST.gcs)
      .reply(403, { error: { code: 403, message: KEY } });

    assertFault(await read(GCS), 'HTTP_PERMISSION_MISSING', 'auth');
  });
});
