import { findCells } from '../../../src/analyzer/annotate/find-cells.ts';
import type { Cell } from '../../../src/analyzer/cell.ts';
import { createSummary, observe, type Summary, type SummarySettings } from '../../../src/analyzer/index.ts';
import type { PathStep } from '../../../src/analyzer/paths/host-trie.ts';
import { readCall } from '../../../src/analyzer/read-call.ts';
import { PUBLISHED_KEY } from '../../../src/analyzer/sketch/keyed-hash.ts';
import { sortCells } from '../../../src/analyzer/view.ts';
import { createRecordReader } from '../../../src/ingest/analyst.ts';
import { AHEAD_MS, EARLIEST_MS } from '../../../src/ingest/analyst-settings.ts';
import type { ApiCall } from '../../../src/model/api-call.ts';
import type { NativeCall } from '../harness.ts';
import { eraseNames } from './template-path.ts';
import type { LabelledCall } from './traffic.ts';

/** A stream of labelled calls, counted. The summary depends on no view: it serves any weights and rules. */
export interface Observed {
  readonly calls: readonly LabelledCall[];
  readonly summary: Summary;
  /** By call: the steps of its path in the trie, and the cell that counts it. */
  readonly steps: readonly (readonly PathStep[])[];
  readonly cells: readonly (Cell | null)[];
}

const HOP = 'edge';
const DAY_MS = 86_400_000;
const SETTINGS: Partial<SummarySettings> = { bucketMs: 400 * DAY_MS, hashKey: PUBLISHED_KEY };

/** The calls as the mapping of native records makes them. */
function mapped(calls: readonly NativeCall[]): readonly ApiCall[] {
  const out: ApiCall[] = [];
  const reader = createRecordReader(
    {
      hashKey: PUBLISHED_KEY,
      bucketMs: DAY_MS,
      reservedSegments: [],
      reservedHosts: [],
      gatewayAddresses: [],
      trustedProxies: [],
      earliestMs: EARLIEST_MS,
      latestMs: Date.UTC(2100, 0, 1) + AHEAD_MS,
      dedupe: false,
      siteMappings: [],
    },
    {
      accepted: (call) => out.push(call),
      dropped: (reason) => {
        throw new Error(`a made-up call was dropped: ${reason}`);
      },
    },
  );
  const chunk = new TextEncoder().encode(calls.map((call) => `${JSON.stringify(call)}\n`).join(''));
  reader.observe({
    traits: {
      source: 'trial',
      mapping: 'assay-call',
      hop: HOP,
      defaults: { host: null, scheme: null, zone: null },
      mappingOptions: {},
    },
    records: { kind: 'lines', mapping: null, chunk, lineCount: calls.length },
    position: { file: 'trial', firstLine: 1 },
  });
  return out;
}

function withoutBody({ call }: LabelledCall): NativeCall {
  const { request, response, ...rest } = call;
  const headers = (message: typeof request): NonNullable<typeof request> =>
    message?.headers === undefined ? {} : { headers: message.headers };
  return { ...rest, request: headers(request), response: headers(response) };
}

/** @param bodies false leaves all bodies out, as access logs do */
export function observed(calls: readonly LabelledCall[], bodies = true): Observed {
  const summary = createSummary(SETTINGS);
  const api = mapped(calls.map((each) => (bodies ? each.call : withoutBody(each))));
  for (const call of api) observe(summary, call, HOP);
  const reads = api.map((call) => readCall(summary, call));
  return {
    calls,
    summary,
    steps: reads.map(({ steps }) => steps),
    cells: reads.map((read) => findCells(summary, read, HOP)?.main ?? null),
  };
}

/** The group of each call, as the view decides it now: the path of its endpoint without slot names, over all methods. */
export function groupsNow({ summary, cells }: Observed): (string | null)[] {
  const { joined } = sortCells(summary, { asOfMs: summary.latestMs, windowMs: null, known: [] });
  const owners = new Map<Cell, string>();
  for (const { host, shown, operation, hops } of joined) {
    const group = `${host}${eraseNames(shown.path)}${operation === null ? '' : ` ${operation}`}`;
    for (const buckets of hops.values())
      for (const found of buckets.values()) for (const cell of found) owners.set(cell, group);
  }
  return cells.map((cell) => (cell === null ? null : (owners.get(cell) ?? null)));
}
