import type { ApiCall } from '../../model/api-call.ts';
import type { KeyedHash } from '../exchange.ts';
import { actorAddress, networkOf } from './network.ts';

/** Whom a call is counted for: keyed hash of the address (of the authenticated client where there is none), and its network. */
export interface ActorKey {
  readonly hash: number;
  readonly network: string;
}

/** Addresses met before: a pure cache for one key, emptied when full. Equal networks share one text. */
const BY_ADDRESS = new Map<string, ActorKey>();
const NETWORKS = new Map<string, string>();
const ADDRESSES_KEPT = 8192;
const LONGEST_ADDRESS = 45;
let keyedBy: KeyedHash | null = null;

/** The call must name its client. */
export function actorKeyOf({ address, id }: ApiCall['client'], hash: KeyedHash): ActorKey {
  if (address === null) return { hash: hash(`id ${id ?? ''}`), network: 'authenticated client' };
  if (address.length > LONGEST_ADDRESS) return keyOfAddress(address, hash);
  if (keyedBy !== hash || BY_ADDRESS.size >= ADDRESSES_KEPT) {
    keyedBy = hash;
    BY_ADDRESS.clear();
    NETWORKS.clear();
  }
  let known = BY_ADDRESS.get(address);
  if (known === undefined) {
    known = keyOfAddress(address, hash);
    BY_ADDRESS.set(address, known);
  }
  return known;
}

function keyOfAddress(address: string, hash: KeyedHash): ActorKey {
  const network = networkOf(address);
  const shared = NETWORKS.get(network);
  if (shared === undefined) NETWORKS.set(network, network);
  return { hash: hash(`address ${actorAddress(address)}`), network: shared ?? network };
}
