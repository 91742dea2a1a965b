/**
 * True for addresses that the internet does not route: loopback, link-local and private use of RFC 1918, RFC 4193 and
 * RFC 6598. Ranges for documentation are public: in logs they stand for such. Anything else but an address is public
 * too, because nothing says otherwise.
 */
export function isPrivateAddress(address: string): boolean {
  if (address.includes(':')) return isPrivate6(address.toLowerCase());
  const dot = address.indexOf('.');
  if (dot < 1 || dot > 3) return false;
  const first = Number(address.slice(0, dot));
  if (first === 10 || first === 127) return true;
  if (first !== 172 && first !== 192 && first !== 169 && first !== 100) return false;
  const second = Number(address.slice(dot + 1, address.indexOf('.', dot + 1)));
  if (first === 172) return second >= 16 && second <= 31;
  if (first === 192) return second === 168;
  return first === 169 ? second === 254 : second >= 64 && second <= 127;
}

const MAPPED = '::ffff:';

function isPrivate6(address: string): boolean {
  if (address.startsWith(MAPPED) && address.includes('.'))
    return isPrivateAddress(address.slice(MAPPED.length));
  if (address === '::1') return true;
  // fc00::/7 and fe80::/10
  return /^f(?:[cd][0-9a-f]{2}|e[89ab][0-9a-f]):/.test(address);
}
