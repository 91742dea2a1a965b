import { type ActorKey, actorKeyOf } from '../actors/actor-key.ts';
import { clientOf } from '../payloads/walk.ts';
import type { Summary } from '../summary.ts';
import { isPrivateAddress } from '../traffic/private-address.ts';
import type { TrafficClient } from '../traffic/traffic.ts';

/** All that is counted of a client by what the log says of it. */
export interface FormClient extends TrafficClient {
  readonly actor: ActorKey;
  /** As payloads know it. */
  readonly payloadClient: number;
  /** Of one that the gateway knows: its keyed hash as a machine's credential. */
  readonly credential: number | null;
}

const CLIENTS_KEPT = 8192;
const LONGEST_NAME = 128;

/** Clients met before: a pure cache for one summary, emptied when full. */
export class FormClients {
  readonly #known = new Map<string, FormClient>();

  clientAt(address: string, id: string | null, summary: Summary): FormClient {
    // No address holds a line break.
    const name = id === null ? address : `${address}\n${id}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const client = makeClient(address, id, summary);
    if (name.length > LONGEST_NAME) return client;
    if (this.#known.size >= CLIENTS_KEPT) this.#known.clear();
    this.#known.set(name, client);
    return client;
  }
}

function makeClient(address: string, id: string | null, { hash, settings }: Summary): FormClient {
  const clientHash = hash(id ?? address);
  return {
    hash: clientHash,
    payloadClient: clientOf(clientHash),
    isPrivate: isPrivateAddress(address),
    fromGateway: settings.isGatewayAddress(address),
    actor: actorKeyOf({ address, id }, hash),
    credential: id === null ? null : hash(`id ${id}`),
  };
}
