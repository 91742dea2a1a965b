import ipaddr from 'ipaddr.js';
import type { ApiCall } from '../model/api-call.ts';
import { AssayError } from '../model/errors.ts';

type Network = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Membership of an address in a list of networks; answers of repeated addresses are remembered. */
export type NetworkMatcher = (address: string) => boolean;

const REMEMBERED = 10_000;

/** Throws AssayError `config` for an entry that is neither an address nor a CIDR. */
export function networkMatcher(cidrs: readonly string[]): NetworkMatcher {
  const networks = cidrs.map(parseNetwork);
  if (networks.length === 0) return () => false;
  const remembered = new Map<string, boolean>();
  return (address) => {
    const known = remembered.get(address);
    if (known !== undefined) return known;
    const inside = isInside(address, networks);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(address, inside);
    return inside;
  };
}

function parseNetwork(cidr: string): Network {
  if (ipaddr.isValidCIDR(cidr)) return ipaddr.parseCIDR(cidr);
  if (ipaddr.isValid(cidr)) {
    const address = ipaddr.parse(cidr);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  }
  throw new AssayError({
    code: 'CONFIG_NETWORK_INVALID',
    kind: 'config',
    message: 'A network is neither an address nor a CIDR.',
    fix: 'Write it like 10.0.4.0/28 or 2001:db8::/32.',
  });
}

function isInside(text: string, networks: readonly Network[]): boolean {
  if (!ipaddr.isValid(text)) return false;
  // process() unwraps IPv4-mapped IPv6 addresses, which proxies like to log.
  const address = ipaddr.process(text);
  return networks.some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
  );
}

/**
 * The client behind trusted proxies: from the right end of X-Forwarded-For the first address that is no trusted
 * proxy. The left end is what the client wrote itself and is never taken on trust.
 */
export function clientBehindProxies(call: ApiCall, isTrustedProxy: NetworkMatcher): string | null {
  const peer = call.client.address;
  if (peer === null || !isTrustedProxy(peer)) return peer;
  const header = call.request.headers?.['x-forwarded-for'];
  if (header === undefined) return peer;
  const hops = (typeof header === 'string' ? header : header.join(',')).split(',').map((hop) => hop.trim());
  for (let index = hops.length - 1; index >= 0; index -= 1) {
    const hop = hops[index] ?? '';
    if (!ipaddr.isValid(hop)) return peer;
    if (!isTrustedProxy(hop)) return hop;
  }
  return hops[0] ?? peer;
}
