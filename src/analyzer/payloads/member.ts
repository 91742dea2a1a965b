import type { KeyedHash } from '../exchange.ts';
import { type ClientList, joinClients, NO_CLIENTS, withClient } from './client-list.ts';
import { isSealedName, openText, type SealedText, sealText, shareOf } from './sealed-text.ts';

/** One distinct value of a text. */
export interface Member {
  count: number;
  clients: ClientList;
  /** The text, where it may be read by enough clients only; null: the member's name is the text. */
  sealed: SealedText | null;
}

/** A member before its first call is counted. */
export function newMember(name: string, text: string, hash: KeyedHash): Member {
  const sealed = isSealedName(name) ? { cipher: sealText(text, hash), shares: [] } : null;
  return { count: 0, clients: NO_CLIENTS, sealed };
}

/** Counts a call; `limit` clients make the text common knowledge. */
export function countMember(
  member: Member,
  text: string,
  client: number,
  limit: number,
  hash: KeyedHash,
): void {
  member.count++;
  const clients = withClient(member.clients, client, limit);
  if (clients === member.clients) return;
  if (member.sealed !== null) {
    const share = shareOf(text, hash, client, limit);
    const size = share.length;
    const shares = member.sealed.shares.toSpliced(clients.indexOf(client) * size, 0, ...share);
    member.sealed = { ...member.sealed, shares: shares.slice(0, clients.length * size) };
  }
  member.clients = clients;
}

/** Nothing that can change is shared afterwards. */
export function mergeMember(into: Member, from: Member, limit: number): void {
  into.count += from.count;
  const clients = joinClients(into.clients, from.clients, limit);
  if (into.sealed !== null && from.sealed !== null && clients !== into.clients) {
    const shares = clients.flatMap((client) => shareIn(into, client) ?? shareIn(from, client) ?? []);
    into.sealed = { ...into.sealed, shares };
  }
  into.clients = clients;
}

function shareIn({ clients, sealed }: Member, client: number): readonly number[] | null {
  const at = clients.indexOf(client);
  if (at < 0 || sealed === null) return null;
  const size = sealed.shares.length / clients.length;
  return sealed.shares.slice(at * size, (at + 1) * size);
}

/** The text of a member; null while too few clients sent what is sealed. */
export function memberText(name: string, { clients, sealed }: Member, limit: number): string | null {
  return sealed === null ? name : openText(sealed, clients, limit);
}
