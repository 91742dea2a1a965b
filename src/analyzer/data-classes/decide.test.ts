import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classById } from './catalogue.ts';
import { binomialTail, type ClassEvidence, decideClass } from './decide.ts';

const evidence = (parts: Partial<ClassEvidence>): ClassEvidence => ({
  shaped: 0,
  passed: 0,
  keyed: 0,
  distinct: 0,
  distinctPassed: 0,
  values: 0,
  ...parts,
});

const decide = (id: string, parts: Partial<ClassEvidence>) =>
  decideClass(classById(id)!, evidence(parts)).isClass;

test('binomial tail', () => {
  assert.ok(Math.abs(binomialTail(4, 4, 0.1) - 1e-4) < 1e-12);
  assert.ok(Math.abs(binomialTail(16, 0, 0.3) - 1) < 1e-12);
  assert.ok(Math.abs(binomialTail(3, 2, 0.5) - 0.5) < 1e-12);
});

test('order numbers that pass Luhn by chance are no cards, a field where all pass is', () => {
  assert.equal(
    decide('credit-card', { shaped: 1000, passed: 100, distinct: 16, distinctPassed: 2, values: 1000 }),
    false,
  );
  assert.equal(
    decide('credit-card', { shaped: 900, passed: 300, distinct: 1, distinctPassed: 1, values: 900 }),
    false,
  );
  assert.equal(
    decide('credit-card', { shaped: 5, passed: 5, distinct: 5, distinctPassed: 5, values: 5 }),
    true,
  );
  assert.equal(
    decide('credit-card', { shaped: 40, passed: 20, distinct: 24, distinctPassed: 12, values: 40 }),
    true,
  );
});

test('a class whose check digit others have too wants nearly all values without a key', () => {
  const ten = { shaped: 24, distinct: 24, values: 24 };
  assert.equal(decide('nhs-number', { ...ten, passed: 12, distinctPassed: 12 }), false, 'ISBN-10');
  assert.equal(decide('nhs-number', { ...ten, passed: 24, distinctPassed: 24 }), true);
  assert.equal(decide('nhs-number', { ...ten, passed: 12, keyed: 24, distinctPassed: 12 }), true, 'its key');
});

test('a key that names the class lets one value count, not a minority', () => {
  assert.equal(
    decide('credit-card', { shaped: 1, passed: 1, keyed: 1, distinct: 1, distinctPassed: 1, values: 1 }),
    true,
  );
  assert.equal(
    decide('credit-card', { shaped: 16, passed: 2, keyed: 16, distinct: 16, distinctPassed: 2, values: 16 }),
    false,
  );
});

test('an issuer prefix decides on one in a million', () => {
  assert.equal(decide('aws-access-key', { shaped: 1, passed: 1, values: 1_000_000 }), true);
  assert.equal(decide('email', { shaped: 1, passed: 1, values: 1_000_000 }), true);
  assert.equal(decide('email', { shaped: 1, passed: 0, values: 1 }), false);
});

test('IBAN needs two, a class by key needs half', () => {
  assert.equal(decide('iban', { shaped: 1, passed: 1, distinct: 1, distinctPassed: 1, values: 1 }), false);
  assert.equal(decide('iban', { shaped: 2, passed: 2, distinct: 2, distinctPassed: 2, values: 2 }), true);
  assert.equal(decide('person-name', { shaped: 10, passed: 9, keyed: 10, values: 10 }), true);
  assert.equal(decide('person-name', { shaped: 10, passed: 3, keyed: 10, values: 10 }), false);
});

test('under its key one value that passes suffices, one of two is as good as chance', () => {
  const under = (distinct: number, distinctPassed: number) =>
    decide('us-npi', {
      shaped: distinct,
      passed: distinctPassed,
      keyed: distinct,
      distinct,
      distinctPassed,
      values: 40,
    });
  assert.equal(under(1, 1), true);
  assert.equal(under(2, 1), false);
  assert.equal(under(2, 2), true);
});

test('numbers that almost all have the form are decided by their key alone', () => {
  const counts = { shaped: 30, passed: 30, distinct: 24, distinctPassed: 24, values: 30 };
  assert.equal(decide('us-ssn', counts), false);
  assert.equal(decide('us-ssn', { ...counts, keyed: 30 }), true);
});
