import {
  AssayError,
  type ConnectorContext,
  type JsonObject,
  type Page,
  platformNowMs,
} from '../../src/kit/index.ts';
import type { LakeConfig } from './config.ts';
import type { Lake, Row } from './lake.ts';
import { knownFrom, type LakeCursor, nextPass, type Pass, type PassTimes } from './lake-cursor.ts';
import { keyOf, recordOf } from './message-record.ts';
import { describeTable, type MessageTable, type RowKey, rowsQuery } from './message-table.ts';

/** Mapping of the records of this door. */
const SQL_MAPPING = 'resurface-sql';

const NEVER_READ: LakeCursor = { throughMs: null, pass: null };

/**
 * Messages in the order of (time, id), from the cursor to where they have settled. A pass begins a little before the
 * end of the last one, so that messages which arrived late are met; their ids tell what was read already.
 */
export async function* readLake(
  context: ConnectorContext<LakeConfig>,
  lake: Lake,
  from: LakeCursor | null,
): AsyncGenerator<Page> {
  const table = await describeTable(lake, context.config);
  sayMissing(context, table);
  const times = timesOf(context);
  let cursor = from ?? NEVER_READ;
  for (let pass = nextPass(cursor, times); pass !== null; pass = nextPass(cursor, times)) {
    const knownFromMs = knownFrom(pass, times.overlapMs, cursor.knownFromMs);
    yield* readPass({ context, lake, table, pass, throughMs: cursor.throughMs, knownFromMs });
    cursor = { throughMs: pass.untilMs, knownFromMs, pass: null };
  }
}

function timesOf(context: ConnectorContext<LakeConfig>): PassTimes {
  const { lookback, settle, overlap } = context.config;
  return {
    nowMs: platformNowMs(context),
    lookbackMs: lookback,
    settleMs: settle,
    overlapMs: overlap,
  };
}

function sayMissing({ logger }: ConnectorContext<LakeConfig>, { missing }: MessageTable): void {
  if (missing.length === 0) return;
  logger
    .once('columns-missing')
    .warn('The table lacks columns; what they would tell is not evaluated.', { columns: missing.join(', ') });
}

interface PassWork {
  readonly context: ConnectorContext<LakeConfig>;
  readonly lake: Lake;
  readonly table: MessageTable;
  readonly pass: Pass;
  readonly throughMs: number | null;
  readonly knownFromMs: number;
}

/** Rows that wait for their page, and how far they lead. */
interface Shelf {
  readonly rows: { readonly key: RowKey; readonly record: JsonObject }[];
  broken: number;
  /** Rows handed out in this pass, for positions. */
  handedOut: number;
}

/** One page is always held back: only the last one may say that the pass is done. */
async function* readPass(work: PassWork): AsyncGenerator<Page> {
  const { pageRows } = work.context.config;
  const shelf: Shelf = { rows: [], broken: 0, handedOut: 0 };
  for (const window of windowsOf(work.pass, work.context.config.window)) {
    for await (const _batch of readWindow(work, window, shelf)) {
      while (shelf.rows.length > pageRows) yield takePage(work, shelf, pageRows, false);
    }
  }
  yield takePage(work, shelf, shelf.rows.length, true);
}

/** Stretches of at most `windowMs`, from where the pass stands. */
function* windowsOf({ afterMs, untilMs, behind }: Pass, windowMs: number): Generator<Pass> {
  let start = behind === null ? afterMs : Math.max(afterMs, behind.timeMs - 1);
  let from = behind;
  do {
    const end = Math.min(untilMs, start + Math.max(1, windowMs));
    yield { afterMs: start, untilMs: end, behind: from };
    start = end;
    from = null;
  } while (start < untilMs);
}

/**
 * Asks until a query returns fewer rows than it might have, each behind the last row of the one before; where answers
 * may be capped below that, until one brings nothing that can be read.
 */
async function* readWindow(work: PassWork, window: Pass, shelf: Shelf): AsyncGenerator<void> {
  const { lake, table, context } = work;
  const limit = context.config.queryRows;
  let behind = window.behind;
  for (let isFirst = true; ; isFirst = false) {
    const before = behind;
    const told = shelf.broken;
    let returned = 0;
    for await (const { rows, broken } of lake.query(rowsQuery(table, { ...window, behind: before, limit }))) {
      context.signal.throwIfAborted();
      returned += rows.length + broken;
      shelf.broken += broken;
      behind = shelve(rows, shelf, behind);
      const isEndAgain = lake.mayCapAnswers && !isFirst && behind === before;
      // Broken rows have no place: those behind the last good row come once more, and were counted.
      if (isEndAgain) shelf.broken = told;
      yield;
    }
    const isShort = returned < limit;
    if (returned === 0 || (isShort && (!lake.mayCapAnswers || behind === before))) return;
    if (isSameKey(behind, before)) throw unordered();
  }
}

function isSameKey(left: RowKey | null, right: RowKey | null): boolean {
  return left?.timeMs === right?.timeMs && left?.id === right?.id;
}

/** Puts rows on the shelf; gives back the last key. */
function shelve(rows: readonly Row[], shelf: Shelf, behind: RowKey | null): RowKey | null {
  let last = behind;
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) {
      shelf.broken += 1;
      continue;
    }
    if (last !== null && key.timeMs < last.timeMs) throw unordered();
    shelf.rows.push({ key, record: recordOf(row) });
    last = key;
  }
  return last;
}

function unordered(): AssayError {
  return new AssayError({
    code: 'LAKE_ORDER',
    kind: 'sourceContract',
    message: 'The server does not return rows in the order that was asked for; reading on would lose some.',
  });
}

function takePage(work: PassWork, shelf: Shelf, count: number, isLast: boolean): Page {
  const { pass, throughMs, knownFromMs, context } = work;
  const taken = shelf.rows.splice(0, count);
  const firstLine = shelf.handedOut + 1;
  const broken = shelf.broken;
  shelf.broken = 0;
  shelf.handedOut += taken.length;
  const cursor: LakeCursor = isLast
    ? { throughMs: pass.untilMs, knownFromMs, pass: null }
    : { throughMs, knownFromMs, pass: { ...pass, behind: taken.at(-1)?.key ?? pass.behind } };
  const rememberFromMs = pass.untilMs - context.config.overlap;
  return {
    records: {
      kind: 'records',
      mapping: SQL_MAPPING,
      records: taken.map(({ record }) => record),
      repeatable: {
        ids: taken.map(({ key }) => key),
        rememberFromMs,
        // Until the pass is done it may be taken up again, and meets rows of its own beginning.
        forgetBeforeMs: isLast ? rememberFromMs : Math.min(pass.afterMs, rememberFromMs),
      },
    },
    position: {
      file: `${context.config.catalog}.${context.config.schema}.${context.config.table}`,
      firstLine,
    },
    dropped: broken === 0 ? [] : [{ reason: 'malformed', count: broken, lines: [] }],
    cursor,
  };
}
