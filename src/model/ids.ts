import { canonicalJson, type JsonValue } from './json.ts';
import { sha256 } from './sha256.ts';

export type ApiId = `api_${string}`;
export type EndpointId = `ep_${string}`;
export type FindingId = `fi_${string}`;
export type ChangeId = `ch_${string}`;

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_LENGTH = 26;

/** First 26 characters of the lower-case base32 (RFC 4648) SHA-256 of the canonical JSON. */
function digest(identity: JsonValue): string {
  const bytes = sha256(new TextEncoder().encode(canonicalJson(identity)));
  let bits = 0;
  let width = 0;
  let text = '';
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffff;
    width += 8;
    while (width >= 5 && text.length < ID_LENGTH) {
      text += BASE32[(bits >>> (width - 5)) & 31] ?? '';
      width -= 5;
    }
  }
  return text;
}

/** A managed API is its gateway's: renaming or re-hosting it changes nothing. */
export function managedApiId(gatewayId: string, nativeId: string): ApiId {
  return `api_${digest([gatewayId, nativeId])}`;
}

export function unmanagedApiId(host: string, basePath: string): ApiId {
  return `api_${digest([host, basePath])}`;
}

/** Renaming a slot changes nothing: slot names are erased before hashing. */
export function endpointId(method: string, host: string, path: string, operation: string | null): EndpointId {
  return `ep_${digest([method, host, eraseSlotNames(path), operation])}`;
}

export function findingId(type: string, api: ApiId, endpoint: EndpointId | null, subject: string): FindingId {
  return `fi_${digest([type, api, endpoint, subject])}`;
}

export function changeId(
  type: string,
  api: ApiId,
  endpoint: EndpointId | null,
  subject: string,
  at: string,
): ChangeId {
  return `ch_${digest([type, api, endpoint, subject, at])}`;
}

/** `/users/{userId}/x.{ext}` becomes `/users/{}/x.{}`. */
export function eraseSlotNames(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}');
}
