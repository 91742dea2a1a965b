import type { Rubric } from '../../model/rubric.ts';
import type { Decisions } from '../finding-status.ts';
import type { Snapshot } from '../snapshot.ts';

/** What every page of a report is made from. */
export interface PageData {
  readonly snapshot: Snapshot;
  readonly decisions: Decisions;
  readonly nowMs: number;
  readonly version: string;
  readonly formToken: string;
  /** The rubric of the report, when it is known here. */
  readonly rubricOf: (id: string) => Rubric | null;
}
