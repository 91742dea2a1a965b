const KNOWN: ReadonlySet<string> = new Set([
  'application/json',
  'application/problem+json',
  'application/hal+json',
  'application/vnd.api+json',
  'application/ld+json',
  'application/geo+json',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/scim+json',
  'application/fhir+json',
  'application/graphql-response+json',
  'application/graphql',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/mixed',
  'application/xml',
  'application/soap+xml',
  'application/atom+xml',
  'application/problem+xml',
  'text/xml',
  'text/plain',
  'text/html',
  'text/csv',
  'text/event-stream',
  'application/x-ndjson',
  'application/jsonl',
  'application/json-seq',
  'application/pdf',
  'application/zip',
  'application/octet-stream',
  'application/grpc',
  'application/grpc-web',
  'application/x-protobuf',
  'application/msgpack',
]);

const FAMILIES: ReadonlySet<string> = new Set([
  'image',
  'audio',
  'video',
  'font',
  'text',
  'multipart',
  'application',
]);

const VENDOR = /^application\/([a-z][a-z0-9.-]{0,60})\+(json|xml)$/;

/**
 * What a type adds to the name of its syntax: `vnd.shop.v1` of `application/vnd.shop.v1+json`, which counts as
 * `application/json`; null for a type of the closed list and for any other.
 */
export function vendorName(type: string): string | null {
  return KNOWN.has(type) ? null : (VENDOR.exec(type)?.[1] ?? null);
}

/** The type of a vendor's name in the syntax of the closed type that it counts as. */
export function vendorType(name: string, closed: string): string {
  return `application/${name}+${closed.slice(closed.indexOf('/') + 1)}`;
}

/** The media type out of a closed list: types are chosen by traffic, so an unknown one becomes its suffix or family. */
export function closedMediaType(type: string): string {
  if (KNOWN.has(type)) return type;
  if (type.endsWith('+json') || type === 'text/json') return 'application/json';
  if (type.endsWith('+xml')) return 'application/xml';
  const family = type.slice(0, Math.max(0, type.indexOf('/')));
  return FAMILIES.has(family) ? `${family}/*` : '*/*';
}
