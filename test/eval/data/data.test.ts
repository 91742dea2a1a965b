import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Half } from '../capability.ts';
import { callsOf } from './calls.ts';
import {
  base58Check,
  bech32Address,
  crc32,
  gs1Digit,
  gstinCharacter,
  ibanDigits,
  iso7064Mod11And10,
  iso7064Mod11Dash2,
  luhnDigit,
  mod97,
  verhoeffDigit,
  weighted,
} from './check-digits.ts';
import { CLASS_IDS, hintsOf } from './classes.ts';
import { endpointsOf, type LabelledEndpoint } from './endpoints.ts';
import { type Field, fieldOf } from './field.ts';
import { eip55, keccak256 } from './keccak.ts';
import { random } from './random.ts';
import { judge, locationOf, pointerOf } from './score.ts';
import { vinCharacter } from './values/health-and-devices.ts';
import { codiceFiscaleLetter } from './values/identity-europe.ts';
import { curpDigit, rutCharacter } from './values/identity-world.ts';
import { makerOf } from './values/index.ts';
import { VARIED_CLASSES, variationsOf } from './variations/index.ts';
import { wordsOf } from './words.ts';

const HALVES: readonly Half[] = ['dev', 'check'];

test('check digits agree with examples that standards and registers publish', () => {
  assert.equal(luhnDigit('7992739871'), '3');
  assert.equal(luhnDigit('411111111111111'), '1');
  assert.equal(luhnDigit('49015420323751'), '8'); // IMEI
  assert.equal(luhnDigit('80840123456789'), '3'); // NPI 1234567893
  assert.equal(luhnDigit('04645428'), '6'); // Canadian SIN
  assert.equal(luhnDigit('811228987'), '4'); // Skatteverket
  assert.equal(luhnDigit('800101500908'), '7'); // South Africa
  assert.equal(ibanDigits('GB', 'WEST12345698765432'), '82');
  assert.equal(ibanDigits('DE', '370400440532013000'), '89');
  assert.equal(verhoeffDigit('236'), '3');
  assert.equal(verhoeffDigit('23412341234'), '6'); // Aadhaar specimen
  assert.equal(iso7064Mod11And10('8609574271'), '9'); // Steuer-ID of the tax office's leaflet
  assert.equal(iso7064Mod11Dash2('11010519491231002'), 'X'); // GB 11643
  assert.equal(gs1Digit('756123456789'), '7'); // AHV specimen
  assert.equal(gstinCharacter('27AAPFU0939F1Z'), 'V');
  assert.equal(97 - mod97('255081416802538'.slice(0, 13)), 38); // NIR
  assert.equal(97 - mod97('850730033'), 28); // Belgium
  assert.equal(vinCharacter('1M8GDM9AXKP042788'), 'X');
  assert.equal(codiceFiscaleLetter('RSSMRA85T10A562'), 'S');
  assert.equal(curpDigit('BOXW310820HNERXN0'), '9');
  assert.equal(rutCharacter(12_531_909), '2');
  assert.equal(crc32('123456789'), 0xcbf43926);
});

