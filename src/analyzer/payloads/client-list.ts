/**
 * The k smallest client hashes that used a string: proof of distinct clients. Lists are never changed, so that the
 * fields of one body, which the same clients sent, share one list.
 */
export type ClientList = readonly number[];

export const NO_CLIENTS: ClientList = [];

/** The last answer: most fields of a message ask the same question. */
let lastList: ClientList = NO_CLIENTS;
let lastClient = -1;
let lastLimit = 0;
let lastAnswer: ClientList = NO_CLIENTS;

/** The list with one more client; the same list where that changes nothing. */
export function withClient(list: ClientList, client: number, k: number): ClientList {
  const length = list.length;
  if (client < 0 || k === 0 || (length >= k && client >= (list[length - 1] ?? 0))) return list;
  if (list === lastList && client === lastClient && k === lastLimit) return lastAnswer;
  let at = length;
  while (at > 0 && (list[at - 1] ?? 0) > client) at--;
  const answer = at > 0 && list[at - 1] === client ? list : withClientAt(list, at, client, k);
  lastList = list;
  lastClient = client;
  lastLimit = k;
  lastAnswer = answer;
  return answer;
}

function withClientAt(list: ClientList, at: number, client: number, k: number): ClientList {
  if (list.length === 0) return [client];
  const longer = list.toSpliced(at, 0, client);
  return longer.length > k ? longer.slice(0, k) : longer;
}

export function joinClients(a: ClientList, b: ClientList, k: number): ClientList {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  let joined = a;
  for (const client of b) joined = withClient(joined, client, k);
  return joined;
}

export function sameClients(a: ClientList, b: ClientList): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
