import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testConfig } from '../../test/support/test-agent.ts';
import { isShared, openStore, sqlitePath, storeExists } from './open-store.ts';

const withUrl = (url: string) => testConfig({ store: { url, password: null } });
const FILE = '/etc/assay/assay.yaml';

describe('the configured store', () => {
  test('is a file beside the configuration, or in memory', () => {
    assert.equal(sqlitePath(withUrl('sqlite:./data/a.db'), FILE), '/etc/assay/data/a.db');
    assert.equal(sqlitePath(withUrl('sqlite::memory:'), FILE), ':memory:');
    assert.equal(isShared(withUrl('sqlite:./data/a.db')), false);
    assert.equal(storeExists(withUrl('sqlite:./data/a.db'), FILE), false);
    assert.equal(storeExists(withUrl('sqlite::memory:'), FILE), true);
  });

  test('is a database that several processes share, asked for when it is first used', async () => {
    const config = withUrl('postgres://assay@127.0.0.1:1/assay');
    assert.equal(sqlitePath(config, FILE), null);
    assert.equal(isShared(config), true);
    assert.equal(storeExists(config, FILE), true);
    const store = await openStore(config, FILE);
    await assert.rejects(store.tallies(), { code: 'STORE_UNAVAILABLE', kind: 'transient' });
    await store.close();
  });
});
