import type { Letter, Severity } from './vocabulary.ts';

/** Where another system saw something. Values of traffic stand in it: it is joined and forgotten, never stored or shown. */
export interface ImportedPlace {
  /** null: any. */
  readonly method: string | null;
  /** As `ApiCall.host`. */
  readonly host: string;
  /** Path of the request, without the query; null: the whole host. */
  readonly path: string | null;
}

/** Something that another system found out about calls. */
export interface ImportedSignal extends ImportedPlace {
  /** Tells signals of one origin apart, the same in every reading: the name of a view, of a rule. */
  readonly key: string;
  /** In the words of the origin's people; one line. */
  readonly title: string;
  readonly severity: Severity;
  readonly calls: number;
}

/** A grade that another system gives. */
export interface ImportedScore extends ImportedPlace {
  /** 0 (worst) to 100. */
  readonly score: number;
  readonly letter: Letter;
  readonly asOfMs: number;
}

/** All that one system says about a stretch of time; what it no longer says is gone. */
export interface ImportedResults {
  readonly signals: readonly ImportedSignal[];
  readonly scores: readonly ImportedScore[];
}

/** Results under the name of their origin: `graylog-api-security:lake`. */
export interface NamedResults extends ImportedResults {
  readonly origin: string;
}
