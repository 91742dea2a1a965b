/** An address as its bits; null when the text is no IP address. */
function parseAddress(text: string): { readonly bits: bigint; readonly width: 32 | 128 } | null {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  return bare.includes(':') ? parseV6(bare) : parseV4(bare);
}

function parseV4(text: string): { readonly bits: bigint; readonly width: 32 } | null {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) < 256))
    return null;
  return { bits: octets.reduce((bits, octet) => bits * 256n + BigInt(octet), 0n), width: 32 };
}

function parseV6(text: string): { readonly bits: bigint; readonly width: 128 } | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - (head?.length ?? 0) - (tail?.length ?? 0);
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...(head ?? []), ...Array.from({ length: missing }, () => '0'), ...(tail ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return { bits: groups.reduce((bits, group) => bits * 65536n + BigInt(`0x${group}`), 0n), width: 128 };
}

/** Is the address inside `10.0.4.0/28`? A network without `/` is one address. */
export function addressInNetwork(address: string, network: string): boolean {
  const [base = '', length] = network.split('/');
  const inner = parseAddress(address);
  const outer = parseAddress(base);
  if (inner === null || outer === null || inner.width !== outer.width) return false;
  const prefix = length === undefined ? outer.width : Number(length);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > outer.width) return false;
  const shift = BigInt(outer.width - prefix);
  return inner.bits >> shift === outer.bits >> shift;
}

/** Loopback, link-local, RFC 1918 and unique-local networks. */
const PRIVATE_NETWORKS = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
];

const INTERNAL_SUFFIXES = [
  '.internal',
  '.local',
  '.localhost',
  '.svc',
  '.lan',
  '.corp',
  '.home.arpa',
  '.intranet',
];

/** A host name that cannot be reached from outside: private address, internal suffix, or a single label. */
export function isInternalHost(name: string): boolean {
  if (parseAddress(name) !== null) return PRIVATE_NETWORKS.some((network) => addressInNetwork(name, network));
  return !name.includes('.') || INTERNAL_SUFFIXES.some((suffix) => name.endsWith(suffix));
}
