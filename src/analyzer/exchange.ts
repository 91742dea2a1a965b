import type { ApiCall } from '../model/api-call.ts';
import type { JsonValue } from '../model/json.ts';
import type { SiteRules } from './site-rules.ts';

/** A decoded name and value, in the order sent; repeated names stay repeated. */
export interface Field {
  readonly name: string;
  readonly value: string;
}

/** A message body as the analyzer reads it. Decoding failures are facts, not errors. */
export type Body =
  | { readonly kind: 'not-captured' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'json'; readonly contentType: string; readonly value: JsonValue; readonly text: string }
  | {
      readonly kind: 'form';
      readonly contentType: string;
      readonly fields: readonly Field[];
      readonly text: string;
    }
  | {
      readonly kind: 'multipart';
      readonly contentType: string;
      readonly parts: readonly Part[];
      readonly text: string;
    }
  | { readonly kind: 'xml'; readonly contentType: string; readonly text: string }
  | { readonly kind: 'text'; readonly contentType: string; readonly text: string }
  /** Claimed to be JSON, XML or a form and is not, or is beyond the depth and size caps. */
  | { readonly kind: 'undecodable'; readonly contentType: string; readonly text: string };

export interface Part {
  readonly name: string;
  readonly fileName: string | null;
  readonly contentType: string | null;
  readonly value: string;
}

/** A call parsed once for every detector. Pure function of the call. */
export interface Exchange {
  readonly call: ApiCall;
  /** Path split at `/` without the leading empty one, percent-decoded (unreserved and UTF-8) once; `//` collapsed. */
  readonly segments: readonly string[];
  readonly query: readonly Field[];
  /** Lower-case names; null when headers were not captured. */
  readonly requestHeaders: readonly Field[] | null;
  readonly responseHeaders: readonly Field[] | null;
  readonly cookies: readonly Field[];
  readonly requestBody: Body;
  readonly responseBody: Body;
}

/** Keyed hash of a string: the top 52 bits of a keyed SipHash, as an exact integer. Never shown. */
export type KeyedHash = (text: string) => number;

/** The caps of every bounded set, in one place (`caps.ts`); tests lower them to 3. */
export interface Caps {
  /** Hosts, per outcome class. */
  readonly hosts: number;
  /** Literal children of one path node, per outcome class. */
  readonly childrenPerNode: number;
  readonly pathDepth: number;
  /** Operations (GraphQL, SOAP...) of one path. */
  readonly operationsPerPath: number;
  readonly methodsPerPath: number;
  /** Distinct properties of one schema object before it collapses into a map. */
  readonly propertiesPerObject: number;
  readonly schemaDepth: number;
  /** Distinct places of one body at one depth before its objects there become maps. */
  readonly pointersPerDepth: number;
  /** Distinct query, header, cookie names of a cell. */
  readonly fieldsPerLocation: number;
  /** Enumeration members kept per field. */
  readonly enumMembers: number;
  /** Samples kept per fact. */
  readonly samples: number;
  /** Distinct clients proven for a shown string. */
  readonly clientsPerString: number;
  /** Actors per API and hour. */
  readonly actors: number;
  readonly nativeRefs: number;
  readonly contentTypes: number;
  readonly schemesPerCell: number;
}

/** What every component gets beside the exchange. Derived from the call and the settings alone. */
export interface ObserveContext {
  readonly hash: KeyedHash;
  readonly caps: Caps;
  /** Answered 2xx or 3xx: the server consented. */
  readonly accepted: boolean;
  /** Answered 401 or 403. */
  readonly refused: boolean;
  /** Keyed hash of the client (authenticated id, else address); 0 when unknown. */
  readonly clientHash: number;
  /** Rules of the site; null or absent where there are none. */
  readonly site?: SiteRules | null;
}
