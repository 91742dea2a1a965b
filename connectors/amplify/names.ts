import { createHash } from 'node:crypto';

/** Names may have fewer than 100 characters; a revision appends a hyphen and eight more. */
const MAX_SLUG = 50;

export function hashText(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Lower-case letters, digits and single hyphens; never empty, never with a hyphen at an end. */
export function slugOf(text: string): string {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG);
  return plain.replace(/^-/, '').replace(/-$/, '') || 'api';
}

/** `gl-orders-1a2b3c4d`: the same for the same API in every run; `length` hex digits tell namesakes apart. */
export function resourceName(prefix: string, title: string, api: string, length: 8 | 16): string {
  return `${prefix}-${slugOf(title)}-${hashText(api).slice(0, length)}`;
}

/** A new content gets a revision of its own; the same content finds the one that is there. */
export function revisionName(name: string, hash: string): string {
  return `${name}-${hash.slice(0, 8)}`;
}

/** Resource `name` of environment `env`, as references of Central write it. */
export function qualified(environment: string, name: string): string {
  return `${environment}/${name}`;
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** One line without control and direction characters, cut to the length that the server takes. */
export function plainText(text: string, max: number): string {
  const line = text.replaceAll(UNPRINTABLE, ' ').trim();
  const chars = Array.from(line);
  return chars.length <= max ? line : `${chars.slice(0, max - 3).join('')}...`;
}
