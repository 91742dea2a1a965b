import type { ApiCall, Hop } from '../../model/api-call.ts';
import { canonicalJson } from '../../model/json.ts';
import { actorSite } from '../actor-site.ts';
import { type ActorSite, loginOf, machineCredential, type SiteHour } from '../actors/actors.ts';
import { readQuerySite } from '../actors/query-site.ts';
import { type Auth, emptyAuth, encodeAuth, observeAuth } from '../auth/auth.ts';
import { urlName } from '../auth/credential-names.ts';
import type { Cell } from '../cell.ts';
import { type KeyContext, keyContext } from '../data-classes/key-context.ts';
import type { Exchange, Field, ObserveContext } from '../exchange.ts';
import type { PathNode } from '../paths/trie.ts';
import { structureVersion } from '../paths/trie.ts';
import type { BodyPlan, PlanBudget } from '../payloads/body-plan.ts';
import { isPlainWord, rootContextOf } from '../payloads/observe-message.ts';
import type { LikeText } from '../payloads/observe-node.ts';
import { type PayloadSide, statusClassOf } from '../payloads/payloads.ts';
import type { SchemaNode } from '../payloads/schema-node.ts';
import { isCredentialHeader, isTransportHeader } from '../payloads/transport-headers.ts';
import { NO_CONTEXT } from '../payloads/walk.ts';
import { contextOf, knownMethod, type ReadCall, readCall, trieOf } from '../read-call.ts';
import { emptySignals, isPlainSignals, observeSignals, type Signals, showsSame } from '../signals/signals.ts';
import type { Summary, TrieName } from '../summary.ts';
import { contentThreats } from '../threats/content-threats.ts';
import { SHAPE, STRONG, shapeOf } from '../threats/text-shape.ts';
import { emptyTraffic, type LikeTraffic, likeTraffic, observeTraffic } from '../traffic/traffic.ts';
import type { CallForm } from './call-form.ts';
import { planOf } from './form-body.ts';
import { LONGEST_NUMBER, withIds } from './id-pieces.ts';

/** Text at a place: the number of the call by its place among them, or what all calls of the form have there. */
export interface FormText {
  /** -1 for a text of the form. */
  readonly number: number;
  readonly text: string | null;
}

/** A segment that payloads look at. */
export interface FormSegment {
  readonly node: SchemaNode;
  readonly context: KeyContext;
  readonly text: FormText;
  /** How a text of the form is counted, once that is known. A cache. */
  like: LikeText | null;
}

export interface FormField {
  readonly name: string;
  readonly value: FormText;
  like: LikeText | null;
}

/** A header that payloads count as a parameter: its value in the call that was counted last, and how that is counted. */
export interface FormHeader {
  readonly name: string;
  text: string;
  like: LikeText | null;
}

/** Which identifiers an actor asks for with a call. */
export interface FormWalk {
  /** With the hour of the last call. */
  site: ActorSite;
  readonly shapeHash: number;
  /** What is counted as identifier: several segments, one value of the query, or the query as a whole. */
  readonly values: readonly FormText[] | 'query';
  /** The counters of the site in the hour of the last call; null where they must be looked up. A cache. */
  hour: SiteHour | null;
}

/** Where calls of one form, status and bucket are counted, found once. */
export interface FormSpot {
  readonly status: number | null;
  readonly bucket: number;
  /** Of the tries when it was found. */
  readonly version: number;
  readonly cell: Cell;
  readonly side: PayloadSide;
  readonly context: ObserveContext;
  /** The node of each number of the path. */
  readonly slots: readonly PathNode[];
  readonly segments: readonly FormSegment[];
  readonly fields: readonly FormField[];
  readonly hasHeaders: boolean;
  /** Names of request headers of which the name alone counts. */
  readonly credentialNames: readonly string[];
  readonly requestHeaders: readonly FormHeader[];
  readonly cookies: readonly FormField[];
  readonly responseHeaders: readonly FormHeader[];
  /** null where the calls have no body there. */
  readonly requestPlan: BodyPlan | null;
  readonly responsePlan: BodyPlan | null;
  /** The keyed hash of the credential that all calls of the form show as machines. */
  readonly machine: number | null;
  readonly walk: FormWalk | null;
  readonly traffic: LikeTraffic;
  readonly auth: Auth;
  readonly signals: Signals;
  /** Calls whose like part is not yet added, all of one hour. */
  pending: number;
  pendingHour: number;
}

