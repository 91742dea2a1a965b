import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AssayError } from '../../model/errors.ts';
import { openDatabase } from './database.ts';
import { classifyFault } from './faults.ts';

const MARKER = 'INSERT INTO secrets';

describe('faults of SQLite', () => {
  for (const [errcode, expected, kind] of [
    [5, 'STORE_BUSY', 'transient'],
    [261, 'STORE_BUSY', 'transient'],
    [8, 'STORE_DISK', 'transient'],
    [10, 'STORE_DISK', 'transient'],
    [778, 'STORE_DISK', 'transient'],
    [4874, 'STORE_FULL', 'transient'],
    [11, 'STORE_DAMAGED', 'state'],
    [13, 'STORE_FULL', 'transient'],
    [1, 'STORE_FAULT', 'bug'],
    [undefined, 'STORE_FAULT', 'bug'],
  ] as const) {
    it(`${errcode ?? 'an error without a number'} is ${expected}, in our own words`, () => {
      const thrown = Object.assign(new Error(MARKER), errcode === undefined ? {} : { errcode });
      const fault = classifyFault(thrown);
      assert.deepEqual([fault.code, fault.kind], [expected, kind]);
      assert.ok(!`${fault.message}${fault.fix}${JSON.stringify(fault.context)}`.includes('secrets'));
    });
  }

  it('leaves our own errors as they are', () => {
    const own = new AssayError({ code: 'X', kind: 'state', message: 'm' });
    assert.equal(classifyFault(own), own);
  });

  it('reports what went wrong, also where SQLite has rolled back by itself', () => {
    const database = openDatabase(':memory:');
    database.run('PRAGMA max_page_count = 60');
    const fill = (): void =>
      database.transaction(() => {
        database.run("INSERT INTO summary_deltas (source, data) VALUES ('a', ?)", new Uint8Array(500_000));
      });
    assert.throws(fill, (error) => error instanceof AssayError && error.code === 'STORE_FULL');
    // Nothing of it is there, and the next transaction begins as any other.
    assert.equal(database.get('SELECT count(*) AS n FROM summary_deltas')?.['n'], 0);
    database.transaction(() => database.run("INSERT INTO rules_in_force VALUES ('k', 1)"));
    database.close();
  });
});
