import type { ApiCall } from '../model/api-call.ts';
import type { CompiledMapping } from './compiled-mapping.ts';
import { mapLine } from './map-line.ts';
import { createMeta } from './map-meta.ts';
import { isBlankLine } from './read-record.ts';
import { isDropped, type MapOutcome } from './runtime/outcome.ts';

/** How one format did on a sample. */
export interface FormatTrial {
  readonly mapping: CompiledMapping;
  /** Records that the format made of the sample. */
  readonly records: number;
  /** Records that became a call. */
  readonly calls: number;
  /** Records that the format knows and that are no calls (an empty request line and the like). */
  readonly passedOver: number;
  /** Calls whose record does not say which host was called. */
  readonly hostless: number;
  /** Fields filled on the average call, and how many of them are core: method, path, status, time. */
  readonly fields: number;
  readonly core: number;
}

export interface Detection {
  /** Null when no format makes calls with at least three core fields of most of the sample. */
  readonly mapping: CompiledMapping | null;
  /** All formats that were tried, the best first: a refusal names them. */
  readonly trials: readonly FormatTrial[];
}

/** Lines looked at; a format shows itself much sooner. */
const SAMPLE = 100;
/** Given to records without a host while they are tried (RFC 2606). */
const STAND_IN = 'host.invalid';
const CORE_NEEDED = 3;
/** Share of the records of a sample that must be calls, or records the format passes over. */
const SHARE_NEEDED = 0.5;

/**
 * Finds the format of a file by trying all. `lines` are its first lines; `document` is its whole text where it can
 * be one JSON document. The host and the zone that some formats need do not matter here.
 */
export function detectFormat(
  mappings: readonly CompiledMapping[],
  lines: readonly (Buffer | string)[],
  document: Buffer | string | null = null,
): Detection {
  const sample = lines.filter((line) => !isBlankLine(line)).slice(0, SAMPLE);
  const trials = mappings
    .map((mapping) => tryFormat(mapping, mapping.framing === 'json' ? listOf(document) : sample))
    .sort(byFit);
  const [best] = trials;
  const fits = best !== undefined && best.core >= CORE_NEEDED && shareOf(best) >= SHARE_NEEDED;
  return { mapping: fits ? best.mapping : null, trials };
}

function listOf(document: Buffer | string | null): readonly (Buffer | string)[] {
  return document === null ? [] : [document];
}

function tryFormat(mapping: CompiledMapping, units: readonly (Buffer | string)[]): FormatTrial {
  const meta = createMeta({ sourceId: 'detection', host: STAND_IN, zone: 'UTC' });
  const outcomes: MapOutcome[] = [];
  for (const unit of units) mapLine(mapping, unit, meta, (outcome) => outcomes.push(outcome));
  const calls = outcomes.filter((outcome): outcome is ApiCall => !isDropped(outcome));
  const passedOver = outcomes.filter((outcome) => isDropped(outcome) && outcome.drop === 'not-a-call').length;
  return {
    mapping,
    records: outcomes.length,
    calls: calls.length,
    passedOver,
    hostless: calls.filter((call) => call.host === STAND_IN).length,
    fields: meanOf(calls, (call) => filledFields(call, mapping)),
    core: meanOf(calls, coreFields),
  };
}

/** The share of calls decides, then the fields they fill; ids in order make the rest certain. */
function byFit(left: FormatTrial, right: FormatTrial): number {
  return (
    callShare(right) - callShare(left) ||
    right.core - left.core ||
    right.fields - left.fields ||
    (left.mapping.id < right.mapping.id ? -1 : 1)
  );
}

function callShare({ calls, records }: FormatTrial): number {
  return records === 0 ? 0 : calls / records;
}

/** A sample that is all handshakes and scans says nothing: at least one record must be a call. */
function shareOf({ calls, passedOver, records }: FormatTrial): number {
  return calls === 0 ? 0 : (calls + passedOver) / records;
}

function meanOf(calls: readonly ApiCall[], count: (call: ApiCall) => number): number {
  return calls.length === 0 ? 0 : calls.reduce((sum, call) => sum + count(call), 0) / calls.length;
}

/** Method, path and time are in every call; the status may be unknown. */
function coreFields(call: ApiCall): number {
  return call.status === null ? 3 : 4;
}

function filledFields(call: ApiCall, mapping: CompiledMapping): number {
  const values = [
    call.id,
    call.scheme,
    call.query,
    call.status,
    call.latencyMs,
    call.client.address,
    call.client.id,
    call.request.headers,
    call.request.body,
    call.request.sizeBytes,
    call.response.headers,
    call.response.body,
    call.response.sizeBytes,
    call.gateway,
    // A host from the record is evidence for the format, the stand-in is not.
    call.host === STAND_IN || mapping.required.some(({ option }) => option === 'host') ? null : call.host,
  ];
  return values.filter((value) => value !== null).length;
}
