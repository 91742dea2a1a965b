import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DATA_CLASSES } from './catalogue.ts';
import { labelClasses } from './redact.ts';
import { textHits } from './text-context.ts';

const hitsOf = (text: string) =>
  textHits(text).map(({ index, from, to }) => `${DATA_CLASSES[index]?.id} ${text.slice(from, to)}`);

test('words before a value name its class, with separators and small words between', () => {
  for (const text of [
    'MRN 4477123 opened',
    'mrn: 4477123',
    'the MRN is 4477123.',
    'medical-record number no. 4477123',
    'medical_record_number=4477123',
    'medicalrecordnumber 4477123',
  ]) {
    assert.deepEqual(hitsOf(text), ['medical-record-number 4477123'], text);
  }
  assert.deepEqual(hitsOf('MRNs 4477123'), ['medical-record-number 4477123']);
  assert.deepEqual(hitsOf('MRN missing in file 4477123'), []);
  assert.deepEqual(hitsOf('4477123 MRN'), []);
  assert.deepEqual(hitsOf('MRN4477123'), []);
});

test('the longest phrase decides, and several values of a text are found', () => {
  assert.deepEqual(hitsOf('diagnosis code J45.909 and date of birth 1993-10-07, CVV 479'), [
    'icd-10 J45.909',
    'date-of-birth 1993-10-07',
    'card-cvv 479',
  ]);
});

test('what words name is labelled like what shows itself', () => {
  assert.equal(
    labelClasses('password is Tr0ub4dor&3 of mia@shop.example'),
    'password is <password> of <email>',
  );
});

test('a text ends anywhere, lone surrogates included', () => {
  for (const text of [
    'MRN',
    'MRN ',
    'MRN \ud800',
    'mr ',
    '\udc00 cvv 12',
    'cvv =',
    `cvv ${' '.repeat(99)}123`,
  ]) {
    assert.deepEqual(hitsOf(text), [], text);
  }
});
