/** Addresses as URL parsers read them (WHATWG URL, section 3.5), and which of them are not of the open internet. */

export type Reach = 'metadata' | 'loopback' | 'private' | 'outside';

export interface HostReach {
  readonly reach: Reach;
  /** Written in a form that nobody types: decimal, octal, hexadecimal, shortened, mapped, resolved by a wildcard name. */
  readonly disguised: boolean;
}

const OUTSIDE: HostReach = { reach: 'outside', disguised: false };

const METADATA_NAMES: ReadonlySet<string> = new Set([
  'metadata.google.internal',
  'metadata.goog',
  'metadata',
  'metadata.azure.internal',
  'instance-data',
  'instance-data.ec2.internal',
  'rancher-metadata',
  'kubernetes.default.svc',
  'kubernetes.default',
  'kubernetes.default.svc.cluster.local',
]);

/** `host` in lower case, without port and user; an IPv6 address in brackets. */
export function reachOf(host: string): HostReach {
  if (host.startsWith('[')) return reachOfIpv6(host.slice(1, -1));
  if (METADATA_NAMES.has(host)) return { reach: 'metadata', disguised: false };
  if (host === 'localhost' || host.endsWith('.localhost') || CONTAINER_HOSTS.has(host))
    return { reach: 'loopback', disguised: false };
  const embedded = WILDCARD_DNS.exec(host);
  if (embedded !== null) return reachOfWildcard(embedded[1] ?? '');
  if (LOOPBACK_NAMES.has(host)) return { reach: 'loopback', disguised: true };
  const address = ipv4Of(host);
  if (address === null) return OUTSIDE;
  const reach = reachOfIpv4(address);
  const disguised = !/^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(host) || isOddLoopback(address);
  return disguised || reach !== 'outside' ? { reach, disguised } : OUTSIDE;
}

/** The machine itself, seen from a container. */
const CONTAINER_HOSTS: ReadonlySet<string> = new Set([
  'host.docker.internal',
  'gateway.docker.internal',
  'kubernetes.docker.internal',
  'host.containers.internal',
  'host.minikube.internal',
]);

/** Systems use the first addresses of 127.0.0.0/24 and 127.0.1.1; others only slip past a list. */
function isOddLoopback(value: number): boolean {
  return Math.floor(value / 2 ** 24) === 127 && Math.floor(value / 2 ** 8) % 2 ** 16 > 1;
}

/** Names of the machine itself that people do not type. */
const LOOPBACK_NAMES: ReadonlySet<string> = new Set([
  'localhost.localdomain',
  'localhost6',
  'localhost6.localdomain6',
  'ip6-localhost',
  'ip6-loopback',
  'localtest.me',
  'lvh.me',
  'vcap.me',
  'lacolhost.com',
  'spoofed.burpcollaborator.net',
]);
const WILDCARD_DNS =
  /(?:^|[.-])((?:\d{1,3}[.-]){3}\d{1,3}|[0-9a-f]{8})\.(?:nip\.io|sslip\.io|xip\.io|traefik\.me)$/;

function reachOfWildcard(label: string): HostReach {
  const address = ipv4Of(/^[0-9a-f]{8}$/.test(label) ? `0x${label}` : label.replaceAll('-', '.'));
  const reach = address === null ? 'outside' : reachOfIpv4(address);
  return reach === 'outside' ? OUTSIDE : { reach, disguised: true };
}

/** The address that one to four numbers write; null where they write none. */
function ipv4Of(host: string): number | null {
  const first = host.charCodeAt(0);
  if (first < 0x30 || first > 0x39 || host.length > 48) return null;
  const parts = host.split('.');
  if (parts.length > 4) return null;
  let address = 0;
  for (let index = 0; index < parts.length; index += 1) {
    const value = numberOf(parts[index] ?? '');
    if (value === null) return null;
    const isLast = index === parts.length - 1;
    if (value > (isLast ? 256 ** (5 - parts.length) - 1 : 255)) return null;
    address += isLast ? value : value * 256 ** (3 - index);
  }
  return address;
}

function numberOf(part: string): number | null {
  if (/^0x[0-9a-f]{0,8}$/.test(part)) return part === '0x' ? 0 : Number.parseInt(part.slice(2), 16);
  if (/^0[0-7]{1,15}$/.test(part)) return Number.parseInt(part, 8);
  return /^\d{1,10}$/.test(part) ? Number(part) : null;
}

const METADATA_ADDRESSES: ReadonlySet<number> = new Set([
  address(169, 254, 169, 254),
  address(169, 254, 170, 2),
  address(100, 100, 100, 200),
  address(192, 0, 0, 192),
  address(168, 63, 129, 16),
]);

function address(a: number, b: number, c: number, d: number): number {
  return ((a * 256 + b) * 256 + c) * 256 + d;
}

function reachOfIpv4(value: number): Reach {
  if (METADATA_ADDRESSES.has(value)) return 'metadata';
  const first = Math.floor(value / 2 ** 24);
  const second = Math.floor(value / 2 ** 16) % 256;
  if (first === 127 || value === 0) return 'loopback';
  if (first === 10 || (first === 192 && second === 168)) return 'private';
  if (first === 172 && second >= 16 && second <= 31) return 'private';
  return first === 169 && second === 254 ? 'private' : 'outside';
}

function reachOfIpv6(text: string): HostReach {
  const zone = text.indexOf('%');
  const bare = zone < 0 ? text : text.slice(0, zone);
  const groups = groupsOf(bare);
  if (groups === null) return OUTSIDE;
  const [high, rest] = [groups.slice(0, 6), groups.slice(6)];
  const low = (rest[0] ?? 0) * 65_536 + (rest[1] ?? 0);
  const isZero = high.slice(0, 5).every((group) => group === 0);
  if (isZero && high[5] === 0)
    return { reach: low <= 1 ? 'loopback' : 'outside', disguised: !/^::1?$/.test(bare) };
  const isMapped = (isZero && high[5] === 0xffff) || (high[0] === 0x64 && high[1] === 0xff9b);
  if (isMapped) return { reach: reachOfIpv4(low), disguised: true };
  const first = high[0] ?? 0;
  if (first === 0xfd00 && high[1] === 0xec2) return { reach: 'metadata', disguised: false };
  const isLocal = (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80;
  return isLocal ? { reach: 'private', disguised: false } : OUTSIDE;
}

/** The eight groups of an IPv6 address (RFC 4291 section 2.2); null where it is none. */
function groupsOf(text: string): number[] | null {
  if (text.length > 45 || !/^[0-9a-f:.]{2,45}$/.test(text)) return null;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const left = wordsOf(halves[0] ?? '');
  const right = halves.length === 2 ? wordsOf(halves[1] ?? '') : [];
  if (left === null || right === null) return null;
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  return [...left, ...Array.from({ length: missing }, () => 0), ...right];
}

function wordsOf(text: string): number[] | null {
  if (text === '') return [];
  const words: number[] = [];
  for (const part of text.split(':')) {
    if (part.includes('.')) {
      const value = ipv4Of(part);
      if (value === null) return null;
      words.push(Math.floor(value / 65_536), value % 65_536);
    } else if (/^[0-9a-f]{1,4}$/.test(part)) words.push(Number.parseInt(part, 16));
    else return null;
  }
  return words;
}
