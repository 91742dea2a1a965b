import {
  AssayError,
  type ConnectorContext,
  type ImportedResults,
  type ImportedScore,
  type ImportedSignal,
  type JsonValue,
  type ResultsRange,
} from '../../src/kit/index.ts';
import type { LakeConfig } from './config.ts';
import { allRows, type Lake, type Row } from './lake.ts';
import { familySignals } from './lake-families.ts';
import { MOST_PLACES, placeColumns, placeOf } from './lake-place.ts';
import { findResultViews, firstOf, NAME_COLUMNS, type ResultView, SCORE_COLUMNS } from './lake-views.ts';
import { columnsOf, tableName } from './message-table.ts';
import { lakeScore } from './risk-score.ts';

type Context = ConnectorContext<LakeConfig>;

/**
 * What the server found out itself: its views, and families of its bitmaps, as far as the catalog has them. A view that
 * holds more than half of all calls is a list and no signal.
 */
export async function readSignals(
  context: Context,
  lake: Lake,
  range: ResultsRange,
): Promise<ImportedResults> {
  const { config } = context;
  const table = { name: tableName(config), columns: await columnsOf(lake, tableName(config)) };
  const total = await countIn(lake, table.name, range);
  const signals: ImportedSignal[] = config.signals.families
    ? [...(await familySignals(lake, table, range, total))]
    : [];
  const scores: ImportedScore[] = [];
  for (const view of await findResultViews(context, lake)) {
    const found = await readView(context, lake, view, range);
    scores.push(...found.scores);
    const calls = found.signals.reduce((sum, signal) => sum + signal.calls, 0);
    if (view.kind === 'named' || calls * 2 <= total) signals.push(...found.signals);
  }
  return { signals, scores };
}

const NOTHING: ImportedResults = { signals: [], scores: [] };

/** A view that is broken or not for us is passed over and said once; it must not hide the others. */
async function readView(
  { config, logger }: Context,
  lake: Lake,
  view: ResultView,
  range: ResultsRange,
): Promise<ImportedResults> {
  try {
    const rows = await allRows(
      lake,
      view.kind === 'score' ? scoreQuery(view, range) : signalQuery(view, range),
    );
    if (view.kind === 'score')
      return { signals: [], scores: rows.flatMap((row) => scoreOf(row, range, config.signals.worstRisk)) };
    return { signals: rows.flatMap((row) => signalOf(row, view)), scores: [] };
  } catch (error: unknown) {
    if (!(error instanceof AssayError) || (error.kind !== 'sourceContract' && error.kind !== 'config'))
      throw error;
    logger.once(`view ${view.id}`).warn('A view of the server cannot be read; its signal is not imported.', {
      view: view.id,
      code: error.code,
    });
    return NOTHING;
  }
}

async function countIn(lake: Lake, name: string, { afterMs, untilMs }: ResultsRange): Promise<number> {
  const [row] = await allRows(
    lake,
    `SELECT count(*) AS calls FROM ${name} WHERE response_time_millis > ${afterMs} AND response_time_millis <= ${untilMs}`,
  );
  return numberOf(row?.['calls']) ?? 0;
}

function during(columns: ReadonlySet<string>, { afterMs, untilMs }: ResultsRange): string {
  return columns.has('response_time_millis')
    ? ` WHERE response_time_millis > ${afterMs} AND response_time_millis <= ${untilMs}`
    : '';
}

const CALLS_COLUMNS = ['calls', 'call_count'];

function signalQuery({ name, columns }: ResultView, range: ResultsRange): string {
  const title = firstOf(NAME_COLUMNS, columns);
  const calls = firstOf(CALLS_COLUMNS, columns);
  const groups = [
    ...placeColumns(columns),
    ...(title === null ? [] : [`CAST(${title} AS varchar) AS signal`]),
    ...(columns.has('severity') ? ['CAST(severity AS varchar) AS severity'] : []),
  ];
  return (
    `SELECT ${groups.join(', ')}, ${calls === null ? 'count(*)' : `CAST(sum(${calls}) AS bigint)`} AS calls ` +
    `FROM ${name}${during(columns, range)} GROUP BY ${groups.map((_, at) => at + 1).join(', ')} ` +
    `ORDER BY calls DESC LIMIT ${MOST_PLACES}`
  );
}

function signalOf(row: Row, { id, kind }: ResultView): readonly ImportedSignal[] {
  const place = placeOf(row);
  const calls = numberOf(row['calls']);
  const name = kind === 'named' ? titleOf(row['signal']) : wordsOf(id.slice(id.indexOf('.') + 1));
  if (place === null || calls === null || calls < 1 || name === null) return [];
  const key = kind === 'named' ? `${id}:${name}` : id;
  return [{ ...place, key, title: name, severity: severityOf(row['severity']), calls: Math.round(calls) }];
}

function scoreQuery({ name, columns }: ResultView, range: ResultsRange): string {
  const groups = placeColumns(columns);
  const risk = firstOf(SCORE_COLUMNS, columns) ?? 'risk_score';
  const time = columns.has('response_time_millis') ? ', max(response_time_millis) AS at' : '';
  return (
    `SELECT ${groups.join(', ')}, CAST(max(${risk}) AS double) AS risk${time} FROM ${name}${during(columns, range)} ` +
    `GROUP BY ${groups.map((_, at) => at + 1).join(', ')} ORDER BY risk DESC LIMIT ${MOST_PLACES}`
  );
}

function scoreOf(row: Row, { untilMs }: ResultsRange, worstRisk: number): readonly ImportedScore[] {
  const place = placeOf(row);
  const risk = numberOf(row['risk']);
  if (place === null || risk === null || risk < 0) return [];
  return [{ ...place, ...lakeScore(risk, worstRisk), asOfMs: numberOf(row['at']) ?? untilMs }];
}

function numberOf(value: JsonValue | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

const LONGEST_TITLE = 80;

/** One line of printable text, as short as a title. */
function titleOf(value: JsonValue | undefined): string | null {
  if (typeof value !== 'string') return null;
  const text = value.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return text === '' ? null : text.slice(0, LONGEST_TITLE);
}

/** `sql_injection_attacks` as a title. */
function wordsOf(name: string): string | null {
  const text = titleOf(name.replaceAll(/[_-]+/g, ' '));
  return text === null ? null : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

const SEVERITY_WORDS: Readonly<Record<string, ImportedSignal['severity']>> = {
  info: 'info',
  informational: 'info',
  low: 'low',
  medium: 'medium',
  moderate: 'medium',
  high: 'high',
  critical: 'critical',
};

/** Where the server gives none in words, none is made up. */
function severityOf(value: JsonValue | undefined): ImportedSignal['severity'] {
  return (typeof value === 'string' ? SEVERITY_WORDS[value.toLowerCase()] : undefined) ?? 'info';
}
