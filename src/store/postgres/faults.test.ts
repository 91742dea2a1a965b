import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AssayError } from '../../model/errors.ts';
import { classifyFault } from './faults.ts';

const MARKER = 'user@host: INSERT INTO secrets';

function faultWith(code?: string): Error {
  return Object.assign(new Error(MARKER), code === undefined ? {} : { code });
}

describe('faults of PostgreSQL', () => {
  for (const [code, expected, kind] of [
    ['08006', 'STORE_UNAVAILABLE', 'transient'],
    ['40001', 'STORE_UNAVAILABLE', 'transient'],
    ['53100', 'STORE_UNAVAILABLE', 'transient'],
    ['25P03', 'STORE_UNAVAILABLE', 'transient'],
    ['25006', 'STORE_UNAVAILABLE', 'transient'],
    ['55P03', 'STORE_UNAVAILABLE', 'transient'],
    ['57P03', 'STORE_UNAVAILABLE', 'transient'],
    ['ECONNREFUSED', 'STORE_UNAVAILABLE', 'transient'],
    [undefined, 'STORE_UNAVAILABLE', 'transient'],
    ['28P01', 'STORE_AUTH', 'auth'],
    ['42501', 'STORE_PERMISSION', 'auth'],
    ['3D000', 'STORE_MISSING', 'config'],
    ['23502', 'STORE_FAULT', 'bug'],
    ['42601', 'STORE_FAULT', 'bug'],
  ] as const) {
    it(`${code ?? 'a lost connection'} is ${expected}, in our own words`, () => {
      const fault = classifyFault(faultWith(code));
      assert.deepEqual([fault.code, fault.kind], [expected, kind]);
      assert.ok(!`${fault.message}${fault.fix}${JSON.stringify(fault.context)}`.includes('secrets'));
    });
  }

  it('leaves our own errors as they are, and takes a mistake of ours for one', () => {
    const own = new AssayError({ code: 'X', kind: 'state', message: 'm' });
    assert.equal(classifyFault(own), own);
    assert.equal(classifyFault(new TypeError('x')).kind, 'bug');
  });
});
