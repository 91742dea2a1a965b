import type { JsonObject } from '../../src/kit/index.ts';
import { canonicalJson, type JsonValue } from '../../src/kit/index.ts';
import { hashText } from './names.ts';
import { type CentralResource, textAt } from './resource.ts';

/**
 * What we leave on a resource stands in attributes and tags of its main part, so that it is written with the resource
 * itself: a kill between two calls leaves nothing that we would not know again.
 */
export const AGENT = 'assayAgent';
export const API = 'assayApi';
export const CLONE = 'assayClone';
const WRITTEN = 'assayWritten';
const DATAPLANE = 'assayDataplane';
const DEFINITION = 'assayDefinition';
const RETIRED = 'assayRetired';
const BOOKKEEPING: ReadonlySet<string> = new Set([AGENT, WRITTEN, DATAPLANE, DEFINITION, RETIRED]);

const TAG = 'assay-';
/** Not `stale`, which is a flag of APIs that are observed. */
const RETIRED_TAG = `${TAG}retired`;

export function isOurs(resource: CentralResource, agent: string): boolean {
  return (
    textAt(resource, 'attributes', AGENT) === agent || textAt(resource, 'x-agent-details', AGENT) === agent
  );
}

export function apiOf(resource: CentralResource): string | null {
  return textAt(resource, 'attributes', API);
}

export function stateOf(resource: CentralResource): 'active' | 'retired' {
  return textAt(resource, 'attributes', RETIRED) === null ? 'active' : 'retired';
}

/** Our attributes without those that only keep books. */
export function ownAttributes(resource: CentralResource): JsonObject {
  const own = Object.entries(resource.attributes ?? {})
    .filter(([name]) => /^assay[A-Z]/.test(name) && !BOOKKEEPING.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(own);
}

export function ownTags(resource: CentralResource): readonly string[] {
  return (resource.tags ?? []).filter((tag) => tag.startsWith(TAG) && tag !== RETIRED_TAG).sort();
}

/** A tag of ours; the platform takes 80 characters. */
export function tagOf(text: string): string {
  return `${TAG}${text}`.slice(0, 80);
}

/** Fields of one value that a person may have edited since we wrote them: they are his from then on. */
export function personalFields(
  resource: CentralResource,
  live: Readonly<Record<string, JsonValue>>,
): ReadonlySet<string> {
  const written = writtenHashes(resource);
  const personal = Object.entries(live).filter(
    ([name, value]) => written.has(name) && written.get(name) !== shortHash(value),
  );
  return new Set(personal.map(([name]) => name));
}

function writtenHashes(resource: CentralResource): ReadonlyMap<string, string> {
  const text = textAt(resource, 'attributes', WRITTEN) ?? '';
  const pairs = text.split(';').flatMap((pair): (readonly [string, string])[] => {
    const [name = '', hash = ''] = pair.split('=');
    return hash === '' ? [] : [[name, hash]];
  });
  return new Map(pairs);
}

function shortHash(value: JsonValue): string {
  return hashText(canonicalJson(value)).slice(0, 12);
}

export interface Marks {
  readonly agent: string;
  readonly attributes: JsonObject;
  readonly tags: readonly string[];
  /** Fields written now, by name. */
  readonly written?: Readonly<Record<string, JsonValue>>;
  /** As asked for; absent: as before. */
  readonly dataplaneType?: string;
  /** Hash of the content; absent: as before. */
  readonly definition?: string;
  /** Time of the retirement; null or absent: in force. */
  readonly retiredAt?: string | null;
}

/** Attributes and tags of the main part: everything that is not ours stays as it is. */
export function withMarks(
  live: CentralResource | null,
  marks: Marks,
): { readonly attributes: JsonObject; readonly tags: readonly string[] } {
  const isForeign = (name: string): boolean => !/^assay[A-Z]/.test(name);
  const kept = Object.entries(live?.attributes ?? {}).filter(([name]) => isForeign(name));
  const hashes = new Map(live === null ? [] : writtenHashes(live));
  for (const [name, value] of Object.entries(marks.written ?? {})) hashes.set(name, shortHash(value));
  const retiredAt = marks.retiredAt ?? null;
  const dataplaneType = marks.dataplaneType ?? textAt(live ?? {}, 'attributes', DATAPLANE);
  const definition = marks.definition ?? textAt(live ?? {}, 'attributes', DEFINITION);
  const books = {
    [AGENT]: marks.agent,
    ...(hashes.size === 0 ? {} : { [WRITTEN]: [...hashes].map((pair) => pair.join('=')).join(';') }),
    ...(dataplaneType === null ? {} : { [DATAPLANE]: dataplaneType }),
    ...(definition === null ? {} : { [DEFINITION]: definition }),
    ...(retiredAt === null ? {} : { [RETIRED]: retiredAt }),
  };
  const others = (live?.tags ?? []).filter((tag) => !tag.startsWith(TAG));
  const tags = [...others, ...marks.tags, ...(retiredAt === null ? [] : [RETIRED_TAG])];
  return { attributes: { ...Object.fromEntries(kept), ...marks.attributes, ...books }, tags };
}

/** Type of the data plane as we asked for it, where the server took `Unidentified` in its place. */
export function dataplaneOf(resource: CentralResource): string | null {
  const live = textAt(resource, 'source', 'dataplaneType', 'managed');
  const asked = textAt(resource, 'attributes', DATAPLANE);
  return live === UNIDENTIFIED && asked !== null ? asked : live;
}

export const UNIDENTIFIED = 'Unidentified';

export function definitionOf(resource: CentralResource): string | null {
  return textAt(resource, 'attributes', DEFINITION);
}
