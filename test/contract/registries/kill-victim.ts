import { SYSTEM_CLOCK } from '../../../src/kit/system-clock.ts';
import { publish } from '../../../src/registry/publish.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { rowsOf } from './rows.ts';
import { connectorHost } from './sample-host.ts';

/**
 * A run that kills itself as a kernel would: `file url token before|after N` ends it before or after the N-th entry is
 * settled in the store; N = 0 lets it live. What it left is for the next run to find.
 */
const [file = '', url = '', token = '', moment = '', nth = '0'] = process.argv.slice(2);

function mortal(store: Store): Store {
  let settled = 0;
  const die = (): void => {
    process.kill(process.pid, 'SIGKILL');
  };
  return {
    ...store,
    settleOutbox: async (...entry) => {
      settled += 1;
      if (moment === 'before' && settled === Number(nth)) die();
      await store.settleOutbox(...entry);
      if (moment === 'after' && settled === Number(nth)) die();
    },
  };
}

const store = openSqliteStore(file);
const receipt = await publish(mortal(store), {
  registry: 'shelf',
  open: connectorHost(url, token),
  apis: rowsOf(),
  nowMs: () => SYSTEM_CLOCK.nowMs(),
  allowRetire: false,
  signal: new AbortController().signal,
  progressed: () => undefined,
});
process.stdout.write(JSON.stringify(receipt));
await store.close();
