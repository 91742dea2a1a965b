import { headerKind } from '../auth/credential-names.ts';
import { isLoginPath, readLoginBody } from '../auth/login-path.ts';
import type { Exchange, KeyedHash, ObserveContext } from '../exchange.ts';
import { isMasked } from '../masked-value.ts';
import { type BottomK, emptyBottomK, keptItem, mergeBottomK, offer } from '../sketch/bottom-k.ts';
import { addHash, emptyHyperLogLog } from '../sketch/hyper-log-log.ts';
import { emptyActorHour, tallyOf } from './actor-hour.ts';
import { actorKeyOf } from './actor-key.ts';
import { actorAt, emptyActorSet, isSpent } from './actor-set.ts';
import { emptyLogin, type Logins, type LoginTally, mergeLogins } from './logins.ts';
import { readQuerySite } from './query-site.ts';
import { countCall, countMachine, type WalkOutcome } from './walk-table.ts';
import { emptyWalkers, isClosed, mergeWalkers, rowAt, type Walkers, walkerAt } from './walkers.ts';

/** Where a call belongs, as the path summary knows it at observation. */
export interface ActorSite {
  readonly host: string;
  readonly basePathKey: string;
  readonly shapeKey: string;
  /** Values of the self-evident slots, in path order. */
  readonly slotValues: readonly string[];
  /** Start of the UTC hour of the call. */
  readonly bucketHourMs: number;
  /** Where the call was seen; the same call at two hops must not count twice. */
  readonly hop?: string;
}

/** One hour of one API. */
export interface SiteHour {
  readonly walkers: Walkers;
  readonly logins: Logins;
}

export interface SiteActors {
  readonly hop: string;
  readonly host: string;
  readonly basePathKey: string;
  readonly hours: Map<number, SiteHour>;
}

/** Counters for behaviour, one for each summary. What they mean is decided in the view. */
export interface Actors {
  /** By keyed hash of hop, host and base path; null until the first call brings the cap. */
  sites: BottomK<SiteActors> | null;
}

export function emptyActors(): Actors {
  return { sites: null };
}

const forget = (): void => undefined;
/** Merged actors are taken over: their summary is not used afterwards. */
const same = <T>(value: T): T => value;

/** Adds one call: only paths with identifiers and logins leave a trace. */
export function observeActors(
  actors: Actors,
  exchange: Exchange,
  context: ObserveContext,
  site: ActorSite,
): void {
  const login = loginOf(exchange);
  const walked = site.slotValues.length > 0 ? site : readQuerySite(exchange, site);
  if (login === null && walked === null) return;
  const { address, id } = exchange.call.client;
  if (address === null && id === null) return;
  const hour = hourOf(actors, context, site);
  if (hour === null) return;
  if (login !== null) observeLogin(hour, exchange, context, site, login);
  if (walked !== null) observeWalk(hour, exchange, context, walked);
}

/** The counters of a site and hour, made on first sight; null where the site has no room. */
export function hourOf(
  actors: Actors,
  context: Pick<ObserveContext, 'hash' | 'caps'>,
  site: ActorSite,
): SiteHour | null {
  actors.sites ??= emptyBottomK(context.caps.hosts);
  const hash = siteHash(site.hop ?? '', site.host, site.basePathKey, context.hash);
  const found = keptItem(actors.sites, hash) ?? offer(actors.sites, hash, () => emptySite(site), forget);
  if (found === null) return null;
  let hour = found.hours.get(site.bucketHourMs);
  if (hour === undefined) {
    const { actors: cap } = context.caps;
    hour = { walkers: emptyWalkers(cap), logins: emptyActorSet(cap) };
    found.hours.set(site.bucketHourMs, hour);
  }
  return hour;
}

/** The site met last at each host, with its hash under the key of the summary. Emptied when full. */
const SITE_HASHES = new Map<string, SiteHash>();
const HOSTS_KEPT = 1024;

interface SiteHash {
  readonly hop: string;
  readonly basePathKey: string;
  readonly keyedBy: KeyedHash;
  readonly hash: number;
}

function siteHash(hop: string, host: string, basePathKey: string, keyedBy: KeyedHash): number {
  const last = SITE_HASHES.get(host);
  if (last !== undefined && last.basePathKey === basePathKey && last.hop === hop && last.keyedBy === keyedBy)
    return last.hash;
  const hash = keyedBy(`${hop}\n${host}\n${basePathKey}`);
  if (SITE_HASHES.size >= HOSTS_KEPT) SITE_HASHES.clear();
  SITE_HASHES.set(host, { hop, basePathKey, keyedBy, hash });
  return hash;
}

function emptySite(site: ActorSite): SiteActors {
  return { hop: site.hop ?? '', host: site.host, basePathKey: site.basePathKey, hours: new Map() };
}

