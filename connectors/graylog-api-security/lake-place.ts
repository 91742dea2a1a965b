import type { ImportedPlace } from '../../src/kit/index.ts';
import type { Row } from './lake.ts';
import { firstOf, PATH_COLUMNS } from './lake-views.ts';

/** Groups of one signal that are read; the largest first. */
export const MOST_PLACES = 5_000;

/**
 * SQL for the place of a call: its URL without the query, numbers and UUIDs made alike, so that the calls of one
 * endpoint are one group. Columns `url`, `host`, `path` and `method`, as far as the view has them.
 */
export function placeColumns(columns: ReadonlySet<string>): readonly string[] {
  const path = firstOf(PATH_COLUMNS, columns);
  const place = columns.has('request_url')
    ? [`${alike("split_part(request_url, '?', 1)")} AS url`]
    : ['host', ...(path === null ? [] : [`${alike(path)} AS path`])];
  return [...place, ...(columns.has('request_method') ? ['request_method AS method'] : [])];
}

function alike(sql: string): string {
  const uuids = `regexp_replace(${sql}, '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}', '0')`;
  return `regexp_replace(${uuids}, '/[0-9]+(/|$)', '/0$1')`;
}

/** Null for a place that is none: a URL without a host. */
export function placeOf(row: Row): ImportedPlace | null {
  const { url, host, path, method } = row;
  const verb = typeof method === 'string' ? method.toUpperCase() : null;
  if (typeof url === 'string') {
    if (!URL.canParse(url)) return null;
    const parsed = new URL(url);
    return parsed.host === '' ? null : { method: verb, host: hostOf(parsed.host), path: parsed.pathname };
  }
  if (typeof host !== 'string' || host === '') return null;
  return { method: verb, host: hostOf(host.toLowerCase()), path: typeof path === 'string' ? path : null };
}

/** The parser has made it lower-case and dropped the port that goes without saying. */
function hostOf(host: string): string {
  return host.replace(/\.(?=$|:)/, '');
}
