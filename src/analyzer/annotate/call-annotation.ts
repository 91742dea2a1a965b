import type { NoiseReason } from '../../model/api-call.ts';
import type { EndpointId } from '../../model/ids.ts';
import type { AuthScheme, Location, ThreatType } from '../../model/vocabulary.ts';

/** What the analyzer says about one accepted call. Holds no value of the call. */
export interface CallAnnotation {
  /** Where the call is counted, of a batch the first; null: nowhere. */
  readonly endpoint: EndpointId | null;
  /** Of a batch: one entry an operation that is counted at an endpoint, repetitions included. */
  readonly endpoints?: readonly EndpointId[];
  /** Method, host, path and operation of `endpoint`. */
  readonly template?: string;
  /** Why the call is counted as noise. */
  readonly noise?: NoiseReason;
  readonly threats: readonly ThreatAnnotation[];
  readonly dataClasses: readonly DataClassAnnotation[];
  readonly auth: AuthAnnotation;
}

export interface ThreatAnnotation {
  readonly type: ThreatType;
  readonly location: Location;
  readonly outcome: 'attempt' | 'probable' | 'success';
}

export interface DataClassAnnotation {
  readonly id: string;
  readonly location: Location;
  /** JSON Pointer as the report shows it: `*` for array items, dynamic keys and names that may not be shown. */
  readonly path: string;
}

export interface AuthAnnotation {
  /** The most telling scheme of the credentials sent; null: none, or one that cannot be told. */
  readonly scheme: AuthScheme | null;
  /** All of them, sorted. */
  readonly schemes: readonly AuthScheme[];
  /** `unobservable`: the place where credentials stand was masked or not captured. */
  readonly credentials: 'present' | 'absent' | 'unobservable';
}
