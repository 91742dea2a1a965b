import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { emptyPathNode, encodePathNode, type PathNode } from '../paths/trie.ts';
import { TRIES } from '../summary.ts';
import { numbersOf } from './lean-cell.ts';

/**
 * A summary as lines that are read one by one. What a host holds is divided: the nodes of its paths, the cells of some
 * time with what deciding about places asks of them (rows), and the whole cells (bodies). By the laws every part is a
 * summary of its own, so two divided summaries are merged host by host, and a part that nobody looks at stays packed.
 */
export const STREAMS = ['nodes', 'rows', 'bodies', 'actors'] as const;
export type Stream = (typeof STREAMS)[number];

/** Takes the lines of a divided summary and gives them their numbers: from 0 on in each stream. */
export interface LineSink {
  write(stream: Stream, line: string | Uint8Array): number;
}

/** A divided summary to read. */
export interface DividedSummary {
  readonly head: Head;
  /** A line as JSON. Throws AssayError on damaged bytes. */
  line(stream: Stream, number: number): JsonValue;
  /** The same as it was written. Valid until the next call. */
  bytes(stream: Stream, number: number): Uint8Array;
}

/** So many buckets are divided from the others: what is older than a window is not read for it. */
const BUCKETS_PER_LAYER = 32;

export function layerOf(bucket: number): number {
  return Math.floor(bucket / BUCKETS_PER_LAYER);
}

/** Rows and bodies of one host and of the buckets of one layer. */
export interface Layer {
  readonly layer: number;
  readonly rowsFrom: number;
  readonly rows: number;
  readonly bodiesFrom: number;
  readonly bodies: number;
  /** The earliest bucket, and the earliest that holds samples; null without any. */
  readonly firstBucket: number;
  readonly firstSamples: number | null;
}

export interface HostEntry {
  /** null: hosts beyond the cap. */
  readonly host: string | null;
  readonly nodesFrom: number;
  readonly nodes: number;
  readonly layers: readonly Layer[];
}

/** What the actors of one API did, a line a day. */
export interface SiteEntry {
  readonly hash: number;
  readonly host: string;
  /** Numbers of UTC days, and their lines. */
  readonly days: readonly (readonly [number, number])[];
}

export interface Head {
  readonly latestMs: number;
  readonly forgottenCalls: number;
  /** One for each trie, encoded, with hosts that hold nothing but how wide they are. */
  readonly roots: readonly JsonValue[];
  readonly hosts: readonly HostEntry[];
  /** The cap of the APIs whose actors are kept apart; null where there were none. */
  readonly sitesCap: number | null;
  readonly sitesOverflowed: boolean;
  /** By hash. */
  readonly sites: readonly SiteEntry[];
}

const FORMAT = 3;

/** A root with its hosts, each without what is below it. */
export function encodeBareRoot(root: PathNode): JsonValue {
  const literals = new Map([...root.literals].map(([host, node]) => [host, bareNode(node)]));
  return encodePathNode({ ...root, literals, other: root.other === null ? null : bareNode(root.other) });
}

function bareNode({ rank, exempt, values, breadth }: PathNode): PathNode {
  return { ...emptyPathNode(rank, exempt), values, breadth };
}

export function encodeHead(head: Head): JsonValue {
  return [
    FORMAT,
    head.latestMs,
    head.forgottenCalls,
    head.roots,
    head.hosts.map(({ host, nodesFrom, nodes, layers }) => [
      host,
      nodesFrom,
      nodes,
      layers.map((each) => [
        each.layer,
        each.rowsFrom,
        each.rows,
        each.bodiesFrom,
        each.bodies,
        each.firstBucket,
        each.firstSamples ?? NONE,
      ]),
    ]),
    head.sitesCap,
    head.sitesOverflowed ? 1 : 0,
    head.sites.map(({ hash, host, days }) => [hash, host, days.flat()]),
  ];
}

const NONE = -1;

/** Throws RangeError on what `encodeHead` did not write. */
export function decodeHead(value: JsonValue): Head {
  const [format, latestMs, forgottenCalls, roots, hosts, sitesCap, overflowed, sites] = listOf(value);
  if (format !== FORMAT || typeof latestMs !== 'number' || typeof forgottenCalls !== 'number')
    throw new RangeError('not the head of a divided summary');
  const encodedRoots = listOf(roots);
  if (encodedRoots.length !== TRIES.length) throw new RangeError('roots of a divided summary are missing');
  return {
    latestMs,
    forgottenCalls,
    roots: encodedRoots,
    hosts: listOf(hosts).map(decodeHost),
    sitesCap: typeof sitesCap === 'number' ? sitesCap : null,
    sitesOverflowed: overflowed === 1,
    sites: listOf(sites).map(decodeSiteEntry),
  };
}

function decodeHost(value: JsonValue): HostEntry {
  const [host, nodesFrom, nodes, layers] = listOf(value);
  if (typeof nodesFrom !== 'number' || typeof nodes !== 'number') throw new RangeError('not a host');
  return {
    host: typeof host === 'string' ? host : null,
    nodesFrom,
    nodes,
    layers: listOf(layers).map((each): Layer => {
      const [layer = 0, rowsFrom = 0, rows = 0, bodiesFrom = 0, bodies = 0, firstBucket = 0, samples = NONE] =
        numbersOf(each);
      return {
        layer,
        rowsFrom,
        rows,
        bodiesFrom,
        bodies,
        firstBucket,
        firstSamples: samples === NONE ? null : samples,
      };
    }),
  };
}

function decodeSiteEntry(value: JsonValue): SiteEntry {
  const [hash, host, flat] = listOf(value);
  if (typeof hash !== 'number' || typeof host !== 'string') throw new RangeError('not an API of actors');
  const numbers = numbersOf(flat);
  const days: [number, number][] = [];
  for (let at = 0; at < numbers.length; at += 2) days.push([numbers[at] ?? 0, numbers[at + 1] ?? 0]);
  return { hash, host, days };
}

export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (!isJsonArray(value)) throw new RangeError('not a list of a divided summary');
  return value;
}
