import type { ImportedSignal, JsonValue, ResultsRange } from '../../src/kit/index.ts';
import { allRows, type Lake } from './lake.ts';
import { MOST_PLACES, placeColumns, placeOf } from './lake-place.ts';

/**
 * Bitmap columns that are about flaws and attacks. What their bits mean is not published, and no bit is read: a column
 * that is not 0 says that the server saw something of that family.
 */
const FAMILIES: Readonly<Record<string, string>> = {
  bitmap_attack_injection: 'Injection attacks',
  bitmap_attack_application: 'Application attacks',
  bitmap_attack_request: 'Request attacks',
  bitmap_request_threat: 'Threats in requests',
  bitmap_response_threat: 'Threats in responses',
  bitmap_response_leak: 'Leaks in responses',
};

interface Table {
  readonly name: string;
  readonly columns: ReadonlySet<string>;
}

/** A family that marks more than half of all calls tells them apart by something else than attacks: it is passed over. */
export async function familySignals(
  lake: Lake,
  { name, columns }: Table,
  { afterMs, untilMs }: ResultsRange,
  total: number,
): Promise<readonly ImportedSignal[]> {
  const families = Object.keys(FAMILIES).filter((column) => columns.has(column));
  if (families.length === 0) return [];
  const place = placeColumns(new Set(['request_url', 'request_method']));
  const counts = families.map((column) => `count_if(${column} <> 0) AS ${column}`);
  const any = families.map((column) => `${column} <> 0`).join(' OR ');
  const rows = await allRows(
    lake,
    `SELECT ${[...place, ...counts].join(', ')} FROM ${name} WHERE response_time_millis > ${afterMs} ` +
      `AND response_time_millis <= ${untilMs} AND (${any}) GROUP BY ${place.map((_, at) => at + 1).join(', ')} ` +
      `ORDER BY count(*) DESC LIMIT ${MOST_PLACES}`,
  );
  return families.flatMap((column) => {
    const marked = rows.reduce((sum, row) => sum + countOf(row[column]), 0);
    if (marked * 2 > total) return [];
    return rows.flatMap((row): ImportedSignal[] => {
      const at = placeOf(row);
      const calls = countOf(row[column]);
      if (at === null || calls === 0) return [];
      return [{ ...at, key: column, title: FAMILIES[column] ?? column, severity: 'info', calls }];
    });
  });
}

function countOf(value: JsonValue | undefined): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}
