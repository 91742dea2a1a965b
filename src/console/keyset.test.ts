import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeCursor, orderBy, type Page, pageOf } from './keyset.ts';

interface Row {
  readonly id: string;
  readonly size: number;
}

const ROWS: readonly Row[] = Array.from({ length: 53 }, (_, index) => ({
  id: `r${(index * 37) % 53}`,
  size: index % 7,
}));
const ORDER = orderBy(
  ROWS,
  (row) => row.size,
  (row) => row.id,
);

function walk(
  limit: number,
  descending: boolean,
  accepts: (row: Row) => boolean = () => true,
): readonly Row[] {
  const seen: Row[] = [];
  let after: string | null = null;
  do {
    const page: Page<Row> = pageOf(ORDER, {
      limit,
      descending,
      accepts,
      after: after === null ? null : decodeCursor(after),
    });
    assert.ok(page.items.length > 0 || page.next === null);
    seen.push(...page.items);
    after = page.next;
  } while (after !== null);
  return seen;
}

describe('keyset paging', () => {
  it('yields every row once and in order, for every page size, both ways, ties included', () => {
    for (const limit of [1, 2, 7, 52, 53, 54]) {
      assert.deepEqual(walk(limit, false), ORDER.items);
      assert.deepEqual(walk(limit, true), ORDER.items.toReversed());
    }
  });

  it('yields every accepted row once, and no further page when nothing more is accepted', () => {
    const accepts = (row: Row): boolean => row.size === 3;
    for (const limit of [1, 3, 8]) assert.deepEqual(walk(limit, false, accepts), ORDER.items.filter(accepts));
    const exact = ORDER.items.filter(accepts).length;
    assert.equal(pageOf(ORDER, { limit: exact, descending: false, accepts, after: null }).next, null);
  });

  it('goes on where a row was that is gone', () => {
    const first = pageOf(ORDER, { limit: 10, descending: false, accepts: () => true, after: null });
    const last = first.items.at(-1);
    const without = orderBy(
      ROWS.filter((row) => row !== last),
      (row) => row.size,
      (row) => row.id,
    );
    const next = pageOf(without, {
      limit: 5,
      descending: false,
      accepts: () => true,
      after: decodeCursor(first.next ?? ''),
    });
    assert.deepEqual(next.items, ORDER.items.slice(10, 15));
  });

  it('takes no cursor that is not its own', () => {
    for (const text of [
      '',
      'x',
      'bnVsbA',
      Buffer.from('[1]').toString('base64url'),
      Buffer.from('[{},"a"]').toString('base64url'),
    ])
      assert.equal(decodeCursor(text), null);
  });
});
