import type { Random } from '../threats/random.ts';

/** State and set of schemes of one endpoint as `report.endpoints[].auth` has them. */
export interface Label {
  readonly state: 'required' | 'mixed' | 'none' | 'undetected';
  /** Sorted. */
  readonly schemes: readonly string[];
}

/** What one request shows of a caller. */
export interface Shown {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Body as form fields rather than JSON. */
  readonly form?: true;
}

/** A style of credential; the random numbers are the caller's own, so that each keeps one credential. */
export type Credential = (own: Random, call: Random) => Shown;

/** Days that an assessment looks back on, the default of the agent. */
export const WINDOW_DAYS = 30;

/** One kind of call at an endpoint. */
export interface Share {
  readonly count: number;
  /** Sent so many days before the others: beyond `WINDOW_DAYS` it is history. */
  readonly daysBefore?: number;
  readonly status: number | readonly number[];
  /** Null: no credential. */
  readonly credential: Credential | null;
  /** Not a credential, though it may look like one. */
  readonly noise?: Credential;
  /** False: the source did not record request headers. */
  readonly captured?: boolean;
  readonly method?: string;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly responseBody?: string;
}

export interface AuthCase {
  readonly name: string;
  readonly method: string;
  readonly host: string;
  /** `#` stands for a number. */
  readonly path: string;
  /** The label, then others that an expert would accept. */
  readonly labels: readonly [Label, ...Label[]];
  readonly shares: readonly Share[];
}

export function label(state: Label['state'], ...schemes: readonly string[]): Label {
  return { state, schemes: schemes.toSorted() };
}
