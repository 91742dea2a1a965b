import { mergeActors } from '../actors/actors.ts';
import { decodeCell } from '../cell.ts';
import type { SummarySettings } from '../settings.ts';
import type { Summary } from '../summary.ts';
import type { DividedSummary } from './divided-summary.ts';
import { assemble, layersOf, readLayer, readNodes } from './host-assembly.ts';
import { readSite } from './sites.ts';

/** The merge of divided summaries, all of it in memory. */
export function wholeSummary(
  sources: readonly DividedSummary[],
  settings: Partial<SummarySettings>,
): Summary {
  const assembly = assemble(sources, settings);
  const { summary } = assembly;
  const { caps } = summary.settings;
  for (const host of assembly.hosts) {
    readNodes(assembly, host);
    for (const layer of layersOf(host)) {
      readLayer(assembly, host, layer, (_, _bucket, source, line) =>
        decodeCell(sources[source]?.line('bodies', line), caps),
      );
    }
  }
  const { cap, overflowed, sites } = assembly.sites;
  if (cap !== null) {
    const hashes = sites.map(({ hash }) => hash);
    const items = sites.map(({ lines }) => readSite(sources, lines));
    mergeActors(summary.actors, { sites: { k: cap, overflowed, hashes, items } });
  }
  return summary;
}
