import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DATA_CLASSES } from './catalogue.ts';
import { computeKeyContext, keyContext, rootContext, unkeptKeyContext } from './key-context.ts';
import { keyWords, singular } from './key-words.ts';

const idsOf = (above: string, name: string) =>
  computeKeyContext(above, name).classes.map((index) => DATA_CLASSES[index]!.id);

test('words of keys', () => {
  assert.deepEqual(keyWords('billingAddress_line1'), ['billing', 'address', 'line1']);
  assert.deepEqual(keyWords('HTTPServerURL'), ['http', 'server', 'url']);
  assert.deepEqual(keyWords('x-Request-Id[]'), ['x', 'request', 'id']);
  assert.deepEqual(keyWords(''), []);
  assert.deepEqual(['companies', 'addresses', 'status', 'users', 'boxes', 'gps'].map(singular), [
    'company',
    'address',
    'status',
    'user',
    'box',
    'gps',
  ]);
});

test('a context word speaks as a word, not as part of one', () => {
  assert.ok(idsOf('', 'customerEmail').includes('email'));
  assert.ok(!idsOf('', 'emailer').includes('email'));
  assert.ok(!idsOf('', 'public').includes('driver-licence'));
  assert.ok(!idsOf('', 'placeholder').includes('person-name'));
  assert.ok(idsOf('', 'cardnumber').includes('credit-card'));
});

test('the noun above completes a key, alone it says nothing', () => {
  assert.ok(idsOf('card', 'number').includes('credit-card'));
  assert.ok(!idsOf('', 'number').includes('credit-card'));
  assert.ok(idsOf('customer', 'name').includes('person-name'));
  assert.ok(!idsOf('product', 'name').includes('person-name'));
  assert.ok(!idsOf('address', 'country').includes('postal-address'));
});

test('a word against wins', () => {
  assert.ok(!idsOf('', 'email_address').includes('postal-address'));
  assert.ok(!idsOf('', 'passwordChangedAt').includes('password'));
  assert.ok(!idsOf('', 'nextPageToken').includes('access-token'));
});

test('the cache changes nothing, full or not', () => {
  for (let index = 0; index < 40_000; index++) {
    if (index % 997 === 0)
      assert.deepEqual(keyContext('card', 'number'), computeKeyContext('card', 'number'));
    keyContext('', `key${index}`);
  }
});

test('the id of an object is the key of a record, its other numbers are what they say', () => {
  assert.ok(idsOf('', 'patientId').includes('medical-record-number'));
  assert.ok(!idsOf('patient', 'id').includes('medical-record-number'));
  assert.ok(idsOf('patient', 'number').includes('medical-record-number'));
  assert.ok(idsOf('session', 'id').includes('session-id'));
});

test('one spelling for each: number words, plurals, compounds, another order', () => {
  for (const key of ['cardNo', 'card_nr', 'cardnumber', 'cardNumbers', 'card-num', 'numberCard']) {
    assert.ok(idsOf('', key).includes('credit-card'), key);
  }
  assert.ok(idsOf('', 'driverLicense').includes('driver-licence'));
});

test('a phrase inside a longer one says nothing', () => {
  assert.deepEqual(idsOf('', 'mobileSubscriberIdentity'), idsOf('', 'subscriberIdentity'));
  assert.ok(!idsOf('', 'ethereumAddress').includes('postal-address'));
  assert.ok(!idsOf('', 'diagnosisCode').includes('health-condition'));
});

test('what a key tells about a thing is not the thing', () => {
  assert.ok(!idsOf('', 'passwordStatus').includes('password'));
  assert.ok(!idsOf('', 'sessionUrl').includes('session-id'));
  assert.ok(!idsOf('bank', 'accountTitle').includes('bank-account'));
  assert.ok(idsOf('bank', 'account').includes('bank-account'));
  assert.ok(idsOf('', 'diagnosisDescription').includes('health-condition'));
});

test('some words speak only as the whole key', () => {
  assert.ok(idsOf('', 'plate').includes('licence-plate'));
  assert.ok(idsOf('', 'politics').includes('sensitive-trait'));
  assert.ok(!idsOf('', 'basePlate').includes('licence-plate'));
});

test('keys that are kept nowhere still say what their values are', () => {
  const root = rootContext('order');
  const named = (name: string) =>
    unkeptKeyContext(root, name).classes.map((index) => DATA_CLASSES[index]?.id);
  assert.ok(named('First Name').includes('person-name'));
  assert.ok(named('Fødselsnummer').length === 0, 'its check digits decide, not its key');
  assert.ok(named('Straße').includes('postal-address'));
  assert.ok(named('生年月日').includes('date-of-birth'));
  assert.equal(unkeptKeyContext(root, '3f2504e0-4f89-41d3-9a0c-0305e82c3301'), root);
  assert.equal(unkeptKeyContext(root, 'Anna Berger'), root);
  assert.equal(unkeptKeyContext(root, `First Name ${'x '.repeat(60)}`), root);
});

test('some keys refuse what only looks like a value of a class', () => {
  const refused = (name: string) =>
    computeKeyContext('', name).refused.map((index) => DATA_CLASSES[index]?.id);
  assert.deepEqual(refused('appVersion'), ['ip-address']);
  assert.deepEqual(refused('isbn10'), ['nhs-number']);
  assert.deepEqual(refused('clientIp'), []);
});

test('the kind of a private thing is nobody’s own', () => {
  const isPrivate = (name: string) => computeKeyContext('', name).isPrivate;
  assert.ok(!isPrivate('customerType'));
  assert.ok(!isPrivate('addressType'));
  assert.ok(!isPrivate('orderBy'));
  assert.ok(isPrivate('customer'));
  assert.ok(isPrivate('approvedBy'));
  assert.ok(isPrivate('passwordHint'));
});

test('a key that also names other things hints at a class and makes nothing private', () => {
  const party = computeKeyContext('', 'party');
  const ids = (context: typeof party) => context.keyed.map((index) => DATA_CLASSES[index]?.id);
  assert.deepEqual([ids(party), party.classes, party.isPrivate], [['sensitive-trait'], [], false]);
  assert.deepEqual(ids(computeKeyContext('', 'partyMembership')), ['sensitive-trait']);
  assert.equal(computeKeyContext('', 'partyMembership').isPrivate, true);
  assert.deepEqual(ids(computeKeyContext('', 'partySize')), [], 'a size of a party');
  assert.deepEqual(ids(computeKeyContext('', 'unionType')), [], 'a kind of a type');
});
