import type { ApiCall, Hop } from '../../model/api-call.ts';
import { hourOf, numberOf, outcomeOf, type SiteHour } from '../actors/actors.ts';
import { countCall, countMachine } from '../actors/walk-table.ts';
import { isClosed, rowAt, walkerAt } from '../actors/walkers.ts';
import { addLikeAuth } from '../auth/auth.ts';
import { structureVersion } from '../paths/trie.ts';
import { BodyPieces } from '../payloads/body-piece.ts';
import type { PlanBudget } from '../payloads/body-plan.ts';
import { HOUR_MS } from '../settings.ts';
import { addPlainSignals } from '../signals/signals.ts';
import { addHash, emptyHyperLogLog } from '../sketch/hyper-log-log.ts';
import { type SipKey, sipHashText, sipKey } from '../sketch/sip-hash.ts';
import type { Summary } from '../summary.ts';
import { addLikeTraffic, observeOwnTraffic } from '../traffic/traffic.ts';
import { type CallForm, formHash, formOf, isOfForm, mayHaveForm } from './call-form.ts';
import { type FormClient, FormClients } from './form-client.ts';
import { type FormSpot, spotOf } from './form-spot.ts';
import { textIn } from './form-text.ts';
import type { FormWalk } from './form-walk.ts';
import { LONGEST_NUMBER } from './id-pieces.ts';
import { PayloadCounter } from './payload-counter.ts';

/** A power of two: forms remembered. */
const FORMS = 2048;
/** Forms that share a place. */
const FORMS_PER_PLACE = 16;
/** Places of the plans of all spots together. */
const PLACES = 100_000;
/** A power of two: calls of one form and status in full before a spot is looked for. */
const FIRST_LOOK = 8;
/** Statuses and buckets remembered of one form. */
const SPOTS = 16;

/**
 * Calls that are like one counted before, but for their ids and the values of their bodies, are counted with what was
 * found out then: no call is read, placed or searched twice for what its form decides. A pure cache of one summary;
 * whatever it does not know goes the full way.
 */
export class CallForms {
  readonly #summary: Summary;
  readonly #firstLook: number;
  /** By place: most summaries meet few. */
  readonly #forms = new Map<number, CallForm[]>();
  /** By place, the hash of the form that was missed there last, and how often in a row: one that comes seldom is not made. */
  readonly #missed = new Int32Array(FORMS);
  readonly #missedTimes = new Uint8Array(FORMS);
  readonly #clients = new FormClients();
  readonly #ids: string[] = [];
  readonly #touched: FormSpot[] = [];
  #recent: CallForm | undefined = undefined;
  /** The one before: two methods of one path come in turn. */
  #before: CallForm | undefined = undefined;
  readonly #key: SipKey;
  readonly #budget: PlanBudget;
  readonly #payloads: PayloadCounter;

