import { type DividedSummary, type Summary } from '../analyzer/index.ts';
import { type AnalystSettings, summarySettingsOf } from '../ingest/analyst.ts';
import type { TeamHarvest } from '../ingest/analyst-team.ts';
import { collectGarbage } from '../ingest/collect-garbage.ts';
import type { PackedSource } from '../ingest/packed-lines.ts';
import { openPacked, viewPacked, wholeOf } from '../ingest/summary-codec.ts';
import {
  type AssessedTraffic,
  assessInventory,
  assessTraffic,
  type TrafficInput,
  viewContext,
} from './assess-traffic.ts';

type Counted = TeamHarvest['counted'];

/** Assesses what analysts counted. What was packed is viewed host by host: never is all of it in memory. */
export async function assessCounted(
  counted: Counted,
  settings: AnalystSettings,
  input: Omit<TrafficInput, 'summary'>,
): Promise<AssessedTraffic> {
  if (counted.kind === 'whole') return assessTraffic({ ...input, summary: counted.summary });
  const parts = openAll(counted.packed);
  const latestMs = Math.max(0, ...parts.map(({ head }) => head.latestMs));
  const view = viewContext({ ...input, summary: { latestMs } });
  // What analysts held in this thread is packed by now.
  collectGarbage();
  const goesOn = (): Promise<boolean> => Promise.resolve(true);
  const inventory = await viewPacked(parts, summarySettingsOf(settings), view, goesOn);
  return assessInventory(input, view, inventory);
}

/** All of it in memory, for whoever asks where single calls were counted. */
export function wholeSummaryOf(counted: Counted, settings: AnalystSettings): Summary {
  if (counted.kind === 'whole') return counted.summary;
  return wholeOf(openAll(counted.packed), summarySettingsOf(settings));
}

function openAll(packed: readonly PackedSource[]): DividedSummary[] {
  return packed.map(openPacked);
}
