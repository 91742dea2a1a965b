import type { SeenCall, Summary, SummaryBytes } from '../analyzer/index.ts';
import type { CompiledMapping } from '../mapping/compiled-mapping.ts';
import { mapRecord, mapUnit } from '../mapping/map-line.ts';
import { assertOptions, createMeta } from '../mapping/map-meta.ts';
import type { MapMeta } from '../mapping/runtime/meta.ts';
import { isDropped, type MapOutcome } from '../mapping/runtime/outcome.ts';
import { UnitReader } from '../mapping/unit-reader.ts';
import type { ApiCall, DropReason, Hop } from '../model/api-call.ts';
import { AssayError } from '../model/errors.ts';
import type { DropSample, Tally } from '../store/store.ts';
import { firstSamples } from '../store/tally.ts';
import { type AnalystSettings, summarySettingsOf } from './analyst-settings.ts';
import { BoundedSummary } from './bounded-summary.ts';
import { clientBehindProxies, type NetworkMatcher, networkMatcher } from './client-address.ts';
import { findMapping } from './find-mapping.ts';
import { createKnownIds, type KnownIds } from './known-ids.ts';
import { tableOfPart } from './line-part.ts';
import { forEachLine, forEachLineByLikeness, type LineTable, tableOfPage } from './lines.ts';
import { packSummary } from './pack-summary.ts';
import type { AnalysisUnit, AnalystHarvest, SourceTraits } from './unit.ts';

/** Pointers to dropped records of a page; the counts are complete whatever there is of them. */
const MAX_PARKED = 1000;

/** Records in, a summary of exactly their calls out. Runs in this thread or in a worker; same result. */
export interface Analyst {
  observe(unit: AnalysisUnit): void;
  /** About how much memory the summary takes; none where no budget asks. */
  readonly bytes: SummaryBytes;
  /** Packs what there is, as if it had outgrown its budget; without one nothing is. */
  pack(): void;
  /** What outgrew the budget since the last time; to be merged with all the others. */
  takePacked(): readonly Uint8Array<ArrayBuffer>[];
  /** The summary of what is not packed, and the tally since the last time; null when no call was accepted. The analyst starts empty again. */
  release(): { readonly summary: Summary | null; readonly tally: Tally };
  /** The same, packed: for the store, or for another thread. */
  harvest(): AnalystHarvest;
}

/** Gets every record received, in order, with what became of it. */
export interface RecordWatcher {
  accepted(call: ApiCall, hop: Hop, file: string, line: number): void;
  dropped(reason: DropReason, file: string, line: number): void;
}

export function createAnalyst(settings: AnalystSettings): Analyst {
  return new RecordAnalyst(settings, null);
}

/** Reads records as an analyst does and hands them on: its harvests hold a tally and no summary. */
export function createRecordReader(settings: AnalystSettings, watcher: RecordWatcher): Analyst {
  return new RecordAnalyst(settings, watcher);
}

interface Reader {
  readonly mapping: CompiledMapping;
  readonly meta: MapMeta;
  readonly units: UnitReader;
}

/** Where a record comes from, as far as counting it needs to know. */
interface Place {
  readonly hop: Hop;
  readonly chosenHeaders: boolean;
  readonly file: string;
  readonly parks: boolean;
}

function placeOf(traits: SourceTraits, reader: Reader, file: string): Place {
  return { hop: traits.hop, chosenHeaders: reader.mapping.chosenHeaders, file, parks: traits.parks === true };
}

/** A mapped call is nobody's yet: it is marked, not copied. */
const CHOSEN = { chosenHeaders: true } as const;

const GATEWAY_HOP = 'gateway:';

/** A gateway's own log names its APIs and routes, but not itself: whose they are, the source says. */
function withGateway(call: ApiCall, hop: Hop): ApiCall {
  const { gateway } = call;
  if (gateway === null || gateway.id !== null || !hop.startsWith(GATEWAY_HOP)) return call;
  return { ...call, gateway: { ...gateway, id: hop.slice(GATEWAY_HOP.length) } };
}

/** Calls counted at once: enough to keep a step's code at hand, few enough that none outlives a collection (decision 0008). */
const BATCH_CALLS = 32;
/** Text of bodies held for one batch. */
const BATCH_CHARS = 1_048_576;

function bodyChars({ request, response }: ApiCall): number {
  return (request.body?.length ?? 0) + (response.body?.length ?? 0);
}

class RecordAnalyst implements Analyst {
  readonly #settings: AnalystSettings;
  readonly #summary: BoundedSummary;
  readonly #watcher: RecordWatcher | null;
  readonly #isTrustedProxy: NetworkMatcher;
  readonly #readers = new Map<string, Reader>();
  #hasMet: KnownIds | null = null;
  #received = 0;
  #mapped = 0;
  #dropped = new Map<DropReason, number>();
  #samples: readonly DropSample[] = [];
  #lastCallMs: number | null = null;
  #parked: DropSample[] = [];
  #waiting: SeenCall[] = [];
  #waitingChars = 0;

  constructor(settings: AnalystSettings, watcher: RecordWatcher | null) {
    this.#settings = settings;
    this.#watcher = watcher;
    this.#summary = new BoundedSummary(summarySettingsOf(settings), settings.budget ?? null);
    this.#isTrustedProxy = networkMatcher(settings.trustedProxies);
  }

  get bytes(): SummaryBytes {
    return this.#summary.bytes;
  }

  observe(unit: AnalysisUnit): void {
    this.#read(unit);
    this.#count();
  }

