import type { ApiCall, Hop } from '../../model/api-call.ts';
import { machineCredential } from '../actors/actors.ts';
import type { Auth } from '../auth/auth.ts';
import { urlName } from '../auth/credential-names.ts';
import type { Cell } from '../cell.ts';
import type { ObserveContext } from '../exchange.ts';
import type { PathNode } from '../paths/trie.ts';
import { structureVersion } from '../paths/trie.ts';
import type { PlanBudget } from '../payloads/body-plan.ts';
import { knownMethod } from '../read-call.ts';
import type { Signals } from '../signals/signals.ts';
import type { Summary } from '../summary.ts';
import { emptyTraffic, type LikeTraffic, likeTraffic, observeTraffic } from '../traffic/traffic.ts';
import type { CallForm } from './call-form.ts';
import { type FormPayloads, payloadsOf } from './form-payloads.ts';
import { type Reading, readings } from './form-reading.ts';
import { type FormText, idsIn, isId, textsOf } from './form-text.ts';
import { type FormWalk, walkOf } from './form-walk.ts';

/** Where calls of one form, status and bucket are counted, found once. */
export interface FormSpot {
  readonly status: number | null;
  readonly bucket: number;
  /** Of the tries when it was found. */
  readonly version: number;
  readonly cell: Cell;
  readonly payloads: FormPayloads;
  readonly context: ObserveContext;
  /** The node of each id of the path. */
  readonly slots: readonly PathNode[];
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

/**
 * The spot of a call, if everything is there that it counts in and the ids of the form decide about nothing but their
 * own counts: the call is read in full with the smallest and the largest ids, and both must be told alike. Nothing is
 * made here: what is missing the full way makes.
 */
export function spotOf(
  summary: Summary,
  form: CallForm,
  call: ApiCall,
  hop: Hop,
  budget: PlanBudget,
): FormSpot | null {
  const read = readings(summary, form, call, hop);
  const texts = read === null ? null : textsAndValues(form, read.small, read.large);
  if (read === null || texts === null) return null;
  const { small } = read;
  const { exchange, context } = small;
  const bucket = Math.floor(call.timeMs / summary.settings.bucketMs);
  const found = findCell(summary, small, texts.segments, knownMethod(call.method), hop, bucket);
  const walk = walkOf(summary, small, texts.segments, texts.values);
  const side = context.accepted ? found?.cell.payloads.accepted : found?.cell.payloads.other;
  if (found === null || side === undefined || side === null || walk === undefined) return null;
  const payloads = payloadsOf(side, exchange, context, texts.segments, texts.values, budget);
  if (payloads === null) return null;
  const traffic = emptyTraffic(context.caps.nativeRefs);
  observeTraffic(traffic, exchange, context, { operations: 1, calls: 1, fromGateway: false });
  return {
    status: call.status,
    bucket,
    version: structureVersion(),
    cell: found.cell,
    payloads,
    context,
    slots: found.slots,
    machine: machineCredential(exchange, context),
    walk,
    traffic: likeTraffic(traffic),
    auth: small.auth,
    signals: small.signals,
    pending: 0,
    pendingHour: 0,
  };
}

interface Texts {
  readonly segments: readonly FormText[];
  /** Of the query. */
  readonly values: readonly FormText[];
}

/** null where something else than the ids differs, or one of them may be a credential. */
function textsAndValues(form: CallForm, { exchange }: Reading, { exchange: other }: Reading): Texts | null {
  const idsOfPath = form.path.uuids.length;
  const idsOfQuery = form.query === null ? 0 : form.query.uuids.length;
  const segments = textsOf(exchange.segments, other.segments, 0);
  const values = textsOf(
    exchange.query.map(({ value }) => value),
    other.query.map(({ value }) => value),
    idsOfPath,
  );
  if (segments === null || values === null) return null;
  if (idsIn(segments) !== idsOfPath || idsIn(values) !== idsOfQuery) return null;
  const mayBeCredential = exchange.query.some(({ name }, at) => isId(values[at]) && urlName(name) !== null);
  return mayBeCredential ? null : { segments, values };
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
    const isPlainSlot = slot !== null && !slot.open && isId(texts[at]);
    if (node === undefined || (slot !== null) !== isId(texts[at]) || (slot !== null && !isPlainSlot))
      return null;
    node = slot === null ? node.literals.get(text) : node.slots.get(slot.token);
    if (slot !== null && node !== undefined) slots.push(node);
  }
  const cell = node?.leaf?.operations.get('rest')?.cells.get(method)?.get(hop)?.get(bucket);
  return cell === undefined || cell.mergedInto !== null ? null : { cell, slots };
}
