import {
  json,
  type LakeAnswer,
  type LakeRequest,
  type LakeServer,
  startLakeServer,
} from '../lake-server/lake-server.ts';

/** An event of an index; times in seconds, with decimals as text. */
export interface SplunkEvent {
  readonly index: string;
  readonly sourcetype: string;
  readonly _time: string;
  readonly _indextime: number;
  readonly _cd: string;
  readonly [field: string]: unknown;
}

export interface SplunkServer extends LakeServer {
  /** The events that it holds; changed at will. */
  readonly events: SplunkEvent[];
}

export interface SplunkOptions {
  /** The accepted value of Authorization. */
  readonly authorization: string;
  /** Without it the endpoint answers 403. */
  readonly capable?: boolean;
  /** Answers previews although none are asked for, as servers before 9 do. */
  readonly previews?: boolean;
}

/**
 * A strict stand-in for the export search of Splunk 9: it runs exactly the searches that it understands and refuses
 * the rest with a FATAL message, as splunkd does.
 */
export async function startSplunkServer(
  events: readonly SplunkEvent[],
  options: SplunkOptions,
): Promise<SplunkServer> {
  const held = [...events];
  const server = await startLakeServer((request) => answerOf(request, held, options));
  return { ...server, events: held };
}

const message = (type: string, text: string): unknown => ({ messages: [{ type, text }] });

function answerOf(request: LakeRequest, events: readonly SplunkEvent[], options: SplunkOptions): LakeAnswer {
  if (request.headers.authorization !== options.authorization) {
    return json(401, message('WARN', 'call not properly authenticated'));
  }
  if (options.capable === false)
    return json(403, message('ERROR', 'insufficient permission to access this resource'));
  if (request.path !== '/services/search/v2/jobs/export' || request.method !== 'POST') {
    return { status: 404, type: 'text/html', body: '<html></html>' };
  }
  if (request.headers['content-type'] !== 'application/x-www-form-urlencoded')
    return json(400, message('FATAL', 'form'));
  const form = new URLSearchParams(request.body);
  const known = ['search', 'earliest_time', 'latest_time', 'output_mode', 'preview'];
  if ([...form.keys()].some((key) => !known.includes(key)))
    return json(400, message('FATAL', 'unknown argument'));
  if (form.get('output_mode') !== 'json' || form.get('preview') !== 'false')
    return json(400, message('FATAL', 'mode'));
  return run(form, events, options);
}

const SEARCH =
  /^search \((index="[^"]+"(?: OR index="[^"]+")*)\)(?: \((sourcetype="[^"]+"(?: OR sourcetype="[^"]+")*)\))?(?: \((\w+)=([^()]+)\))?(?: _index_earliest=(\d+) _index_latest=(\d+) _indextime>=(\d+) _indextime<(\d+))? \| (.*)$/;
const EVENTS =
  /^eval assay_id=index\."~"\.'_bkt'\."~"\.'_cd', assay_time='_time', assay_indextime='_indextime' \| fields ((?:"[^"]+"(?:, )?)+)( \| fields - _raw)?$/;

function run(form: URLSearchParams, events: readonly SplunkEvent[], options: SplunkOptions): LakeAnswer {
  const match = SEARCH.exec(form.get('search') ?? '');
  if (match === null) return lines([message('FATAL', 'Error in the search parser')]);
  const [, indexes = '', sourcetypes, field, value, , , fromIndexed, toIndexed, command = ''] = match;
  const [earliest, latest] = [Number(form.get('earliest_time')), Number(form.get('latest_time'))];
  if (!(earliest < latest)) return lines([message('FATAL', 'invalid earliest_time')]);
  const found = events.filter(
    (event) =>
      Number(event._time) >= earliest &&
      Number(event._time) < latest &&
      namesOf(indexes).includes(event.index) &&
      (sourcetypes === undefined || namesOf(sourcetypes).includes(event.sourcetype)) &&
      (field === undefined || String(event[field]) === value) &&
      (fromIndexed === undefined || event._indextime >= Number(fromIndexed)) &&
      (toIndexed === undefined || event._indextime < Number(toIndexed)),
  );
  if (command === 'stats count') return results([{ count: String(found.length) }], options);
  const fields = EVENTS.exec(command)?.[1];
  if (fields === undefined) return lines([message('FATAL', 'Unknown search command')]);
  const wanted = [...fields.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
  // Newest first, as every search without a sort.
  const newest = [...found].sort((left, right) => Number(right._time) - Number(left._time));
  return results(
    newest.map((event) => resultOf(event, wanted, command.endsWith('fields - _raw'))),
    options,
  );
}

function namesOf(terms: string): readonly string[] {
  return [...terms.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
}

function resultOf(
  event: SplunkEvent,
  wanted: readonly string[],
  isWithoutRaw: boolean,
): Readonly<Record<string, unknown>> {
  const own: Readonly<Record<string, unknown>> = {
    ...event,
    assay_id: event._cd === '' ? undefined : `${event.index}~12~${event._cd}`,
    assay_time: event._time,
    assay_indextime: String(event._indextime),
  };
  const chosen = Object.fromEntries(
    wanted.map((name) => [name, own[name]]).filter(([, value]) => value !== undefined),
  );
  // `_time` and `_raw` come along whatever is asked for, the time by the format and zone of the user.
  return {
    _time: '2026-01-15 12:00:00.000 CET',
    ...(isWithoutRaw ? {} : { _raw: event['_raw'] }),
    ...chosen,
  };
}

function results(found: readonly unknown[], options: SplunkOptions): LakeAnswer {
  const preview =
    options.previews === true ? [{ preview: true, offset: 0, result: { count: '1', _raw: 'preview' } }] : [];
  const rows = found.map((result, offset) => ({
    preview: false,
    offset,
    ...(offset === found.length - 1 ? { lastrow: true } : {}),
    result,
  }));
  return lines([...preview, ...rows, ...(found.length === 0 ? [{ preview: false, lastrow: true }] : [])]);
}

function lines(entries: readonly unknown[]): LakeAnswer {
  return {
    status: 200,
    type: 'application/json',
    body: entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
  };
}
