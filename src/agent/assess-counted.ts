import { type DividedSummary, type Summary } from '../analyzer/index.ts';
import { type AnalystSettings, summarySettingsOf } from '../ingest/analyst-settings.ts';
import type { TeamHarvest } from '../ingest/analyst-team.ts';
import { collectGarbage } from '../ingest/collect-garbage.ts';
import { withTightHeap } from '../ingest/heap-room.ts';
import type { PackedSource } from '../ingest/packed-source.ts';
import { openPacked, placesOf, viewPacked } from '../ingest/summary-codec.ts';
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
  if (counted.kind === 'whole') {
    const { summary, actors } = counted;
    return assessTraffic({ ...input, summary, actors });
  }
  const parts = openAll(counted.packed, settings);
  const latestMs = Math.max(0, ...parts.map(({ head }) => head.latestMs));
  const view = viewContext({ ...input, summary: { latestMs } });
  // What analysts held in this thread is packed by now.
  collectGarbage();
  const inventory = await withTightHeap(() =>
    viewPacked(parts, summarySettingsOf(settings), view, () => true),
  );
  // What its last hosts let go of would stay beside the report, which is as large as all of them.
  collectGarbage();
  return assessInventory(input, view, inventory);
}

/** For whoever asks where single calls were counted. */
export function placesCounted(counted: Counted, settings: AnalystSettings): Summary {
  if (counted.kind === 'whole') return counted.summary;
  return placesOf(openAll(counted.packed, settings), summarySettingsOf(settings));
}

function openAll(packed: readonly PackedSource[], settings: AnalystSettings): DividedSummary[] {
  return packed.map((each) => openPacked(each, summarySettingsOf(settings)));
}