export interface Login {
  readonly user: string | null;
  readonly password: string | null;
}

export function loginOf(exchange: Exchange): Login | null {
  if (exchange.call.method !== 'POST') return null;
  const body = readLoginBody(exchange.requestBody);
  if (body !== null && body.hasPassword) return { user: body.user, password: body.password };
  return isLoginPath(exchange) && body === null ? { user: null, password: null } : null;
}

function observeLogin(
  hour: SiteHour,
  exchange: Exchange,
  context: ObserveContext,
  site: ActorSite,
  login: Login,
): void {
  const tally = loginTally(hour.logins, exchange, context, site);
  if (tally === null) return;
  const { status } = exchange.call;
  tally.attempts += 1;
  if (context.accepted) tally.accepted += 1;
  else if (status !== null && status >= 400 && status < 500) tally.refused += 1;
  if (login.password !== null && !isMasked(login.password)) {
    tally.keyed += 1;
    addHash((tally.passwords ??= emptyHyperLogLog()), context.hash(`password ${login.password}`));
  }
  if (login.user === null) return;
  tally.named += 1;
  addHash(tally.users, context.hash(`user ${login.user.toLowerCase()}`));
}

function loginTally(
  logins: Logins,
  exchange: Exchange,
  context: ObserveContext,
  { shapeKey }: ActorSite,
): LoginTally | null {
  if (isSpent(logins)) return null;
  const { hash, network } = actorKeyOf(exchange.call.client, context.hash);
  const actor = logins.items[actorAt(logins, hash, network, emptyActorHour)];
  return actor === undefined ? null : tallyOf(actor, context.hash(shapeKey), () => emptyLogin(shapeKey));
}

function observeWalk(
  { walkers }: SiteHour,
  exchange: Exchange,
  context: ObserveContext,
  site: ActorSite,
): void {
  if (isClosed(walkers)) return;
  const { hash, network } = actorKeyOf(exchange.call.client, context.hash);
  const place = walkerAt(walkers, hash, network);
  if (place < 0) return;
  const row = rowAt(walkers, place, context.hash(site.shapeKey), site.shapeKey);
  if (row < 0) return;
  const { slotValues } = site;
  const value = context.hash(slotValues.length === 1 ? (slotValues[0] ?? '') : slotValues.join('\n'));
  countCall(walkers.table, row, outcomeOf(exchange.call.status, context), value, numberOf(slotValues.at(-1)));
  const credential = machineCredential(exchange, context);
  if (credential !== null) countMachine(walkers.table, row, credential);
}

export function outcomeOf(
  status: number | null,
  { accepted }: Pick<ObserveContext, 'accepted'>,
): WalkOutcome {
  if (accepted) return 'accepted';
  return isMiss(status) ? 'missed' : 'other';
}

/** The last identifier of a call where it is a whole number. */
export function numberOf(value: string | undefined): number | null {
  return value !== undefined && isNumber(value) ? Number(value) : null;
}

function isMiss(status: number | null): boolean {
  return status === 400 || status === 401 || status === 403 || status === 404 || status === 410;
}

/** Decimal digits only, few enough to be exact. */
function isNumber(text: string): boolean {
  const { length } = text;
  if (length === 0 || length > 15) return false;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/** Keyed hash of a machine's credential; 0 when one was there and cannot be told from others; null when none was. */
export function machineCredential(exchange: Exchange, context: ObserveContext): number | null {
  const { id } = exchange.call.client;
  if (id !== null) return context.hash(`id ${id}`);
  const headers = exchange.requestHeaders;
  if (headers === null) return null;
  for (const { name, value } of headers) {
    const kind = headerKind(name);
    if (kind === 'api-key' || (kind === 'authorization' && isOfMachine(value)))
      return isMasked(value) ? 0 : context.hash(`credential ${value}`);
  }
  return null;
}

const MACHINE = /^(?:basic|aws4|hmac|hawk|signature)\b/i;

/** Whether the value of an Authorization header is one that programs send. */
export function isOfMachine(authorization: string): boolean {
  return MACHINE.test(authorization);
}

export function mergeActors(into: Actors, from: Actors): void {
  if (from.sites === null) return;
  if (into.sites === null) {
    into.sites = from.sites;
    return;
  }
  mergeBottomK(into.sites, from.sites, mergeSites, same, forget);
}

export function mergeSites(into: SiteActors, from: SiteActors): void {
  for (const [start, hour] of from.hours) {
    const known = into.hours.get(start);
    if (known === undefined) {
      into.hours.set(start, hour);
      continue;
    }
    mergeWalkers(known.walkers, hour.walkers);
    mergeLogins(known.logins, hour.logins);
  }
}
