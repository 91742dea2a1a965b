/** The network of an address, as it may be shown: /24 for IPv4, /48 for IPv6. `unknown` for anything else. */
export function networkOf(address: string): string {
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  if (isQuad(plain)) return `${plain.slice(0, plain.lastIndexOf('.'))}.0/24`;
  const groups = leadingGroups(plain);
  return groups === null ? 'unknown' : `${groups.slice(0, 3).join(':')}::/48`;
}

/** Four groups of one to three digits. */
function isQuad(address: string): boolean {
  const { length } = address;
  if (length < 7 || length > 15) return false;
  let digits = 0;
  let dots = 0;
  for (let at = 0; at < length; at += 1) {
    const code = address.charCodeAt(at);
    if (code >= 48 && code <= 57) digits += 1;
    else if (code === 46 && digits > 0) {
      dots += 1;
      digits = 0;
    } else return false;
    if (digits > 3) return false;
  }
  return dots === 3 && digits > 0;
}

/** One actor of IPv6 owns a /64 and moves about in it; of IPv4 one address. */
export function actorAddress(address: string): string {
  if (address.includes('.')) return address.startsWith('::ffff:') ? address.slice(7) : address;
  const groups = leadingGroups(address);
  return groups === null ? address : groups.join(':');
}

/** The first four groups of an IPv6 address without leading zeros, or null. */
function leadingGroups(address: string): string[] | null {
  if (!/^[0-9a-f:]{2,45}$/i.test(address) || !address.includes(':')) return null;
  const [head = '', tail] = address.split('::', 2);
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - before.length - after.length;
  if (missing < 0) return null;
  const all = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  return all.slice(0, 4).map((group) => group.toLowerCase().replace(/^0{1,3}(?=.)/, ''));
}
