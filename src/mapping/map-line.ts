import type { CompiledMapping } from './compiled-mapping.ts';
import { readRecord } from './read-record.ts';
import type { MapMeta } from './runtime/meta.ts';
import { isDropped, type MapOutcome } from './runtime/outcome.ts';

/**
 * Maps one line, or one document of a `json` mapping, and hands over one outcome for each record in it: a line can
 * hold an array of records (batches of Kong's http-log). A line that cannot be read is one dropped record.
 */
export function mapLine(
  mapping: CompiledMapping,
  line: Buffer | string,
  meta: MapMeta,
  take: (outcome: MapOutcome) => void,
): void {
  mapUnit(mapping, readRecord(line, mapping.framing), meta, take);
}

/** The same for what `readRecord` made of a line. */
export function mapUnit(
  mapping: CompiledMapping,
  unit: unknown,
  meta: MapMeta,
  take: (outcome: MapOutcome) => void,
): void {
  if (isDropped(unit)) return take(unit);
  const records = mapping.recordsOf(unit);
  if (records === null) take(mapping.map(unit, meta));
  else if (isDropped(records)) take(records);
  else mapEach(mapping, records, meta, take);
}

/**
 * The same for a record of a connector, which may have taken its document apart already: an entry of an archive is no
 * archive, and is mapped as it is.
 */
export function mapRecord(
  mapping: CompiledMapping,
  record: unknown,
  meta: MapMeta,
  take: (outcome: MapOutcome) => void,
): void {
  const records = mapping.recordsOf(record);
  mapEach(mapping, records === null || isDropped(records) ? [record] : records, meta, take);
}

function mapEach(
  mapping: CompiledMapping,
  records: readonly unknown[],
  meta: MapMeta,
  take: (outcome: MapOutcome) => void,
): void {
  for (const record of records) take(mapping.map(record, meta));
}
