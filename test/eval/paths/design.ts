import type { Half } from '../capability.ts';

/**
 * What the value of a slot looks like. Every kind is written `name` or `name:argument`:
 *
 * - numbers: `int` (a small id), `bigint` (nine to twelve digits), `int:MIN-MAX`, `float`, `year`, `snowflake`
 * - random ids: `uuid`, `object-id`, `ulid`, `ksuid`, `nano` (21 characters), `hex:LENGTH`, `base36:LENGTH`, `upper36:LENGTH`, `base62:LENGTH`, `base64` (URL alphabet)
 * - ids with a prefix: `prefixed:cus_` (prefix, then 14 base62 characters), `prefixed-int:INV-` (prefix, then digits)
 * - words: `word` (an everyday noun), `slug` (two to four words with hyphens), `title-slug` (like `slug` with a number at the end now and then), `snake` (two words with `_`), `camel`, `constant` (`TWO_WORDS`), `capital` (`Maple`), `title` (`Golden_maple`), `tenant` (a company name), `city`, `person-word` (a given name), `percent-word` (two words, a percent-encoded space)
 * - people: `username`, `email`, `phone`
 * - catalogue: `sku`, `isbn`, `vin`, `ticker`, `iata`, `country` (`country2` in capitals), `currency`, `locale` (`locale-hyphen`), `language`, `hostname`, `domain`, `timezone` (`Europe%2FBerlin`)
 * - time: `date`, `compact-date`, `month`, `datetime` (RFC 3339), `unix` (seconds)
 * - technical: `hash` (40 hex digits), `sha256`, `semver`, `filename`, `mime-filename` (with spaces, percent-encoded), `ipv4`, `mac`, `version-tag` (`v3.2.1`), `file-path` (two to four segments, only for a slot written `{name+}`)
 * - `enum:a|b|c`: one of a few closed values; `closed:word:12`: the pool has exactly so many values of the kind, whatever the traffic
 * - `list:KIND`: one to three values with commas; `join:KIND~KIND`: two values with a `~` between (any one punctuation character of `~ : . _ @ ; ! $` may stand there); `matrix:key=KIND`: a matrix parameter `;key=value`, written at its place in the path; `quoted:KIND`: in single quotes
 * - `like:TEXT`: TEXT with every `<KIND>` replaced by a value of that kind, such as `like:arn%3Aaws%3Aiam%3A%3A<digits:12>%3Arole%2F<camel>`;
 *   of use inside it: `digits:LENGTH`, `upper:LENGTH`, `lower:LENGTH` (letters), `any:a|b|c` (one of a list, as `enum`), `zbase32:LENGTH` (geohash alphabet)
 */
export type ValueKind = string;

/** Shape of the successful JSON response of a template; without one, the generator derives a shape from the path. */
export interface ResponseShape {
  readonly type: 'object' | 'list' | 'text' | 'binary' | 'none';
  /** Field names of the object, or of each item of the list; the generator gives each field a type of its own. */
  readonly fields?: readonly string[];
  /** Media type where it is not `application/json`. */
  readonly contentType?: string;
}

/**
 * One path of the truth. In `path`, `{name}` is a slot; it may fill part of a segment (`/items/{id}.json`, `/{name}:cancel`).
 * `{name+}` spans several segments. The base path stands in `Design.basePath`, not here.
 */
export interface Template {
  readonly methods: readonly string[];
  readonly path: string;
  /** Query keys that calls may carry; each call takes a seeded part of them. */
  readonly query?: readonly string[];
  readonly response?: ResponseShape;
  /** Request media type of POST, PUT and PATCH where it is not `application/json`. */
  readonly requestType?: string;
  /** Statuses of this template where the usual ones do not fit, such as `[202]`. */
  readonly statuses?: readonly number[];
  /** How popular it is against its siblings: 1 unless told. */
  readonly weight?: number;
  /** `false`: its calls are sent and may lead astray, but no score counts them, as experts would not agree on the truth. */
  readonly scored?: false;
}

/**
 * One API with the truth about its paths.
 *
 * A slot takes its values from a pool. Slots with the same pool share their values: the customer 42 of
 * `/customers/{customerId}` is the customer 42 of `/customers/{customerId}/cards`. The pool of a slot is its own name
 * (after `pools`), and for the names `id`, `uuid`, `name`, `code`, `slug`, `key` the name with the literal before it, so
 * that `/customers/{id}` and `/orders/{id}` do not share.
 */
export interface Design {
  readonly name: string;
  /** Version of the published description the templates stand in; absent in own designs. */
  readonly version?: string;
  readonly source: 'provider' | 'own';
  readonly half: Half;
  /** A reserved name such as `api.shop.example`. */
  readonly host: string;
  /** `''` or `/v1`; starts with `/`, does not end with it. */
  readonly basePath: string;
  readonly templates: readonly Template[];
  /** Kind of value by slot name, or by `literal/slot` where the same name differs by the literal before it. A slot not named is an `int`. */
  readonly slots: Readonly<Record<string, ValueKind>>;
  /** Pool by slot name (or `literal/slot`) where two differently named slots hold the same entities. */
  readonly pools?: Readonly<Record<string, string>>;
  /** Most values a pool may hold; 2,000 unless told. Of use for a slot with few real values. */
  readonly poolCap?: Readonly<Record<string, number>>;
  /** Ways in which about three in a hundred calls write the path of the same template: `/a/1/`, `/a//1`, `%2f` for `%2F`. */
  readonly spellings?: readonly ('trailing-slash' | 'double-slash' | 'lower-hex')[];
}
