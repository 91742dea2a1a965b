import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { takeTurn } from './take-turn.ts';

test('who asks for a turn waits for all who asked before, and for nobody at another store', async () => {
  const [store, other] = [openSqliteStore(':memory:'), openSqliteStore(':memory:')];
  const order: string[] = [];
  const first = await takeTurn(store);
  const second = takeTurn(store).then((end) => {
    order.push('second');
    end();
  });
  const third = takeTurn(store).then((end) => {
    order.push('third');
    end();
  });
  (await takeTurn(other))();
  order.push('elsewhere');
  first();
  await Promise.all([second, third]);
  assert.deepEqual(order, ['elsewhere', 'second', 'third']);
  await Promise.all([store.close(), other.close()]);
});
