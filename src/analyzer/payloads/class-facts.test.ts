import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../model/json.ts';
import { DEFAULT_CAPS } from '../caps.ts';
import { parseExchange } from '../exchange-parser.ts';
import { makeKeyedHash } from '../sketch/keyed-hash.ts';
import { emptyPayloads, observePayloads, payloadFacts } from './index.ts';

const hash = makeKeyedHash(new Uint8Array(16).fill(3));
const VIEW = { isKnownName: () => false, slotName: () => null };

interface Sent {
  readonly client?: number;
  readonly status?: number;
  readonly cookie?: string;
  readonly response?: JsonObject;
}

/** `class pointer` of every decided field. */
function decided(sent: readonly Sent[]): readonly string[] {
  const payloads = emptyPayloads();
  for (const { client = 1, status = 200, cookie, response } of sent) {
    const exchange = parseExchange({
      id: null,
      timeMs: 0,
      method: 'GET',
      scheme: 'https',
      host: 'api.shop.example',
      path: '/items',
      query: null,
      status,
      client: { address: null, id: null },
      latencyMs: null,
      request: { headers: cookie === undefined ? {} : { cookie }, body: null, sizeBytes: null },
      response: {
        headers: { 'content-type': 'application/json' },
        body: response === undefined ? null : JSON.stringify(response),
        sizeBytes: null,
      },
      gateway: null,
      operation: null,
    });
    const context = { hash, caps: DEFAULT_CAPS, accepted: status < 400, refused: false };
    observePayloads(payloads, exchange, { ...context, clientHash: hash(`client ${client}`) });
  }
  return payloadFacts(payloads, VIEW).dataClasses.map(({ id, path }) => `${id} ${path}`);
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

test('a name that five clients of all statuses wrote is one place, not a hidden one beside', () => {
  const sent = (count: number, status: number) =>
    times(count, (index) => ({ client: index, status, response: { zorgMail: `mia${index}@shop.example` } }));
  assert.deepEqual(decided([...sent(6, 200), ...sent(2, 404)]), ['email /zorgMail']);
  assert.deepEqual(decided(sent(2, 200)), ['email /*']);
});

/** Test numbers of American Express: also fifteen digits with a Luhn digit, as an IMEI. */
const AMEX = ['378282246310005', '371449635398431', '378734493671000', '341111111111111', '343434343434343'];

test('a number is one thing: the key decides, else the class that explains more values', () => {
  const cards = (key: string) => decided(AMEX.map((card, client) => ({ client, response: { [key]: card } })));
  assert.deepEqual(cards('description'), ['credit-card /description']);
  assert.deepEqual(cards('imei'), ['imei /imei']);
});

test('values that say nothing do not speak against a key', () => {
  const codes = times(10, (index) => ({ response: { bic: index < 3 ? 'DEUTDEFF' : 'unknown' } }));
  assert.deepEqual(decided(codes), ['swift-bic /bic']);
  const others = times(10, (index) => ({ response: { bic: index < 3 ? 'DEUTDEFF' : 'as agreed' } }));
  assert.deepEqual(decided(others), []);
});

test('percent-encoded values are read', () => {
  const sent = times(2, (index) => ({ cookie: `mobile=%2B4930901820${index}; broken=%zz%E0%A4%A` }));
  assert.deepEqual(decided(sent), ['phone /mobile']);
});

test('one coordinate alone is any number, a pair is a position', () => {
  assert.deepEqual(decided([{ response: { lat: 52.52001 } }]), []);
  assert.deepEqual(decided([{ response: { lat: 52.52001, lng: 13.40495 } }]), [
    'geo-coordinates /lat',
    'geo-coordinates /lng',
  ]);
  assert.deepEqual(decided([{ response: { latLng: '52.52001,13.40495' } }]).length, 1);
});

test('the password of a URL is no part of an e-mail address, what stands behind it may be', () => {
  const url = (user: string) => `https://${user}:p4ss${user}@git.shop.example/x`;
  assert.deepEqual(decided([{ response: { url: url('a') } }]), ['basic-auth-url /url']);
  assert.deepEqual(decided([{ response: { url: `${url('a')} of mia@shop.example` } }]), [
    'basic-auth-url /url',
    'email /url',
  ]);
});

test('words of a text name a class from two different values on: one may be an example', () => {
  const sent = (texts: readonly string[]) =>
    decided(texts.map((note, client) => ({ client, response: { note } })));
  const example = 'Enter your date of birth, such as date of birth 1985-03-05, below';
  assert.deepEqual(sent(times(6, () => example)), []);
  assert.deepEqual(sent(['born on 1985-03-05', 'born on 1985-03-06', 'no date', '', 'late', 'a note']), [
    'date-of-birth /note',
  ]);
});

/** Published test numbers of Visa and Mastercard. */
const CARDS = [
  '4111111111111111',
  '4012888888881881',
  '5555555555554444',
  '5105105105105100',
  '2223003122003222',
];

test('a key that calls a card an account does not make it one; other numbers under it are accounts', () => {
  const under = (values: readonly string[]) =>
    decided(
      times(20, (index) => ({ client: index, response: { account_number: values[index % values.length] } })),
    );
  assert.deepEqual(under(CARDS), ['credit-card /account_number']);
  assert.deepEqual(under([...CARDS, '4111111111111112', '5105105105105101']), [
    'bank-account /account_number',
  ]);
});

test('a version is no address, whatever its parts', () => {
  const versions = times(20, (index) => `${120 + index}.15.${index}.1`);
  const under = (key: string) =>
    decided(times(20, (index) => ({ client: index, response: { [key]: versions[index] ?? '' } })));
  assert.deepEqual(under('engineVersion'), []);
  assert.deepEqual(under('seenAt'), ['ip-address /seenAt']);
});

test('keys with blanks and of other alphabets speak for values that stand without their names', () => {
  assert.deepEqual(
    decided(
      times(10, (index) => ({
        client: index,
        response: { 'Date of Birth': `19${60 + index}-04-0${(index % 9) + 1}` },
      })),
    ),
    ['date-of-birth /*'],
  );
});
