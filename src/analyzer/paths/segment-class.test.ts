import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifySegment } from './segment-class.ts';

const at = (path: string, index: number): string | null =>
  classifySegment(path.split('/').slice(1), index)?.token ?? null;
const last = (segment: string): string | null => at(`/things/${segment}`, 1);

const SLOTS: readonly (readonly [string, string])[] = [
  ['0', '{integer}'],
  ['42', '{integer}'],
  ['-7', '{integer}'],
  ['99999999999999999999', '{integer}'],
  ['3.14', '{decimal}'],
  ['550e8400-e29b-41d4-a716-446655440000', '{uuid}'],
  ['550E8400-E29B-41D4-A716-446655440000', '{uuid}'],
  ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '{ulid}'],
  ['0ujsswThIGTUYm2K8FjOOfXtY1K', '{token}'],
  ['507f1f77bcf86cd799439011', '{object-id}'],
  ['V1StGXR8_Z5jdHi6B-myT', '{token}'],
  ['dQw4w9WgXcQ', '{token}'],
  ['Zu2uNCmGDnmNCel8gbFQ', '{token}'],
  ['cus_9s6XKzkNRiz8i3', '{prefixed-id}'],
  ['pi-3MtwBwLkdIwHu7ix', '{prefixed-id}'],
  ['d41d8cd98f00b204e9800998ecf8427e', '{hash}'],
  ['a94a8fe5ccb19ba61c4c0873d391e987982fbbd3', '{hash}'],
  ['9fceb02', '{hash}'],
  ['aGVsbG8gd29ybGQ=', '{token}'],
  ['2024-02-29', '{date}'],
  ['2024-02', '{date}'],
  ['2024-W07', '{date}'],
  ['2024-02-29T12:30:00Z', '{date-time}'],
  ['20240229T123000Z', '{date-time}'],
  ['2024-02-29T12:30:00+02:00', '{date-time}'],
  ['12:30', '{time}'],
  ['jo@mail.example', '{email}'],
  ['192.0.2.17', '{ip}'],
  ['2001:db8::1', '{ip}'],
  ['+4915112345678', '{phone}'],
  ['48.137154,11.576124', '{coordinates}'],
  ['en-US', '{locale}'],
  ['pt_BR', '{locale}'],
  ['zh-Hans-CN', '{locale}'],
  ['42.json', '{integer}.json'],
  ['42.JSON', '{integer}.json'],
  ['550e8400-e29b-41d4-a716-446655440000.pdf', '{uuid}.pdf'],
  ['1,2,3', '{list}'],
  ['red,green', '{list}'],
  ['left-pad@1.3.0', '{package-version}'],
  ['@alice', '{handle}'],
  ['v1.2.3', '{version}'],
  ['v12.0.4-rc.1', '{version}'],
  ['Products(1)', 'Products({key})'],
  ['Products(48151623)', 'Products({key})'],
  ["People('ada.lovelace')", 'People({key})'],
  ['nearest(lat=48.1,lon=11.5)', 'nearest({key})'],
  ['job-4f2k9d8s7x:cancel', '{prefixed-id}:cancel'],
  ['42:getIamPolicy', '{integer}:getIamPolicy'],
  ['776739554706.wav', '{integer}.wav'],
  ['slides_grape.png', '{file}.png'],
  ['tiny-lamp:getIamPolicy', '{name}:getIamPolicy'],
  ['1280x720', '{dimensions}'],
  ["Orders(ID='x')", 'Orders({key})'],
  ['42:cancel', '{integer}:cancel'],
  ['cus_9s6XKzkNRiz8i3:archive', '{prefixed-id}:archive'],
  ['12345~67890', '{composite}'],
  ['ORD-12345', '{code}'],
  ['INV2024001', '{code}'],
  ['user1234', '{code}'],
  ['red-shoes-48213', '{slug-id}'],
  ['48213-red-shoes', '{slug-id}'],
  ['1.2.3', '{version}'],
  ['1.2.3-beta.1', '{version}'],
  ["1' OR '1'='1", '{text}'],
  ['hello world', '{text}'],
  ['{id}', '{placeholder}'],
  ['<id>', '{placeholder}'],
];

const LITERALS = [
  '@me',
  '$metadata',
  '$everything',
  '_search',
  '_bulk',
  'documents:search',
  'home:ada',
  'export.pdf',
  'ThisMonth.json',
  'v1',
  'V2',
  'v1.2',
  'v1beta1',
  'v1p1beta1',
  'v2024-01-01',
  'oauth2',
  's3',
  'base64',
  'covid19',
  'covid-19',
  'mp3',
  'sha256',
  'iso8601',
  'rfc3339',
  'utf-8',
  'ipv4',
  'i18n',
  'k8s',
  'md5',
  'b2b',
  'p2p',
  '2fa',
  '3ds',
  '3d-secure',
  'log4j',
  'web3',
  'x509',
  'http2',
  'deadbeef',
  'facade',
  'users',
  'me',
  'orders',
  'getUserById',
  'GetAllCustomersByRegion',
  'order-items',
  'order_items',
  'chat.postMessage',
  'users.list',
  'openid-configuration',
  '.well-known',
  'index.html',
  'favicon.ico',
  'report-2024',
  'summary2023',
  'en',
  'de',
  'alice',
  'red-running-shoes',
  'internationalization',
  'OAuthAuthorizationServerMetadata',
  'wp-login.php',
  'main.js',
  'GetTop()',
  'step1',
  'part-2',
  'top10',
  'level-3',
  'a',
  '',
];

test('segments that prove a slot by themselves', () => {
  for (const [segment, token] of SLOTS) assert.equal(last(segment), token, segment);
});

test('near misses stay literal', () => {
  for (const segment of LITERALS) assert.equal(last(segment), null, segment);
});

test('a number or date is a version only where versions stand', () => {
  const versions: readonly (readonly [string, number])[] = [
    ['/2023-10-01/orders', 0],
    ['/api/2023-10-01/orders', 1],
    ['/admin/api/2023-10/products.json', 2],
    ['/rest/api/2/issue/x', 2],
    ['/api/2/users', 1],
    ['/1.1/statuses', 0],
    ['/api/v1.2.3/statuses', 1],
    ['/api/2.0/users', 1],
  ];
  for (const [path, index] of versions) assert.equal(at(path, index), null, path);
  const values: readonly (readonly [string, number, string])[] = [
    ['/reports/2023-10-01/summary', 1, '{date}'],
    ['/users/2/orders', 1, '{integer}'],
    ['/api/2', 1, '{integer}'],
    ['/releases/v1.2.3', 1, '{version}'],
    ['/repos/ada/notes/tags/v1.2.3/files', 4, '{version}'],
    ['/api/2023-10-01', 1, '{date}'],
    ['/12/orders', 0, '{integer}'],
    ['/api/orders/2/items', 2, '{integer}'],
    ['/api/12345/items', 1, '{integer}'],
  ];
  for (const [path, index, token] of values) assert.equal(at(path, index), token, path);
});

test('hostile text is typed without throwing and in bounded size', () => {
  const long = 'a'.repeat(5000);
  assert.equal(last(long), '{text}');
  assert.equal(last('\ud800'), null);
  assert.equal(last('\u0000'), '{text}');
  assert.equal(last(`${'1'.repeat(4000)}x`), '{token}');
});
