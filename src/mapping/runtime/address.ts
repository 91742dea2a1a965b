import { isIP } from 'node:net';

const V4 = /^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$/;
const V4_PORT = /^((?:[0-9]{1,3}\.){3}[0-9]{1,3}):[0-9]{1,5}$/;
const BRACKETED = /^\[([0-9A-Fa-f:.%a-z]{2,60})\](?::[0-9]{1,5})?$/;
const MAPPED_V4 = /^::ffff:((?:[0-9]{1,3}\.){3}[0-9]{1,3})$/;

/**
 * One address: without port, brackets and zone id, IPv6 in lower case, IPv4-mapped IPv6 (RFC 4291 section
 * 2.5.5.2) as IPv4. Undefined for what is no address (`unix:`, `unknown`, host names).
 */
export function toAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 64) return undefined;
  const text = value.trim();
  if (V4.test(text)) return isIP(text) === 4 ? text : undefined;
  let bare = V4_PORT.exec(text)?.[1] ?? BRACKETED.exec(text)?.[1] ?? text;
  const zoneAt = bare.indexOf('%');
  if (zoneAt > 0) bare = bare.slice(0, zoneAt);
  if (isIP(bare) === 0) return undefined;
  bare = bare.toLowerCase();
  return MAPPED_V4.exec(bare)?.[1] ?? bare;
}

/**
 * The client behind `trustedHops` proxies of one's own. The peer wrote the last entry of the forwarding list;
 * each trusted hop moves one entry to the left. Entries further left are the caller's claim and never used.
 */
export function toClientAddress(
  peer: unknown,
  forwarded: unknown,
  trustedHops: number,
): string | undefined {
  if (peer !== undefined && (trustedHops === 0 || forwarded === undefined)) return toAddress(peer);
  const hops = forwardedEntries(forwarded);
  // Without a peer in the log, the last entry stands for it: the nearest proxy wrote it.
  if (peer !== undefined) hops.push(String(peer));
  return toAddress(hops[Math.max(0, hops.length - 1 - trustedHops)]);
}

/** More entries than any real chain of proxies has; the rest is the caller's padding on the left. */
const MOST_HOPS = 32;

function forwardedEntries(forwarded: unknown): string[] {
  const text = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
  if (typeof text !== 'string') return [];
  const entries: string[] = [];
  let end = text.length;
  while (end >= 0 && entries.length < MOST_HOPS) {
    const comma = end === 0 ? -1 : text.lastIndexOf(',', end - 1);
    entries.push(text.slice(comma + 1, end).trim());
    end = comma;
  }
  return entries.reverse();
}
