import type { ApiCall, HeaderMap } from '../../model/api-call.ts';
import type { PlanBudget } from '../payloads/body-plan.ts';
import { BodyTape } from '../payloads/body-tape.ts';
import { countTape } from '../payloads/count-tape.ts';
import { type FieldSet, fieldNode } from '../payloads/field-set.ts';
import { countLikeText, likeText, observeText } from '../payloads/observe-node.ts';
import { type Walk, walkOf } from '../payloads/walk.ts';
import { isHarmlessBody, readByPlan, showsError } from './form-body.ts';
import type { FormField, FormHeader, FormPayloads, FormSegment } from './form-payloads.ts';
import type { FormSpot } from './form-spot.ts';
import { textIn } from './form-text.ts';

/** Shared by all summaries of a thread, because nothing stays on them: a body is read and counted at once. */
const REQUEST_TAPE = new BodyTape();
const RESPONSE_TAPE = new BodyTape();

/** Counts the payloads of calls of known forms, one call at a time: read, then added. */
export class PayloadCounter {
  readonly #budget: PlanBudget;
  #walk: Walk | null = null;

  constructor(budget: PlanBudget) {
    this.#budget = budget;
  }

  /** Puts the bodies on the tapes; false where they do not fit, or hold what only the full way counts. */
  read({ requestPlan, responsePlan }: FormPayloads, { request, response, status }: ApiCall): boolean {
    if (requestPlan !== null) {
      const text = request.body ?? '';
      if (!readByPlan(requestPlan, text, REQUEST_TAPE, this.#budget) || !isHarmlessBody(text, REQUEST_TAPE))
        return false;
    }
    if (responsePlan === null) return true;
    const text = response.body ?? '';
    return (
      readByPlan(responsePlan, text, RESPONSE_TAPE, this.#budget) && !showsError(responsePlan, text, status)
    );
  }

  #addSegment(segment: FormSegment, ids: readonly string[], walk: Walk): void {
    const { node, context, text, like } = segment;
    if (text.text === null) observeText(node, textIn(text, ids), context, walk);
    else if (like === null || !countLikeText(like, walk)) {
      observeText(node, text.text, context, walk);
      segment.like = likeText(node, text.text, context, walk);
    }
  }

  #addField(set: FieldSet, field: FormField, ids: readonly string[], walk: Walk): void {
    const { name, value, like } = field;
    const node = fieldNode(set, name, walk);
    if (value.text === null) observeText(node, textIn(value, ids), walk.childContext, walk);
    else if (like?.node !== node || !countLikeText(like, walk)) {
      observeText(node, value.text, walk.childContext, walk);
      field.like = likeText(node, value.text, walk.childContext, walk);
    }
  }

  #addHeaders(set: FieldSet, fields: readonly FormHeader[], headers: HeaderMap | null, walk: Walk): void {
    for (const field of fields) {
      const value = headers?.[field.name];
      if (typeof value !== 'string') continue;
      const node = fieldNode(set, field.name, walk);
      const like = field.text === value ? field.like : null;
      if (like?.node === node && countLikeText(like, walk)) continue;
      const context = walk.childContext;
      observeText(node, value, context, walk);
      field.like = field.text === value ? likeText(node, value, context, walk) : null;
      field.text = value;
    }
  }

  /** Adds a call whose bodies were read. `client` is as payloads know it. */
  add(
    { payloads, context }: FormSpot,
    { request, response }: ApiCall,
    client: number,
    ids: readonly string[],
  ): void {
    const { side, segments, fields, requestPlan, responsePlan } = payloads;
    const walk = (this.#walk ??= walkOf(context));
    walk.client = client;
    for (let at = 0; at < segments.length; at += 1) {
      const segment = segments[at];
      if (segment !== undefined) this.#addSegment(segment, ids, walk);
    }
    for (let at = 0; at < fields.length; at += 1) {
      const field = fields[at];
      if (field !== undefined) this.#addField(side.query, field, ids, walk);
    }
    walk.skipsCredentials = true;
    for (const name of payloads.credentialNames) fieldNode(side.headers, name, walk).strings++;
    this.#addHeaders(side.headers, payloads.requestHeaders, request.headers, walk);
    for (const cookie of payloads.cookies) this.#addField(side.cookies, cookie, ids, walk);
    walk.skipsCredentials = false;
    if (requestPlan !== null) countTape(requestPlan, REQUEST_TAPE, walk);
    this.#addHeaders(side.responseHeaders, payloads.responseHeaders, response.headers, walk);
    if (responsePlan !== null) countTape(responsePlan, RESPONSE_TAPE, walk);
  }
}
