import type { ConnectorContext } from '../../src/kit/index.ts';
import type { LakeConfig } from './config.ts';
import { allRows, type Lake, literal, quoted } from './lake.ts';

/** A view of the server with results of its own, by what its columns say. */
export interface ResultView {
  /** `custom.sql_injection`: the name under which its signal is known. */
  readonly id: string;
  /** In SQL, quoted. */
  readonly name: string;
  readonly columns: ReadonlySet<string>;
  /** messages: each row is a call that the signal is about. named: a column names the signal. score: a risk. */
  readonly kind: 'messages' | 'named' | 'score';
}

/** Columns that name a signal, and that hold a risk; the first one present counts. */
export const NAME_COLUMNS = [
  'signal',
  'signal_name',
  'signature',
  'signature_name',
  'rule',
  'rule_name',
  'alert',
];
export const SCORE_COLUMNS = ['risk_score', 'average_risk_score', 'riskscore', 'risk'];
export const PATH_COLUMNS = ['base_path', 'request_path', 'path'];

/** Every view costs a query; more than this are not asked. */
const MOST_VIEWS = 200;

export function firstOf(names: readonly string[], columns: ReadonlySet<string>): string | null {
  return names.find((name) => columns.has(name)) ?? null;
}

/**
 * Views with results, found in the catalog: nothing is known of them but their names and columns, because the server's
 * own are not published and every installation adds its own. Views named in the configuration take the place of what
 * would be found.
 */
export async function findResultViews(
  { config }: Pick<ConnectorContext<LakeConfig>, 'config'>,
  lake: Lake,
): Promise<readonly ResultView[]> {
  const { views, scores, schemas } = config.signals;
  const named = [...views, ...scores];
  const wanted = named.length > 0 ? named.map((id) => id.split('.')[0] ?? '') : schemas;
  const found = [...(await columnsBySchema(config, lake, [...new Set(wanted)]))].flatMap(([id, columns]) => {
    if (named.length > 0 && !named.includes(id)) return [];
    const kind = scores.includes(id) ? 'score' : kindOf(columns);
    const [schema = '', view = ''] = splitId(id);
    const name = [config.catalog, schema, view].map(quoted).join('.');
    return kind === null ? [] : [{ id, name, columns, kind }];
  });
  return found.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, MOST_VIEWS);
}

function splitId(id: string): readonly string[] {
  const dot = id.indexOf('.');
  return [id.slice(0, dot), id.slice(dot + 1)];
}

async function columnsBySchema(
  config: LakeConfig,
  lake: Lake,
  schemas: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  if (schemas.length === 0) return found;
  const sql =
    `SELECT table_schema, table_name, column_name FROM ${quoted(config.catalog)}.information_schema.columns ` +
    `WHERE table_schema IN (${schemas.map(literal).join(', ')})`;
  for (const row of await allRows(lake, sql)) {
    const { table_schema: schema, table_name: table, column_name: column } = row;
    if (typeof schema !== 'string' || typeof table !== 'string' || typeof column !== 'string') continue;
    const id = `${schema}.${table}`;
    const columns = found.get(id) ?? new Set<string>();
    found.set(id, columns.add(column.toLowerCase()));
  }
  return found;
}

/** Without a place in the traffic a view says nothing about an API. */
function kindOf(columns: ReadonlySet<string>): ResultView['kind'] | null {
  if (!columns.has('request_url') && !columns.has('host')) return null;
  if (firstOf(NAME_COLUMNS, columns) !== null) return 'named';
  if (firstOf(SCORE_COLUMNS, columns) !== null) return 'score';
  return columns.has('request_url') && columns.has('response_time_millis') ? 'messages' : null;
}
