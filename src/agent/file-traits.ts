import type { SourceTraits } from '../ingest/unit.ts';
import type { AnalyzeOptions } from './analyze-files.ts';
import type { PageFormat } from './page-format.ts';

/** What the records of one of the files need beside themselves. */
export function fileTraits(options: AnalyzeOptions, format: PageFormat): SourceTraits {
  const { hop, defaults, mappingOptions } = options;
  return { source: format.file, mapping: format.mapping, hop, defaults, mappingOptions };
}
