import { type DroppedRecord, droppedRecords } from '../../agent/dropped-records.ts';
import type { AssayConfig } from '../../config/index.ts';
import type { DropReason } from '../../model/api-call.ts';
import { encodeTerminal } from '../../report/encode/terminal.ts';
import { toTime, toTimeOrNull } from '../../report/time.ts';
import type { RunRecord, Store } from '../../store/store.ts';
import { EMPTY_TALLY } from '../../store/tally.ts';
import { columnLines } from '../columns.ts';
import { CONFIG_OPTION, type Command, type CommandContext, JSON_OPTION } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { withStore } from '../open-store.ts';
import { remark, writeJson, writeLine } from '../output.ts';
import { usage } from '../parse.ts';
import { rowLimit } from '../row-limit.ts';

const DEFAULT_LIMIT = 20;
/** Runs of other jobs between two pulls of a rare source. */
const RUNS_SEARCHED = 2000;

export const sources: Command = {
  name: 'sources',
  summary: 'What was received of each source and what was dropped; where a dropped record can be looked at.',
  usage: ['sources list [--json]', 'sources parked [SOURCE] [--limit N] [--json]'],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    limit: {
      type: 'string',
      hint: 'N',
      description: `Records of a source to show, the newest first (default ${DEFAULT_LIMIT}).`,
    },
  },
  words: 2,
  examples: ['sources list', 'sources parked calls --limit 100', 'sources parked calls --json'],
  run: (context) => {
    const [action = 'list', named] = context.invocation.positionals;
    if (action !== 'list' && action !== 'parked') throw usage(sources, 'Say list or parked.');
    if (action === 'list' && named !== undefined) throw usage(sources, 'sources list takes no name.');
    const limit = rowLimit(sources, context, DEFAULT_LIMIT);
    return withStore(context, async (store, config) =>
      action === 'list' ? list(context, store, config) : parked(context, store, config, named, limit),
    );
  },
};

/** One source as the store knows it. */
interface SourceRow {
  readonly id: string;
  readonly received: number;
  readonly mapped: number;
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
  readonly parked: number;
  readonly lastCall: string | null;
  readonly lastPull: {
    readonly at: string;
    readonly outcome: RunRecord['outcome'];
    readonly error: RunRecord['error'];
  } | null;
}

async function list(context: CommandContext, store: Store, config: AssayConfig): Promise<ExitCode> {
  const rows = await sourceRows(store, config);
  if (context.invocation.flag('json')) return writeJson(context, { items: rows, next: null });
  for (const line of tableOf(rows)) writeLine(context, line);
  for (const { id, dropped } of rows) {
    const reasons = Object.entries(dropped).map(([reason, count]) => `${reason} ${count}`);
    if (reasons.length > 0) writeLine(context, encodeTerminal(`dropped of ${id}: ${reasons.join(', ')}`));
  }
  return EXIT.ok;
}

const HEADINGS = ['SOURCE', 'RECEIVED', 'CALLS', 'DROPPED', 'PARKED', 'LAST PULL'];

function tableOf(rows: readonly SourceRow[]): readonly string[] {
  return columnLines([
    HEADINGS,
    ...rows.map((row) => [
      row.id,
      row.received,
      row.mapped,
      row.received - row.mapped,
      row.parked,
      pullText(row),
    ]),
  ]);
}

async function sourceRows(store: Store, config: AssayConfig): Promise<readonly SourceRow[]> {
  const [tallies, kept, runs] = await Promise.all([
    store.tallies(),
    store.parkedCounts(),
    store.runs(RUNS_SEARCHED),
  ]);
  return sourceIds(config, tallies).map((id) => {
    const { received, mapped, dropped, lastCallMs } = tallies.get(id) ?? EMPTY_TALLY;
    const pull = runs.find((run) => run.job === 'pull' && run.subject === id && run.outcome !== null);
    return {
      id,
      received,
      mapped,
      dropped,
      parked: kept.get(id) ?? 0,
      lastCall: toTimeOrNull(lastCallMs),
      lastPull:
        pull === undefined
          ? null
          : { at: toTime(pull.startedAtMs), outcome: pull.outcome, error: pull.error },
    };
  });
}

/** Those of the configuration, then what is left of others in the store. */
function sourceIds(config: AssayConfig, tallies: ReadonlyMap<string, unknown>): readonly string[] {
  const configured = config.sources.map(({ id }) => id);
  return [...configured, ...[...tallies.keys()].filter((id) => !configured.includes(id)).sort()];
}

function pullText({ lastPull }: SourceRow): string {
  if (lastPull === null) return 'never';
  const fault = lastPull.error === null ? '' : `: ${lastPull.error.message}`;
  return `${lastPull.at} ${lastPull.outcome ?? 'not ended'}${fault}`;
}

async function parked(
  context: CommandContext,
  store: Store,
  config: AssayConfig,
  named: string | undefined,
  limit: number,
): Promise<ExitCode> {
  const known = sourceIds(config, await store.tallies());
  if (named !== undefined && !known.includes(named))
    throw usage(sources, `There is no source "${named.slice(0, 40)}"; choose ${known.join(', ')}.`);
  const records: DroppedRecord[] = [];
  for (const id of named === undefined ? known : [named])
    records.push(...(await droppedRecords(store, id, limit)));
  if (context.invocation.flag('json'))
    return writeJson(context, { items: records.map(recordRow), next: null });
  for (const record of records) writeLine(context, encodeTerminal(recordLine(record)));
  remark(context, encodeTerminal(hintFor(records)));
  return EXIT.ok;
}

function recordRow({ source, reason, field, place, parkedAtMs }: DroppedRecord): object {
  const { kind: _, ...where } = place;
  return { source, ...where, reason, field, parkedAt: toTimeOrNull(parkedAtMs) };
}

function recordLine({ source, reason, field, place, parkedAtMs }: DroppedRecord): string {
  const where =
    place.kind === 'topic'
      ? `${place.topic} partition ${place.partition} offset ${place.offset}`
      : `${place.file}:${place.line}`;
  const time = parkedAtMs === null ? '' : `${toTime(parkedAtMs)}  `;
  return `${time}${source}  ${where}  ${reason}${field === null ? '' : ` (${field})`}`;
}

/** Content is not kept here; where it stands, people have tools to look. */
function hintFor(records: readonly DroppedRecord[]): string {
  if (records.length === 0) return 'No record was dropped.';
  const [place] = records.flatMap((record) => (record.place.kind === 'topic' ? [record.place] : []));
  if (place === undefined) return 'Of a source that is no topic the first few are kept.';
  return `Look at one: kafka-console-consumer.sh --topic ${place.topic} --partition ${place.partition} --offset ${place.offset} --max-messages 1 --bootstrap-server HOST:PORT`;
}
