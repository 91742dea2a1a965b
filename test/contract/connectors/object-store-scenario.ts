import type { Exchange, HttpScenario } from './scenario.ts';

const ORIGIN = 'https://lake.shop.example';
/** One that needs percent-encoding, in base64 for Azure. */
const SECRET = Buffer.from('lake-key/4d1c9b+70 for the account').toString('base64');

const line = (path: string): string =>
  `{"time":"2026-01-10T09:15:22.417Z","method":"GET","host":"api.shop.example","path":"${path}","status":200}\n`;

const PATHS = ['/v1/a/1', '/v1/a/2', '/v1/b/1', '/v1/c/1', '/v1/c/2'];
const CONTENT: Readonly<Record<string, string>> = {
  'a.ndjson': line('/v1/a/1') + line('/v1/a/2'),
  'b.ndjson': line('/v1/b/1'),
  'c.ndjson': line('/v1/c/1') + line('/v1/c/2'),
};
/** `c` was stored within the lag of the suite's clock, the others long before. */
const STORED: Readonly<Record<string, number>> = {
  'a.ndjson': Date.UTC(2026, 0, 10, 10),
  'b.ndjson': Date.UTC(2026, 0, 11, 10),
  'c.ndjson': Date.UTC(2026, 0, 15, 10),
};
const size = (key: string): number => Buffer.byteLength(CONTENT[key] ?? '');
const objects = (path: (key: string) => string): readonly Exchange[] =>
  Object.entries(CONTENT).map(([key, body]) => ({ path: path(key), body }));
const broken = (path: string): Exchange => ({ path, body: `${line('/v1/b/1')}{"half": \nnothing\n` });

const s3Entry = (key: string): string =>
  `<Contents><Key>${key}</Key><LastModified>${new Date(STORED[key] ?? 0).toISOString()}</LastModified>` +
  `<ETag>&quot;e-${key}&quot;</ETag><Size>${size(key)}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
const s3Page = (keys: readonly string[], next: string | null): string =>
  '<?xml version="1.0" encoding="UTF-8"?>' +
  '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>logs</Name><Prefix></Prefix>' +
  `<EncodingType>url</EncodingType><IsTruncated>${next !== null}</IsTruncated>${keys.map(s3Entry).join('')}` +
  `${next === null ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`}</ListBucketResult>`;

const S3_LIST = '/logs/?list-type=2&encoding-type=url&prefix=';

/** ListObjectsV2 and GetObject of a server with the bucket in the path. */
const S3: HttpScenario = {
  style: 'http',
  name: 's3',
  origin: ORIGIN,
  config: {
    provider: 's3',
    bucket: 'logs',
    url: ORIGIN,
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: '${env:LAKE_KEY}',
    mapping: 'assay-call',
  },
  env: { LAKE_KEY: SECRET },
  secret: SECRET,
  exchanges: [
    { path: S3_LIST, body: s3Page(['a.ndjson'], 'one') },
    { path: `${S3_LIST}&continuation-token=one`, body: s3Page(['b.ndjson'], 'two') },
    { path: `${S3_LIST}&continuation-token=two`, body: s3Page(['c.ndjson'], null) },
    { path: `${S3_LIST}&start-after=a.ndjson`, body: s3Page(['b.ndjson', 'c.ndjson'], null) },
    ...objects((key) => `/logs/${key}`),
  ],
  first: S3_LIST,
  expected: PATHS,
  hostileNext: { path: `${S3_LIST}&continuation-token=one`, body: s3Page(['b.ndjson'], 'one') },
  malformedRecord: broken('/logs/b.ndjson'),
  expectedOfMalformed: PATHS,
  malformedEnvelope: {
    path: `${S3_LIST}&continuation-token=one`,
    body: '<html><body>Sign in</body></html>',
  },
};

const azureEntry = (key: string): string =>
  `<Blob><Name>${key}</Name><Properties><Last-Modified>${new Date(STORED[key] ?? 0).toUTCString()}</Last-Modified>` +
  `<Etag>0x8D${key.slice(0, 1).toUpperCase()}</Etag><Content-Length>${size(key)}</Content-Length>` +
  '<BlobType>BlockBlob</BlobType></Properties></Blob>';
const azurePage = (keys: readonly string[], next: string): string =>
  '﻿<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="https://lake.shop.example/" ContainerName="logs">' +
  `<MaxResults>5000</MaxResults><Blobs>${keys.map(azureEntry).join('')}</Blobs><NextMarker>${next}</NextMarker></EnumerationResults>`;

const AZURE_LIST = '/logs?restype=container&comp=list&maxresults=5000';

/** List Blobs and Get Blob under a shared key. */
const AZURE: HttpScenario = {
  style: 'http',
  name: 'azure',
  origin: ORIGIN,
  config: {
    provider: 'azure',
    bucket: 'logs',
    url: ORIGIN,
    account: 'shoplake',
    accountKey: '${env:LAKE_KEY}',
    mapping: 'assay-call',
  },
  env: { LAKE_KEY: SECRET },
  secret: SECRET,
  exchanges: [
    { path: AZURE_LIST, body: azurePage(['a.ndjson'], '2!one') },
    { path: `${AZURE_LIST}&marker=2!one`, body: azurePage(['b.ndjson'], '2!two') },
    { path: `${AZURE_LIST}&marker=2!two`, body: azurePage(['c.ndjson'], '') },
    ...objects((key) => `/logs/${key}`),
  ],
  first: AZURE_LIST,
  expected: PATHS,
  hostileNext: { path: `${AZURE_LIST}&marker=2!one`, body: azurePage(['b.ndjson'], '2!one') },
  malformedRecord: broken('/logs/b.ndjson'),
  expectedOfMalformed: PATHS,
  malformedEnvelope: { path: `${AZURE_LIST}&marker=2!one`, body: '<EnumerationResults/>' },
};

export const OBJECT_STORE: readonly HttpScenario[] = [S3, AZURE];
