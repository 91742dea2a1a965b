import type { ApiCall, Hop } from '../../model/api-call.ts';
import { canonicalJson } from '../../model/json.ts';
import { actorSite } from '../actor-site.ts';
import { type ActorSite, loginOf } from '../actors/actors.ts';
import { readQuerySite } from '../actors/query-site.ts';
import { type Auth, emptyAuth, encodeAuth, observeAuth } from '../auth/auth.ts';
import type { Exchange, ObserveContext } from '../exchange.ts';
import { contextOf, type ReadCall, readCall, trieOf } from '../read-call.ts';
import { emptySignals, isPlainSignals, observeSignals, type Signals, showsSame } from '../signals/signals.ts';
import type { Summary, TrieName } from '../summary.ts';
import { contentThreats } from '../threats/content-threats.ts';
import { SHAPE, STRONG, shapeOf } from '../threats/text-shape.ts';
import type { CallForm } from './call-form.ts';
import { LONGEST_NUMBER, withIds } from './id-pieces.ts';

/** The shortest and the longest number, UUIDs without a letter and without a digit but their version. */
const SMALLEST: SampleIds = { number: '1', uuid: '00000000-0000-4000-8000-000000000000' };
const LARGEST: SampleIds = {
  number: '9'.repeat(LONGEST_NUMBER),
  uuid: 'ffffffff-ffff-4fff-bfff-ffffffffffff',
};

interface SampleIds {
  readonly number: string;
  readonly uuid: string;
}

/** A call with sample ids, read in full. */
export interface Reading extends ReadCall {
  readonly context: ObserveContext;
  readonly trie: TrieName;
  readonly site: ActorSite | null;
  readonly auth: Auth;
  readonly signals: Signals;
}

/**
 * The call with the smallest and the largest ids; null where they, or its time, may decide about more than their own
 * counts.
 */
export function readings(
  summary: Summary,
  form: CallForm,
  call: ApiCall,
  hop: Hop,
): { readonly small: Reading; readonly large: Reading } | null {
  if (leadsElsewhere(call)) return null;
  const small = readAs(summary, form, call, hop, SMALLEST);
  const large = readAs(summary, form, call, hop, LARGEST);
  return small === null || large === null || !areToldAlike(small, large) ? null : { small, large };
}

/** A redirect may lead to a login: where it does decides. */
function leadsElsewhere({ status, response }: ApiCall): boolean {
  return status !== null && status >= 300 && status < 400 && response.headers?.['location'] !== undefined;
}

function readAs(summary: Summary, form: CallForm, call: ApiCall, hop: Hop, ids: SampleIds): Reading | null {
  const path = withIds(form.path, ids.number, ids.uuid);
  const query = form.query === null ? null : withIds(form.query, ids.number, ids.uuid);
  const read = readCall(summary, { ...call, path, query });
  const { exchange, asked, steps } = read;
  const context = contextOf(summary, exchange, asked);
  const trie = trieOf(exchange, context, asked);
  const auth = authAt(exchange, context, call.timeMs);
  // The lifetime of some tokens is counted from the time of the call.
  if (!countSame(authAt(exchange, context, 0), authAt(exchange, context, LATEST_MS))) return null;
  const signals = emptySignals();
  observeSignals(signals, exchange, context);
  const isHarmless = contentThreats(exchange).length === 0 && (shapeOf(path) & STRONG & ~SHAPE.opaque) === 0;
  if (!isHarmless || auth.custom !== null || !isPlainSignals(signals) || loginOf(exchange) !== null)
    return null;
  if (asked.protocol !== 'rest' || asked.operations.length !== 1 || asked.operations[0] !== null) return null;
  if (trie !== 'accepted' && trie !== 'refused' && trie !== 'failed') return null;
  const given = actorSite(exchange, steps, hop);
  const site = given === null || given.slotValues.length > 0 ? given : readQuerySite(exchange, given);
  return { ...read, context, trie, site, auth, signals };
}

/** Whether a text is the sample of an id, of a call read with the smallest ones, and another that of the largest. */
export function areSamples(small: string | undefined, large: string | undefined): boolean {
  return isSample(small, SMALLEST) && isSample(large, LARGEST);
}

function isSample(text: string | undefined, { number, uuid }: SampleIds): boolean {
  return text === number || text === uuid;
}

/** The last time of ECMAScript (section 21.4.1.1). */
const LATEST_MS = 8.64e15;

function authAt(exchange: Exchange, context: ObserveContext, timeMs: number): Auth {
  const auth = emptyAuth();
  observeAuth(auth, { ...exchange, call: { ...exchange.call, timeMs } }, context);
  return auth;
}

function countSame(a: Auth, b: Auth): boolean {
  return canonicalJson(encodeAuth(a)) === canonicalJson(encodeAuth(b));
}

/** Nothing that the ids must not decide differs. */
function areToldAlike(a: Reading, b: Reading): boolean {
  return (
    a.exchange.call.host === b.exchange.call.host &&
    a.trie === b.trie &&
    a.context.accepted === b.context.accepted &&
    a.context.refused === b.context.refused &&
    a.steps.length === b.steps.length &&
    a.steps.every(({ slot }, at) => slot?.token === b.steps[at]?.slot?.token) &&
    a.exchange.query.length === b.exchange.query.length &&
    a.exchange.query.every(({ name }, at) => name === b.exchange.query[at]?.name) &&
    a.site?.shapeKey === b.site?.shapeKey &&
    a.site?.basePathKey === b.site?.basePathKey &&
    a.site?.slotValues.length === b.site?.slotValues.length &&
    countSame(a.auth, b.auth) &&
    showsSame(a.signals, b.signals)
  );
}
