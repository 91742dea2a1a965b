import type { Slice } from '../../src/kit/index.ts';
import type { SplunkConfig } from './config.ts';

/** Names of the fields that the search adds. */
export const ID_FIELD = 'assay_id';
export const TIME_FIELD = 'assay_time';
export const INDEX_TIME_FIELD = 'assay_indextime';

/** Clocks of others may run ahead by a day. */
const AHEAD_S = 86_400;

/** Bounds of a search, in seconds since the epoch: the earliest inclusive, the latest exclusive. */
export interface SearchTimes {
  readonly earliest: string;
  readonly latest: string;
}

/** By event time the slice itself; by index time all events up to tomorrow, the slice stands in the search. */
export function timesOf({ timeBy }: SplunkConfig, { fromMs, toMs }: Slice): SearchTimes {
  if (timeBy === '_time') return { earliest: seconds(fromMs), latest: seconds(toMs) };
  return { earliest: '0', latest: seconds(toMs + AHEAD_S * 1000) };
}

function seconds(ms: number): string {
  return `${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}`;
}

/** How many events are in the slice. */
export function countSearch(config: SplunkConfig, slice: Slice): string {
  return `${terms(config, slice)} | stats count`;
}

/**
 * The events of the slice. Where an event lies (`_bkt`, `_cd`) is its id. Times are copied into fields of their own:
 * there they stay seconds, while `_time` is printed by the format and zone of the user.
 */
export function eventSearch(config: SplunkConfig, slice: Slice): string {
  const copies = [
    `${ID_FIELD}=index."~".'_bkt'."~".'_cd'`,
    `${TIME_FIELD}='_time'`,
    `${INDEX_TIME_FIELD}='_indextime'`,
  ].join(', ');
  const own = [ID_FIELD, TIME_FIELD, INDEX_TIME_FIELD];
  const wanted = config.content === 'raw' ? [...own, '_raw'] : [...own, ...config.fields];
  const withoutRaw = config.content === 'raw' ? '' : ' | fields - _raw';
  return `${terms(config, slice)} | eval ${copies} | fields ${wanted.map(quote).join(', ')}${withoutRaw}`;
}

function terms({ indexes, sourcetypes, filter, timeBy }: SplunkConfig, { fromMs, toMs }: Slice): string {
  const parts = [`search (${indexes.map((name) => `index=${quote(name)}`).join(' OR ')})`];
  if (sourcetypes.length > 0) {
    parts.push(`(${sourcetypes.map((name) => `sourcetype=${quote(name)}`).join(' OR ')})`);
  }
  if (filter !== undefined) parts.push(`(${filter})`);
  if (timeBy === '_indextime') {
    const [from, to] = [Math.floor(fromMs / 1000), Math.floor(toMs / 1000)];
    // The modifiers choose buckets, the comparisons are exact.
    parts.push(`_index_earliest=${from} _index_latest=${to + 1} _indextime>=${from} _indextime<${to}`);
  }
  return parts.join(' ');
}

/** A string of the search language: backslash and quotation mark are escaped, nothing else means anything in it. */
export function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Whether a filter is search terms and nothing else: no pipe, subsearch or macro, and all it opens it closes. */
export function isPlainFilter(filter: string): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < filter.length; at += 1) {
    const mark = filter[at];
    if (mark === '`' || mark === '\n' || mark === '\r') return false;
    if (mark === '\\') at += 1;
    else if (mark === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (mark === '|' || mark === '[' || mark === ']') return false;
    else if (mark === '(') depth += 1;
    else if (mark === ')') {
      depth -= 1;
      if (depth < 0) return false;
    }
  }
  return depth === 0 && !isQuoted && !filter.endsWith('\\');
}