const NO_TEXT: FormText = { number: -1, text: '' };

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

/**
 * The spot of a call, if everything is there that it counts in and the numbers of the form decide about nothing but
 * their own counts: the call is read in full with the shortest and the longest numbers, and both must be told alike.
 */
export function spotOf(
  summary: Summary,
  form: CallForm,
  call: ApiCall,
  hop: Hop,
  budget: PlanBudget,
): FormSpot | null {
  if (leadsElsewhere(call)) return null;
  const small = readAs(summary, form, call, hop, SMALLEST);
  const large = readAs(summary, form, call, hop, LARGEST);
  if (small === null || large === null || !areToldAlike(small, large)) return null;
  return place(summary, form, call, hop, small, large, budget);
}

/** A redirect may lead to a login: where it does decides. */
function leadsElsewhere({ status, response }: ApiCall): boolean {
  return status !== null && status >= 300 && status < 400 && response.headers?.['location'] !== undefined;
}

interface Reading extends ReadCall {
  readonly context: ObserveContext;
  readonly trie: TrieName;
  readonly site: ActorSite | null;
  readonly auth: Auth;
  readonly signals: Signals;
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

/** Nothing that the numbers must not decide differs. */
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

/** Nothing is made here: what is missing the full way makes. */
function place(
  summary: Summary,
  form: CallForm,
  call: ApiCall,
  hop: Hop,
  small: Reading,
  large: Reading,
  budget: PlanBudget,
): FormSpot | null {
  const { exchange, context } = small;
  const numbersOfPath = form.path.uuids.length;
  const bucket = Math.floor(call.timeMs / summary.settings.bucketMs);
  const texts = textsOf(exchange.segments, large.exchange.segments, 0);
  const values = textsOf(
    exchange.query.map(({ value }) => value),
    large.exchange.query.map(({ value }) => value),
    numbersOfPath,
  );
  if (texts === null || values === null) return null;
  if (numbersIn(texts) !== numbersOfPath) return null;
  if (numbersIn(values) !== (form.query === null ? 0 : form.query.uuids.length)) return null;
  if (exchange.query.some(({ name }, at) => isNumber(values[at]) && urlName(name) !== null)) return null;
  const found = findCell(summary, small, texts, knownMethod(call.method), hop, bucket);
  const walk = walkOf(summary, small, texts, values);
  const side = context.accepted ? found?.cell.payloads.accepted : found?.cell.payloads.other;
  if (found === null || side === undefined || side === null || walk === undefined) return null;
  const segments = segmentsOf(side, exchange.segments, texts, context.caps.pathDepth);
  if (segments === null) return null;
  const plans = plansOf(side, exchange, context, call, budget);
  if (plans === null) return null;
  const traffic = emptyTraffic(context.caps.nativeRefs);
  observeTraffic(traffic, exchange, context, { operations: 1, calls: 1, fromGateway: false });
  return {
    status: call.status,
    bucket,
    version: structureVersion(),
    cell: found.cell,
    side,
    context,
    slots: found.slots,
    segments,
    fields: exchange.query.map(({ name }: Field, at) => ({ name, value: values[at] ?? NO_TEXT, like: null })),
    hasHeaders: exchange.requestHeaders !== null,
    credentialNames: counted(exchange.requestHeaders).filter(isCredentialHeader),
    requestHeaders: counted(exchange.requestHeaders)
      .filter((name) => !isCredentialHeader(name))
      .map(headerOf),
    cookies: exchange.cookies.map(({ name, value }) => ({
      name,
      value: { number: -1, text: value },
      like: null,
    })),
    responseHeaders: counted(exchange.responseHeaders).map(headerOf),
    requestPlan: plans.request,
    responsePlan: plans.response,
    machine: machineCredential(exchange, context),
    walk,
    traffic: likeTraffic(traffic),
    auth: small.auth,
    signals: small.signals,
    pending: 0,
    pendingHour: 0,
  };
}

/** Names of the headers that payloads count. */
function counted(headers: readonly Field[] | null): readonly string[] {
  return (headers ?? []).map(({ name }) => name).filter((name) => !isTransportHeader(name));
}

function headerOf(name: string): FormHeader {
  return { name, text: '', like: null };
}

interface Plans {
  readonly request: BodyPlan | null;
  readonly response: BodyPlan | null;
}

/** null where a body is there and has no plan. */
function plansOf(
  side: PayloadSide,
  { requestBody, responseBody, segments }: Exchange,
  { caps }: ObserveContext,
  { request, response, status }: ApiCall,
  budget: PlanBudget,
): Plans | null {
  const root = rootContextOf(segments);
  const ofRequest = planOf(
    side.requests,
    requestBody,
    null,
    request.body ?? '',
    root,
    caps.schemaDepth,
    budget,
  );
  const statusClass = status === null ? null : statusClassOf(status);
  const ofResponse =
    statusClass === null && (response.body ?? '') !== ''
      ? undefined
      : planOf(
          side.responses,
          responseBody,
          statusClass,
          response.body ?? '',
          root,
          caps.schemaDepth,
          budget,
        );
  if (ofRequest === undefined || ofResponse === undefined) return null;
  return { request: ofRequest, response: ofResponse };
}

function isNumber(text: FormText | undefined): boolean {
  return text !== undefined && text.text === null;
}

function numbersIn(texts: readonly FormText[]): number {
  return texts.filter(isNumber).length;
}

function isSample(text: string | undefined, { number, uuid }: SampleIds): boolean {
  return text === number || text === uuid;
}

/** Texts that differ are the numbers, in their order; null where something else differs. */
function textsOf(small: readonly string[], large: readonly string[], first: number): FormText[] | null {
  if (small.length !== large.length) return null;
  let number = first;
  const texts: FormText[] = [];
  for (const [at, text] of small.entries()) {
    if (large[at] === text) texts.push({ number: -1, text });
    else if (isSample(text, SMALLEST) && isSample(large[at], LARGEST)) {
      texts.push({ number, text: null });
      number += 1;
    } else return null;
  }
  return texts;
}

interface FoundCell {
  readonly cell: Cell;
  readonly slots: readonly PathNode[];
}

/** By names that are kept one by one alone: what falls to others is measured with each call. */
function findCell(
  { tries }: Summary,
  { exchange, steps, trie }: Reading,
  texts: readonly FormText[],
  method: string,
  hop: Hop,
  bucket: number,
): FoundCell | null {
  let node = tries[trie].literals.get(exchange.call.host);
  const slots: PathNode[] = [];
  for (const [at, { text, slot }] of steps.entries()) {
    const isPlainSlot = slot !== null && !slot.open && isNumber(texts[at]);
    if (node === undefined || (slot !== null) !== isNumber(texts[at]) || (slot !== null && !isPlainSlot))
      return null;
    node = slot === null ? node.literals.get(text) : node.slots.get(slot.token);
    if (slot !== null && node !== undefined) slots.push(node);
  }
  const cell = node?.leaf?.operations.get('rest')?.cells.get(method)?.get(hop)?.get(bucket);
  return cell === undefined || cell.mergedInto !== null ? null : { cell, slots };
}

/** Undefined where the identifiers are none of the texts. */
function walkOf(
  { hash }: Summary,
  { site, exchange, steps }: Reading,
  texts: readonly FormText[],
  values: readonly FormText[],
): FormWalk | null | undefined {
  if (site === null) return null;
  const shapeHash = hash(site.shapeKey);
  const inPath = texts.filter((_, at) => steps[at]?.slot !== null);
  if (inPath.length > 0) return { site, shapeHash, values: inPath, hour: null };
  const [value = ''] = site.slotValues;
  if (site.slotValues.length === 1 && value === exchange.call.query && !site.shapeKey.includes('?'))
    return { site, shapeHash, values: 'query', hour: null };
  const at = exchange.query.findIndex(
    (field) => field.value === value && site.shapeKey.endsWith(`\n?${field.name}`),
  );
  const text = values[at];
  return text === undefined ? undefined : { site, shapeHash, values: [text], hour: null };
}

function segmentsOf(
  side: PayloadSide,
  segments: readonly string[],
  texts: readonly FormText[],
  depth: number,
): FormSegment[] | null {
  const found: FormSegment[] = [];
  for (const [at, segment] of segments.entries()) {
    if (isPlainWord(segment)) continue;
    const node = side.path.get(Math.min(at, depth));
    const text = texts[at];
    if (node === undefined || text === undefined) return null;
    const before = at > 0 ? (segments[at - 1] ?? '') : '';
    const context = isPlainWord(before) ? keyContext('', before) : NO_CONTEXT;
    found.push({ node, text, context, like: null });
  }
  return found;
}
