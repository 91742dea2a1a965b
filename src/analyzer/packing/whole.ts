import { mergeActors } from '../actors/actors.ts';
import { decodeCell } from '../cell.ts';
import type { SummarySettings } from '../settings.ts';
import { finished } from '../steps.ts';
import type { Summary } from '../summary.ts';
import type { DividedSummary } from './divided-summary.ts';
import {
  type Assembly,
  assemble,
  type FilledLeaves,
  layersOf,
  readLayer,
  readNodes,
  wholeCellOf,
} from './host-assembly.ts';
import { leanFacts } from './lean-cell.ts';
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
      finished(
        readLayer(assembly, host, layer, (_, _bucket, source, line) =>
          decodeCell(sources[source]?.line('bodies', line), caps),
        ),
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

/**
 * The same for whoever asks only where calls are counted: each cell with what deciding about places asks of it, a
 * quarter of a fresh one and less of one with many calls, and no actors.
 */
export function placedSummary(
  sources: readonly DividedSummary[],
  settings: Partial<SummarySettings>,
): Summary {
  const assembly = assemble(sources, settings);
  for (const host of assembly.hosts) {
    readNodes(assembly, host);
    for (const layer of layersOf(host)) completeFacts(assembly, finished(readLayer(assembly, host, layer)));
  }
  return assembly.summary;
}

/** Of a cell that several sources hold only the whole ones tell: they are read one after the other. */
function completeFacts(assembly: Assembly, filled: FilledLeaves): void {
  for (const [leaf, name] of filled) {
    for (const { cells } of leaf.operations.values()) {
      for (const hops of cells.values()) {
        for (const buckets of hops.values()) {
          for (const { lean } of buckets.values()) {
            if (lean !== null && lean.facts === null)
              lean.facts = leanFacts(wholeCellOf(assembly, lean.refs), name, assembly.summary.hash);
          }
        }
      }
    }
  }
}
