import { readFileSync } from 'node:fs';
import { publish } from '../../../src/registry/publish.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { entryConfig, openAmplify, QUICK_CLOCK } from './estate.ts';
import { manyApis } from './many-apis.ts';

/**
 * One publish of so many APIs, in a process made to be killed: `database url authUrl organisation keyFile count`. What
 * it leaves is for the next one to find.
 */
const [database = '', url = '', authUrl = '', organizationId = '', keyFile = '', count = '0'] =
  process.argv.slice(2);
const pem = readFileSync(keyFile, 'utf8');
const { registry } = openAmplify(entryConfig({ url, authUrl, organizationId }, pem));
if (registry === null) throw new Error('amplify is a registry');
const store = openSqliteStore(database);
const receipt = await publish(store, {
  registry: 'amplify',
  open: registry,
  apis: manyApis(Number(count)),
  nowMs: () => QUICK_CLOCK.nowMs(),
  allowRetire: false,
  signal: new AbortController().signal,
  progressed: () => undefined,
});
await store.close();
process.stdout.write(JSON.stringify(receipt));
