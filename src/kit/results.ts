import type { ImportedResults } from '../model/imported-results.ts';
import type { ConnectorContext } from './connector.ts';

/** A stretch of time, epoch ms. */
export interface ResultsRange {
  /** Exclusive. */
  readonly afterMs: number;
  /** Inclusive. */
  readonly untilMs: number;
}

/** A platform that judges calls by itself: signals of a data lake, findings and scores of a scanner. */
export interface ResultsDefinition<Config> {
  /**
   * All that it says about calls in the range, anew each time: what is missing is gone. Null where it judges nothing (no
   * such views, a folder of files). Reads only; throws rather than give back a part.
   */
  readResults(context: ConnectorContext<Config>, range: ResultsRange): Promise<ImportedResults | null>;
}

export interface OpenResults {
  readResults(range: ResultsRange): Promise<ImportedResults | null>;
}
