import { isIP } from 'node:net';
import { remembered } from './remembered.ts';

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
  return isDottedQuad(value) ? value : addresses(value);
}

/** `192.0.2.7`: four numbers up to 255 without leading zeros. Faster to read than to look up. */
function isDottedQuad(text: string): boolean {
  if (text.length > 15) return false;
  let dots = 0;
  let number = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x2e) {
      if (number < 0) return false;
      dots += 1;
      number = -1;
    } else {
      if (code < 48 || code > 57 || number === 0) return false;
      number = number < 0 ? code - 48 : number * 10 + code - 48;
      if (number > 255) return false;
    }
  }
  return dots === 3 && number >= 0;
}

const addresses = remembered((printed) => {
  const text = printed.trim();
  if (V4.test(text)) return isIP(text) === 4 ? text : undefined;
  let bare = V4_PORT.exec(text)?.[1] ?? BRACKETED.exec(text)?.[1] ?? text;
  const zoneAt = bare.indexOf('%');
  if (zoneAt > 0) bare = bare.slice(0, zoneAt);
  if (isIP(bare) === 0) return undefined;
  bare = bare.toLowerCase();
  return MAPPED_V4.exec(bare)?.[1] ?? bare;
});

/**
 * The client as the logging server saw it: its peer. Where the log has no peer, the last entry of the forwarding
 * list, which the nearest proxy wrote; entries further left are the caller's claim. Trusted proxies are taken off
 * later, by the networks of the configuration.
 */
export function toClientAddress(peer: unknown, forwarded: unknown): string | undefined {
  // A peer on a local socket has no address; it is the nearest proxy itself.
  const isLocal = typeof peer === 'string' && peer.startsWith('unix');
  if (peer !== undefined && !isLocal) return toAddress(peer);
  const list: unknown = Array.isArray(forwarded) ? forwarded.at(-1) : forwarded;
  return typeof list === 'string' ? toAddress(list.slice(list.lastIndexOf(',') + 1)) : undefined;
}
