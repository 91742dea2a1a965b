import type { SourceEntry } from '../config/assay-config.ts';
import type { SourceTraits } from '../ingest/unit.ts';

export function sourceTraits(entry: SourceEntry): SourceTraits {
  return {
    source: entry.id,
    mapping: entry.mapping,
    hop: entry.observes,
    defaults: entry.defaults,
    mappingOptions: entry.options,
  };
}
