import type { Summary, SummarySettings } from '../analyzer/index.ts';
import type { AnalystHandover } from './handover.ts';
import { unpackSummary } from './summary-codec.ts';

/** What was handed over without its actors packed; null when there is none. */
export function takeOver(
  { rest, actors }: AnalystHandover,
  settings: Partial<SummarySettings>,
): Summary | null {
  return rest === null ? null : { ...unpackSummary(rest, settings), actors: actors };
}