  #read({ traits, records, position }: AnalysisUnit): void {
    const { file, firstLine } = position;
    switch (records.kind) {
      case 'lines':
      case 'part': {
        const reader = this.#reader(traits, records.mapping);
        const lines = records.kind === 'part' ? tableOfPart(records) : tableOfPage(records);
        this.#observeLines(lines, reader, placeOf(traits, reader, file), firstLine);
        return;
      }
      case 'records': {
        const reader = this.#reader(traits, records.mapping);
        const place = placeOf(traits, reader, file);
        records.records.forEach((record, index) => {
          mapRecord(reader.mapping, record, reader.meta, (outcome) =>
            this.#take(outcome, place, firstLine + index),
          );
        });
        return;
      }
      case 'calls': {
        const place = { hop: traits.hop, chosenHeaders: false, file, parks: traits.parks === true };
        records.calls.forEach((call, index) => this.#take(call, place, firstLine + index));
      }
    }
  }

  harvest(): AnalystHarvest {
    const parked = this.#parked;
    const { summary, tally } = this.release();
    const delta = summary === null ? null : packSummary(summary);
    return parked.length === 0 ? { delta, tally } : { delta, tally, parked };
  }

  pack(): void {
    this.#summary.pack();
  }

  takePacked(): readonly Uint8Array<ArrayBuffer>[] {
    return this.#summary.takePacked();
  }

  release(): { readonly summary: Summary | null; readonly tally: Tally } {
    const released = this.#summary.release();
    const summary = this.#mapped === 0 || this.#watcher !== null ? null : released;
    const tally = {
      received: this.#received,
      mapped: this.#mapped,
      dropped: Object.fromEntries(this.#dropped),
      samples: this.#samples,
      lastCallMs: this.#lastCallMs,
    };
    this.#received = 0;
    this.#mapped = 0;
    this.#dropped = new Map();
    this.#samples = [];
    this.#lastCallMs = null;
    this.#parked = [];
    return { summary, tally };
  }

  #observeLines(lines: LineTable, { mapping, meta, units }: Reader, place: Place, firstLine: number): void {
    let line = firstLine;
    const take = (outcome: MapOutcome): void => this.#take(outcome, place, line);
    const forEach = this.#isOrderFree(place) ? forEachLineByLikeness : forEachLine;
    units.enter(lines.bytes);
    forEach(lines, (start, end, index) => {
      line = firstLine + index;
      const unit = units.read(start, end);
      if (unit !== undefined) mapUnit(mapping, unit, meta, take);
    });
    units.leave();
  }

  /** Whoever watches is promised the order; the first of equal records is the one that counts; the first faults are parked. */
  #isOrderFree(place: Place): boolean {
    return this.#watcher === null && !this.#settings.dedupe && !place.parks;
  }

  #reader(traits: SourceTraits, named: string | null): Reader {
    const id = named ?? traits.mapping ?? '';
    const key = `${traits.source}\n${id}`;
    const known = this.#readers.get(key);
    if (known !== undefined) return known;
    const mapping = findMapping(id, this.#settings.siteMappings);
    if (mapping === null) {
      throw new AssayError({
        code: 'MAPPING_UNKNOWN',
        kind: 'config',
        message: `Source ${traits.source}: there is no mapping "${id.slice(0, 60)}".`,
        fix: 'assay mappings list shows them.',
      });
    }
    const meta = createMeta({ sourceId: traits.source, ...traits.defaults, options: traits.mappingOptions });
    assertOptions(mapping, meta);
    const reader = { mapping, meta, units: new UnitReader(mapping.framing) };
    this.#readers.set(key, reader);
    return reader;
  }

  #take(outcome: MapOutcome, place: Place, line: number): void {
    this.#received += 1;
    if (isDropped(outcome)) this.#drop(outcome.drop, place, line, outcome.field);
    else if (outcome.timeMs < this.#settings.earliestMs || outcome.timeMs > this.#settings.latestMs) {
      this.#drop('time-out-of-range', place, line, 'time');
    } else if (this.#settings.dedupe && this.#isRepeated(outcome)) this.#drop('duplicate', place, line, 'id');
    else this.#accept(outcome, place, line);
  }

  #accept(mapped: ApiCall, place: Place, line: number): void {
    this.#mapped += 1;
    if (this.#lastCallMs === null || mapped.timeMs > this.#lastCallMs) this.#lastCallMs = mapped.timeMs;
    const named = withGateway(mapped, place.hop);
    const call: ApiCall = place.chosenHeaders ? Object.assign(named, CHOSEN) : named;
    const address = clientBehindProxies(call, this.#isTrustedProxy);
    const known = address === call.client.address ? call : { ...call, client: { ...call.client, address } };
    if (this.#watcher === null) this.#await({ call: known, hop: place.hop });
    else this.#watcher.accepted(known, place.hop, place.file, line);
  }

  /** A call waits for others, to be counted with them; none waits longer than its unit. */
  #await(seen: SeenCall): void {
    this.#waiting.push(seen);
    this.#waitingChars += bodyChars(seen.call);
    if (this.#waiting.length >= BATCH_CALLS || this.#waitingChars >= BATCH_CHARS) this.#count();
  }

  #count(): void {
    this.#summary.observe(this.#waiting);
    this.#waiting = [];
    this.#waitingChars = 0;
  }

  #isRepeated(call: ApiCall): boolean {
    if (call.id === null) return false;
    this.#hasMet ??= createKnownIds(this.#settings.heldIds);
    return this.#hasMet(call.id);
  }

  #drop(reason: DropReason, { file, parks }: Place, line: number, detail: string | null): void {
    this.#watcher?.dropped(reason, file, line);
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + 1);
    const sample = { reason, file, line, detail };
    this.#samples = firstSamples([...this.#samples, sample]);
    if (parks && this.#parked.length < MAX_PARKED) this.#parked.push(sample);
  }
}