test('weights agree with published numbers', () => {
  assert.equal(weighted('111222333', [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11, 0); // BSN
  assert.equal(weighted('44051401359', [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10, 0); // PESEL
  assert.equal(weighted('9434765919', [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11, 0); // NHS
  assert.equal(weighted('021000021', [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10, 0); // ABA
  assert.equal((weighted('51824753556', [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89, 0); // ABN
  assert.equal(weighted('123456782', [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11, 0); // TFN
  assert.equal(weighted('15108695088', [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11, 0); // Norway, first digit
  assert.equal(weighted('15108695088', [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11, 0); // Norway, second digit
  assert.equal(weighted('20055361682', [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11, 0); // CUIT
  assert.equal(weighted('501964843', [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11, 0); // NIF
  assert.equal(weighted('123456789018', [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11, 0); // My Number
});

test('hashes and addresses agree with their specifications', () => {
  assert.equal(keccak256(''), 'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470');
  assert.equal(
    eip55('5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'),
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  );
  const program = Uint8Array.from(Buffer.from('751e76e8199196d454941c45d1b3a323f1433bd6', 'hex'));
  assert.equal(bech32Address(program), 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4');
  const genesis = Uint8Array.from(Buffer.from('0062e907b15cbf27d5425399ebf6f0fb50ebb88f18', 'hex'));
  assert.equal(base58Check(genesis), '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa');
});

/** Independent statements of validity, used on what the makers make: value in, valid or not. */
const VALID: Readonly<Record<string, (value: string) => boolean>> = {
  'credit-card': (value) => luhnDigit(value.slice(0, -1)) === value.at(-1),
  imei: (value) => value.length === 15 && luhnDigit(value.slice(0, -1)) === value.at(-1),
  iban: (value) => ibanDigits(value.slice(0, 2), value.slice(4)) === value.slice(2, 4),
  aadhaar: (value) => verhoeffDigit(value.slice(0, -1)) === value.at(-1),
  'nl-bsn': (value) => weighted(value, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
  'pl-pesel': (value) => weighted(value, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,
  'nhs-number': (value) => weighted(value, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  'us-aba-routing': (value) => weighted(value, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
  'au-tfn': (value) => weighted(value, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0,
  'no-fodselsnummer': (value) => weighted(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  'pt-nif': (value) => {
    const rest = weighted(value.slice(0, 8), [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return Number(value[8]) === (rest < 2 ? 0 : 11 - rest);
  },
  'fr-nir': (value) => 97 - mod97(value.slice(0, 13)) === Number(value.slice(13)),
  'ch-ahv': (value) => gs1Digit(value.slice(0, -1)) === value.at(-1),
  vin: (value) => vinCharacter(value) === value[8],
};

test('makers make valid values, and twins of the same shape that are not', () => {
  for (const [classId, valid] of Object.entries(VALID)) {
    const maker = makerOf(classId);
    for (const half of HALVES) {
      const draw = random(`${classId}/${half}`);
      for (let turn = 0; turn < 200; turn += 1) {
        const value = maker.make(draw, half);
        assert.ok(valid(value), `${classId}: a made value is not valid`);
        const twin = maker.twin?.(draw, half) ?? '';
        assert.ok(!valid(twin), `${classId}: a twin is valid`);
      }
    }
  }
});

test('twins never equal what their maker would make of the same payload', () => {
  for (const classId of CLASS_IDS) {
    const maker = makerOf(classId);
    if (maker.twin === undefined) continue;
    const draw = random(`twins/${classId}`);
    const made = new Set(Array.from({ length: 100 }, () => maker.make(draw, 'dev')));
    for (let turn = 0; turn < 100; turn += 1) assert.ok(!made.has(maker.twin(draw, 'dev')), classId);
  }
});

test('labels are well-formed', () => {
  assert.ok(CLASS_IDS.length >= 80);
  for (const half of HALVES) {
    const endpoints = endpointsOf(half);
    const fields = endpoints.flatMap((endpoint) => endpoint.fields);
    for (const classId of CLASS_IDS) {
      const positives = fields.filter((field) => field.truth?.classId === classId);
      assert.ok(positives.length >= 6, `${half} ${classId}: ${positives.length} fields`);
      assert.ok(
        positives.every((field) => field.truth?.anyOf.includes(classId) && field.nature === 'positive'),
      );
    }
    const negatives = fields.filter((field) => field.truth === null && field.nature !== 'ignored');
    assert.ok(negatives.length >= 10_000, `${half}: ${negatives.length} negative fields`);
    const paths = endpoints.map((endpoint) => `${endpoint.method} ${endpoint.host}${endpoint.path}`);
    assert.equal(new Set(paths).size, paths.length, 'two labelled endpoints are one');
    for (const endpoint of endpoints) {
      const places = endpoint.fields.map((field) => `${locationOf(field)} ${pointerOf(field)}`);
      assert.equal(
        new Set(places).size,
        places.length,
        `${half} ${endpoint.host}${endpoint.path}: a place twice`,
      );
    }
  }
});

test('every class has its words in both halves, and the halves share no key that names it', () => {
  for (const classId of CLASS_IDS) {
    for (const half of HALVES) {
      const words = wordsOf(classId, half);
      assert.equal(words.clear.length, 4, `${half} ${classId}`);
      assert.equal(words.says.length, 2, `${half} ${classId}`);
      assert.ok(words.says.every((sentence) => sentence.includes('{v}')));
      assert.ok(
        hintsOf(classId, half, 0).every((hint) => hint !== ''),
        `${half} ${classId}`,
      );
    }
    const dev = new Set(wordsOf(classId, 'dev').clear);
    const shared = wordsOf(classId, 'check').clear.filter((key) => dev.has(key));
    assert.deepEqual(shared, [], classId);
  }
});

test('an endpoint has ten calls or more, eight clients or more and equal calls on every run', () => {
  for (const half of HALVES) {
    endpointsOf(half).forEach((endpoint, number) => {
      if (number % 5 !== 0) return;
      const calls = callsOf(endpoint, half, number);
      assert.ok(calls.length >= 10 && calls.length <= 40);
      assert.ok(
        new Set(calls.map((call) => call.client?.address)).size >= 8,
        `${endpoint.host}${endpoint.path}`,
      );
      if (number % 25 === 0) assert.deepEqual(callsOf(endpoint, half, number), calls);
    });
  }
});

function endpointWith(fields: readonly Field[]): LabelledEndpoint {
  return { host: 'api.harbour.example', path: '/v1/x', method: 'GET', calls: 10, fields };
}

const truth = { classId: 'iban', anyOf: ['iban'], allowed: ['bank-account'] };
const payee = fieldOf({
  place: 'response-json',
  parents: ['rows', '*'],
  key: 'payee',
  nature: 'positive',
  truth,
  value: () => '',
});
const count = fieldOf({ place: 'response-json', parents: ['rows', '*'], key: 'count', value: () => 1 });

test('judging: found, missed, false, allowed, and a hidden key', () => {
  const endpoint = endpointWith([payee, count]);
  const at = (id: string, path: string): { id: string; location: string; path: string } => ({
    id,
    location: 'response.body',
    path,
  });
  assert.deepEqual(judge(endpoint, [at('iban', '/rows/*/payee')]).found, ['iban']);
  assert.deepEqual(judge(endpoint, [at('iban', '/rows/*/*')]).found, ['iban']);
  assert.deepEqual(judge(endpoint, [at('iban', '/rows/payee')]).found, ['iban']);
  const nothing = judge(endpoint, []);
  assert.deepEqual([nothing.found, nothing.mistakes.map((one) => one.kind)], [[], ['missed']]);
  assert.deepEqual(
    judge(endpoint, [at('iban', '/rows/*/payee'), at('bank-account', '/rows/*/payee')]).mistakes,
    [],
  );
  const wrong = judge(endpoint, [
    at('iban', '/rows/*/payee'),
    at('phone', '/rows/*/count'),
    at('phone', '/rows/*/payee'),
  ]);
  assert.deepEqual(
    wrong.mistakes.map((one) => `${one.kind} ${one.classId}`),
    ['false phone', 'false phone'],
  );
  assert.deepEqual(wrong.falseFields, [count]);
  const twice = judge(endpoint, [at('phone', '/rows/*/*'), at('phone', '/rows/*/count')]);
  assert.equal(twice.mistakes.filter((one) => one.kind === 'false').length, 1);
  const elsewhere = judge(endpoint, [{ id: 'iban', location: 'request.body', path: '/rows/*/payee' }]);
  assert.deepEqual(
    elsewhere.mistakes.map((one) => one.kind),
    ['false', 'missed'],
  );
});

test('variations: each part labels hundreds of fields of every varied class, each place once', () => {
  for (const part of ['fit', 'hold-out'] as const) {
    const endpoints = variationsOf(part);
    const truths = endpoints.flatMap(({ fields }) => fields.flatMap(({ truth }) => truth?.classId ?? []));
    assert.ok(truths.length > 500);
    assert.equal(new Set(truths).size, VARIED_CLASSES.length);
    for (const endpoint of endpoints) {
      const places = endpoint.fields.map((field) => `${locationOf(field)} ${pointerOf(field)}`);
      assert.equal(new Set(places).size, places.length, `${endpoint.host}${endpoint.path}: a place twice`);
    }
  }
});
