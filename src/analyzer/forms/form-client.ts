import { type ActorKey, actorKeyOf } from '../actors/actor-key.ts';
import { clientOf } from '../payloads/walk.ts';
import type { Summary } from '../summary.ts';
import { isPrivateAddress } from '../traffic/private-address.ts';
import type { TrafficClient } from '../traffic/traffic.ts';

/** All that is counted of a client of which the log knows the address alone. */
export interface FormClient extends TrafficClient {
  readonly actor: ActorKey;
  /** As payloads know it. */
  readonly payloadClient: number;
}

const CLIENTS_KEPT = 8192;
const LONGEST_ADDRESS = 45;

/** Clients met before: a pure cache for one summary, emptied when full. */
export class FormClients {
  readonly #known = new Map<string, FormClient>();

  clientAt(address: string, summary: Summary): FormClient {
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    const client = makeClient(address, summary);
    if (address.length > LONGEST_ADDRESS) return client;
    if (this.#known.size >= CLIENTS_KEPT) this.#known.clear();
    this.#known.set(address, client);
    return client;
  }
}

function makeClient(address: string, { hash, settings }: Summary): FormClient {
  const clientHash = hash(address);
  return {
    hash: clientHash,
    payloadClient: clientOf(clientHash),
    isPrivate: isPrivateAddress(address),
    fromGateway: settings.isGatewayAddress(address),
    actor: actorKeyOf({ address, id: null }, hash),
  };
}