  /** `firstLook` is for tests, whose calls are few. */
  constructor(summary: Summary, firstLook: number = FIRST_LOOK) {
    this.#summary = summary;
    this.#firstLook = firstLook;
    this.#budget = {
      places: PLACES,
      beforeTrail: firstLook,
      known: new WeakMap(),
      pieces: new BodyPieces(),
    };
    this.#payloads = new PayloadCounter(this.#budget);
    this.#key = sipKey(summary.settings.hashKey);
  }

  /** Counts a call; false where only the full way can. `flush` must follow before the summary is read. */
  count(call: ApiCall, hop: Hop): boolean {
    // Rules of a site may ask of any value what it is.
    if (this.#summary.settings.site !== null || !mayHaveForm(call)) return false;
    const form = this.#formOf(call, hop);
    if (form === undefined || this.#hasReserved(form)) return false;
    const spot = this.#spotOf(form, call, hop);
    if (spot === null || !this.#payloads.read(spot.payloads, call)) return false;
    this.#add(spot, call);
    return true;
  }

  /** Adds what the counted calls share. */
  flush(): void {
    for (const spot of this.#touched) addPending(spot);
    this.#touched.length = 0;
  }

  /** The form of a call, whose ids are in `#ids` then. */
  #formOf(call: ApiCall, hop: Hop): CallForm | undefined {
    if (this.#recent !== undefined && isOfForm(this.#recent, call, hop, this.#ids)) return this.#recent;
    if (this.#before !== undefined && isOfForm(this.#before, call, hop, this.#ids))
      return this.#meet(this.#before);
    const hash = formHash(call);
    const place = (hash ^ (hash >>> 15)) & (FORMS - 1);
    const known = this.#forms.get(place)?.find((form) => isOfForm(form, call, hop, this.#ids));
    if (known !== undefined) return this.#meet(known);
    const times = this.#missed[place] === hash ? (this.#missedTimes[place] ?? 0) + 1 : 1;
    const isMade = times >= this.#firstLook;
    if (isMade) this.#keep(place, formOf(call, hop));
    this.#missed[place] = hash;
    this.#missedTimes[place] = isMade ? 0 : times;
    return undefined;
  }

  #keep(place: number, form: CallForm | null): void {
    if (form === null) return;
    const others = this.#forms.get(place) ?? [];
    this.#forms.set(place, [form, ...others].slice(0, FORMS_PER_PLACE));
  }

  #meet(form: CallForm): CallForm {
    this.#before = this.#recent;
    this.#recent = form;
    return form;
  }

  /** As the hash of the summary, which remembers texts: ids seldom come again. */
  #hashOf(text: string): number {
    return text.length <= LONGEST_NUMBER ? sipHashText(this.#key, text) : this.#summary.hash(text);
  }

  /** An id that is the name of a registered segment is none. */
  #hasReserved({ path }: CallForm): boolean {
    const { reservedSegments } = this.#summary.settings;
    if (reservedSegments.size === 0) return false;
    return this.#ids.slice(0, path.uuids.length).some((id) => reservedSegments.has(id));
  }

  #spotOf(form: CallForm, call: ApiCall, hop: Hop): FormSpot | null {
    const { spots } = form;
    const bucket = Math.floor(call.timeMs / this.#summary.settings.bucketMs);
    for (let at = 0; at < spots.length; at += 1) {
      const spot = spots[at];
      if (spot?.status !== call.status || spot.bucket !== bucket) continue;
      if (spot.version === structureVersion()) return spot;
      spots.splice(at, 1);
      break;
    }
    const misses = (form.misses.get(call.status) ?? 0) + 1;
    form.misses.set(call.status, misses);
    // Looking for a spot costs as much as some calls in full: it is looked for where calls keep coming, and where none
    // was found ever more seldom.
    if (misses < this.#firstLook || (misses & (misses - 1)) !== 0) return null;
    this.#forgetWhenFull();
    const spot = spotOf(this.#summary, form, call, hop, this.#budget);
    if (spot === null) return null;
    form.misses.delete(call.status);
    if (spots.length >= SPOTS) spots.length = 0;
    spots.push(spot);
    return spot;
  }

  /** Plans of spots that nobody meets any more would stay: all are found again. */
  #forgetWhenFull(): void {
    if (this.#budget.places > PLACES / 16) return;
    this.#forms.clear();
    this.#recent = undefined;
    this.#before = undefined;
    this.#budget.places = PLACES;
    this.#budget.known = new WeakMap();
  }

  #add(spot: FormSpot, call: ApiCall): void {
    const summary = this.#summary;
    const client = this.#clients.clientAt(call.client.address ?? '', call.client.id, summary);
    const ids = this.#ids;
    if (call.timeMs > summary.latestMs) summary.latestMs = call.timeMs;
    let hash = 0;
    for (let at = 0; at < spot.slots.length; at += 1) {
      const slot = spot.slots[at];
      hash = this.#hashOf(ids[at] ?? '');
      if (slot !== undefined) addHash((slot.values ??= emptyHyperLogLog()), hash);
    }
    if (spot.walk !== null)
      this.#addWalk(spot, spot.walk, call, client, spot.slots.length === 1 ? hash : null);
    observeOwnTraffic(spot.cell.traffic, call, client, spot.context.accepted);
    this.#payloads.add(spot, call, client.payloadClient, ids);
    const hour = Math.floor(call.timeMs / HOUR_MS) % 24;
    if (spot.pending === 0) this.#touched.push(spot);
    else if (spot.pendingHour !== hour) addPending(spot);
    spot.pendingHour = hour;
    spot.pending += 1;
  }

  /** `known` is the hash of the identifier where it is the one id of the path. */
  #addWalk(spot: FormSpot, walk: FormWalk, call: ApiCall, client: FormClient, known: number | null): void {
    const { actor } = client;
    const hour = this.#hourOf(spot, walk, Math.floor(call.timeMs / HOUR_MS) * HOUR_MS);
    if (hour === null || isClosed(hour.walkers)) return;
    const place = walkerAt(hour.walkers, actor.hash, actor.network);
    if (place < 0) return;
    const row = rowAt(hour.walkers, place, walk.shapeHash, walk.site.shapeKey);
    if (row < 0) return;
    const { values } = walk;
    let last = call.query ?? '';
    let asked = last;
    if (values !== 'query') {
      last = textIn(values[values.length - 1], this.#ids);
      asked = values.length === 1 ? last : values.map((value) => textIn(value, this.#ids)).join('\n');
    }
    const outcome = outcomeOf(call.status, spot.context);
    countCall(hour.walkers.table, row, outcome, known ?? this.#hashOf(asked), numberOf(last));
    const credential = client.credential ?? spot.machine;
    if (credential !== null) countMachine(hour.walkers.table, row, credential);
  }

  #hourOf(spot: FormSpot, walk: FormWalk, bucketHourMs: number): SiteHour | null {
    const { actors } = this.#summary;
    const isKept = walk.hour !== null && walk.site.bucketHourMs === bucketHourMs;
    // While no site had to leave, none of those met is gone.
    if (isKept && actors.sites?.overflowed === false) return walk.hour;
    if (walk.site.bucketHourMs !== bucketHourMs) walk.site = { ...walk.site, bucketHourMs };
    walk.hour = hourOf(actors, spot.context, walk.site);
    return walk.hour;
  }
}

function addPending(spot: FormSpot): void {
  const { pending } = spot;
  const { traffic, auth, signals } = spot.cell;
  addLikeTraffic(traffic, spot.traffic, spot.pendingHour, pending);
  addLikeAuth(auth, spot.auth, pending);
  addPlainSignals(signals, spot.signals, pending);
  const { side, hasHeaders } = spot.payloads;
  side.calls += pending;
  if (hasHeaders) side.withHeaders += pending;
  spot.pending = 0;
}
