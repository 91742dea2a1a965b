import type { AuthScheme } from './vocabulary.ts';

/** How a registered path text is compared with a request path. */
export type PathMatcher =
  /** Kong's plain path: raw string prefix, not segment-aware. */
  | { readonly kind: 'raw-prefix'; readonly value: string }
  /** Anchored at the start only, as Kong does; Rust `regex` syntax. */
  | { readonly kind: 'regex'; readonly source: string }
  /** Base path compared segment by segment. */
  | { readonly kind: 'segment-prefix'; readonly value: string };

/** One route of a gateway's router, with the fields that its own precedence needs. */
export interface RegisteredRoute {
  readonly id: string;
  readonly name: string | null;
  readonly methods: readonly string[] | null;
  /** Host patterns in the gateway's own syntax (`*.example.com`, `example.*`, `host:port`). */
  readonly hosts: readonly string[] | null;
  readonly paths: readonly PathMatcher[] | null;
  /** Header conditions: every name must match one of its values. */
  readonly headers: Readonly<Record<string, readonly string[]>> | null;
  readonly regexPriority: number;
  readonly stripPath: boolean;
  /** Kong path handling `v0` joins with one slash, `v1` concatenates. */
  readonly pathHandling: 'v0' | 'v1';
  readonly preserveHost: boolean;
  readonly createdAtMs: number | null;
  /** Authentication plugins at route scope or inherited; null when the gateway does not say. */
  readonly security: readonly AuthScheme[] | null;
  readonly tags: readonly string[];
  /** Populated conditions that no log shows: they count in Kong's precedence and leave a match uncertain. */
  readonly unseenConditions?: readonly ('sources' | 'destinations' | 'snis')[];
  /** Kong's expressions flavour: the text and its priority. */
  readonly expression?: { readonly text: string; readonly priority: number };
}

/** One operation of a definition: method and absolute template (base path included). */
export interface RegisteredOperation {
  readonly id: string | null;
  readonly method: string;
  /** OpenAPI style, from the host's root: `/v2/customers/{customerId}`. */
  readonly path: string;
  readonly deprecated: boolean;
  /** Schemes required; `[]` says "explicitly none"; null says "not stated". */
  readonly security: readonly AuthScheme[] | null;
  /** Documented parameter and property names; strings that stand in a definition may be shown in clear. */
  readonly parameters: readonly RegisteredParameter[];
  /** Documented response status codes (`200`, `4XX`, `default`). */
  readonly statuses: readonly string[];
  /** What the documented JSON answers look like; absent or without a status where that is not stated. */
  readonly answers?: readonly RegisteredAnswer[];
}

/** The JSON body of one documented status. */
export interface RegisteredAnswer {
  readonly status: string;
  readonly shape: RegisteredShape;
}

/** What a schema says of a value, as far as observed values are held against it. */
export interface RegisteredShape {
  /** JSON types, `null` among them where it is allowed; null: any. */
  readonly types: readonly string[] | null;
  /** A shape of null says nothing about the member. */
  readonly members: readonly { readonly name: string; readonly shape: RegisteredShape | null }[];
  readonly required: readonly string[];
  /** Members of other names are foreseen. */
  readonly open: boolean;
  readonly items: RegisteredShape | null;
  /** Allowed texts; null: any. */
  readonly texts: readonly string[] | null;
}

export interface RegisteredParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  /** JSON types of its schema; null or absent: any. */
  readonly types?: readonly string[] | null;
  /** It carries a key that a security requirement names. */
  readonly credential?: true;
}

export interface Upstream {
  readonly scheme: 'http' | 'https';
  /** Normalised host, with port where it is not the scheme's default. */
  readonly host: string;
  readonly path: string;
}

export type RouterSemantics =
  | 'kong-traditional-compatible'
  | 'kong-traditional'
  | 'kong-expressions'
  | 'axway-v7'
  | 'segment-prefix';

/** One place at which a definition says that it is served. */
export interface ServedAt {
  /** Normalised, a star for an open first label; null where only the path is stated. */
  readonly host: string | null;
  readonly basePath: string;
}

/** What a gateway (or a definition) says it serves. Kong: one per service; OpenAPI: one per document. */
export interface RegisteredApi {
  readonly gateway: string;
  /** Id inside the gateway: service id, route id of a service-less route, document name. */
  readonly nativeId: string;
  readonly name: string;
  readonly version: string | null;
  readonly kind: 'gateway' | 'definition';
  /** A definition registers by itself only when told to (`registers: true`, `--gateway FILE`). */
  readonly registers: boolean;
  readonly semantics: RouterSemantics;
  /** Every id that a log record of this gateway may carry for this API (services and routes, ids and names). */
  readonly nativeIds: readonly string[];
  /** Hosts named by routes or servers, normalised, wildcards kept; empty = host-less. */
  readonly hosts: readonly string[];
  /** Base paths as shown; the routes decide matching. Always at least one, `/` when there is none. */
  readonly basePaths: readonly string[];
  /** Which host has which base path; absent: every host has all of them. */
  readonly servers?: readonly ServedAt[];
  readonly routes: readonly RegisteredRoute[];
  /** null: the source has no operations, so operations are not evaluated. */
  readonly operations: readonly RegisteredOperation[] | null;
  readonly security: readonly AuthScheme[] | null;
  readonly enabled: boolean;
  readonly lifecycle: 'active' | 'deprecated' | 'retired';
  readonly sunsetAtMs: number | null;
  readonly upstreams: readonly Upstream[];
  readonly environment: string | null;
  readonly owner: string | null;
  readonly tags: readonly string[];
}

/** One completed pass over a gateway. */
export interface GatewaySnapshot {
  readonly id: string;
  readonly connector: string;
  /** Hosts at which host-less routes of this gateway are reachable, normalised. */
  readonly hosts: readonly string[];
  /** Addresses (CIDR) from which this gateway calls its upstreams. */
  readonly addresses: readonly string[];
  readonly environment: string | null;
  readonly apis: readonly RegisteredApi[];
}
