import {
  AssayError,
  type CheckResult,
  type CheckStep,
  type ConnectorContext,
  runChecks,
} from '../../src/kit/index.ts';
import type { LakeConfig } from './config.ts';
import { allRows, type Lake, type Row } from './lake.ts';
import { keyOf } from './message-record.ts';
import { describeTable, type MessageTable, tableName } from './message-table.ts';
import { LAKE_READ } from './permissions.ts';

/** A clock that is further off than this makes the settling lag too short or too long. */
const CLOCK_TOLERANCE_MS = 30_000;
const SAMPLE_ROWS = 5;

/** Cheap and read-only: reachable, authorised, the table and its columns, a sample, the clock. */
export function checkLake(context: ConnectorContext<LakeConfig>, lake: Lake): Promise<CheckResult> {
  return runChecks(stepsOf(context, lake));
}

function stepsOf({ config, clock }: ConnectorContext<LakeConfig>, lake: Lake): readonly CheckStep[] {
  let table: MessageTable | null = null;
  const described = async (): Promise<MessageTable> => (table ??= await describeTable(lake, config));
  return [
    {
      name: 'The server answers queries',
      permission: LAKE_READ,
      run: async () => {
        await askOne(lake, 'SELECT 1 AS one', 'one');
        return 'The server answers queries.';
      },
    },
    {
      name: `Table ${tableName(config)} has the columns of messages`,
      permission: LAKE_READ,
      run: async () => columnsSentence(await described()),
    },
    {
      name: 'Messages can be read',
      permission: LAKE_READ,
      run: async () => sampleSentence(await sample(lake, await described())),
    },
    {
      name: 'The clock of the server is right',
      permission: LAKE_READ,
      run: async () => clockSentence(await serverTimeMs(lake), clock.nowMs()),
    },
  ];
}

async function askOne(lake: Lake, sql: string, column: string): Promise<number> {
  const [row] = await allRows(lake, sql);
  const value = row?.[column];
  if (typeof value === 'number') return value;
  throw new AssayError({
    code: 'LAKE_ANSWER',
    kind: 'sourceContract',
    message: 'The server answers a query with something else than its result.',
    fix: 'Check url and door of this entry.',
  });
}

function columnsSentence({ missing }: MessageTable): string {
  return missing.length === 0
    ? 'The table has all columns of messages.'
    : `Without ${missing.join(', ')}: what these would tell is not evaluated.`;
}

/** No order and no time: the server may stop at the first rows it meets. */
function sample(lake: Lake, { name, columns }: MessageTable): Promise<readonly Row[]> {
  return allRows(lake, `SELECT ${columns.join(', ')} FROM ${name} LIMIT ${SAMPLE_ROWS}`);
}

function sampleSentence(rows: readonly Row[]): string {
  if (rows.length === 0) return 'The table is empty.';
  const good = rows.filter((row) => keyOf(row) !== null);
  if (good.length === 0) {
    throw new AssayError({
      code: 'LAKE_SAMPLE',
      kind: 'sourceContract',
      message: 'None of the sampled messages has an id and a time.',
      fix: 'Check table of this entry: messages stand in data.message.',
    });
  }
  const masked = good.filter((row) => row['request_body'] == null && row['response_body'] == null).length;
  const bodies = masked === good.length ? '; none of them has a body, so payloads cannot be judged' : '';
  return `${good.length} of ${rows.length} sampled messages are complete${bodies}.`;
}

function serverTimeMs(lake: Lake): Promise<number> {
  return askOne(lake, 'SELECT CAST(to_unixtime(current_timestamp) * 1000 AS bigint) AS now', 'now');
}

function clockSentence(serverMs: number, nowMs: number): string {
  const offMs = serverMs - nowMs;
  if (Math.abs(offMs) <= CLOCK_TOLERANCE_MS) return 'The clock of the server agrees with the clock here.';
  throw new AssayError({
    code: 'LAKE_CLOCK',
    kind: 'config',
    message: `The clock of the server is ${Math.round(Math.abs(offMs) / 1000)} s ${offMs > 0 ? 'ahead of' : 'behind'} the clock here.`,
    fix: 'Set both clocks by the same time service; until then raise settle of this entry by the difference.',
    context: { offMs },
  });
}
