import type { ContentRule, Hit, Probe } from './rule.ts';
import { SHAPE } from './text-shape.ts';

/** A value that makes the server fetch from itself, its network or its cloud's metadata service. */
export const serverSideRequest: ContentRule = {
  type: 'ssrf',
  needs: SHAPE.slashes,
  detect,
};

const URL_HEAD =
  /^\s{0,4}(?:url:)?([a-z][a-z0-9+.-]{1,14}):\/\/([^\s/?#\\]{1,255})|^\/\/([^\s/?#\\]{1,255})/i;
const EXOTIC: ReadonlySet<string> = new Set([
  'gopher',
  'dict',
  'tftp',
  'sftp',
  'ldap',
  'ldaps',
  'jar',
  'netdoc',
]);
const METADATA: ReadonlySet<string> = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '[fd00:ec2::254]',
  'metadata.google.internal',
  'metadata',
  '100.100.100.200',
  'instance-data',
]);

function detect(probe: Probe): Hit | null {
  if (probe.location === 'request.header' || probe.location === 'request.path') return null;
  const match = URL_HEAD.exec(probe.text);
  if (match === null) return null;
  const scheme = (match[1] ?? 'http').toLowerCase();
  if (EXOTIC.has(scheme)) return { rule: 'ssrf-scheme', at: 0 };
  const authority = (match[2] ?? match[3] ?? '').toLowerCase();
  const host = hostOf(authority);
  if (isNamedHost(host)) return null;
  if (METADATA.has(host)) return { rule: 'ssrf-metadata', at: 0 };
  if (isDisguisedAddress(host) || WILDCARD_DNS.test(host)) return { rule: 'ssrf-disguised-address', at: 0 };
  if (!isInternal(host)) return null;
  if (authority.includes('@')) return { rule: 'ssrf-disguised-address', at: 0 };
  // Developers register `http://localhost:3000/callback` as a redirect: only a name that is fetched counts.
  return FETCHED.test(probe.name) ? { rule: 'ssrf-internal-address', at: 0 } : null;
}

/** Nearly every URL names a host by letters: those need no look at address forms. */
function isNamedHost(host: string): boolean {
  const last = host.charCodeAt(host.length - 1) | 0x20;
  if (last < 0x61 || last > 0x7a || host.startsWith('0x')) return false;
  if (METADATA.has(host) || host === 'localhost' || host.endsWith('.localhost')) return false;
  return !host.endsWith('.io') && !host.endsWith('.me') && !host.endsWith('.net');
}

const FETCHED =
  /^(?:(?:image|img|feed|file|page|document|proxy|target|dest|source|remote|webhook|xml|pdf|avatar|load|fetch)_?-?(?:url|uri|src)?|url|uri|u|src|link|site|domain|host|path|endpoint|stockapi)$/i;

function hostOf(authority: string): string {
  const afterUser = authority.slice(authority.lastIndexOf('@') + 1);
  if (afterUser.startsWith('[')) return afterUser.slice(0, afterUser.indexOf(']') + 1);
  const colon = afterUser.indexOf(':');
  const host = colon < 0 ? afterUser : afterUser.slice(0, colon);
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

/** Decimal, hexadecimal, octal and shortened forms of an address that nobody writes by hand. */
function isDisguisedAddress(host: string): boolean {
  if (/^\d{8,10}$/.test(host) || /^0x[0-9a-f]{8}$/.test(host)) return true;
  if (/^(?:0x[0-9a-f]{1,2}\.){3}0x[0-9a-f]{1,2}$/.test(host) || /^0[0-7]{3,}\.[0-7.]{3,20}$/.test(host))
    return true;
  return /^127\.\d{1,3}$/.test(host) || /^127\.\d{1,3}\.\d{1,3}$/.test(host) || host.startsWith('[::ffff:');
}

/** Names that resolve to the address written in them. */
const WILDCARD_DNS =
  /^(?:[\w.-]{0,60}[.-])?(?:127[.-]0[.-]0[.-]1|169[.-]254[.-]169[.-]254|10[.-]\d{1,3}[.-]\d{1,3}[.-]\d{1,3})\.(?:nip\.io|sslip\.io|xip\.io)$|^(?:localtest\.me|spoofed\.burpcollaborator\.net)$/;

function isInternal(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost') || host === '0.0.0.0' || host === '0') return true;
  if (host === '[::1]' || host === '[::]' || host === '[0:0:0:0:0:0:0:1]') return true;
  return (
    /^(?:127|10)(?:\.\d{1,3}){3}$/.test(host) ||
    /^(?:192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2}$/.test(host)
  );
}
