import type { ApiCall } from '../../model/api-call.ts';
import { type KeyContext, keyContext } from '../data-classes/key-context.ts';
import type { Body, Exchange, Field, ObserveContext } from '../exchange.ts';
import type { BodyPlan, PlanBudget } from '../payloads/body-plan.ts';
import { isPlainWord, rootContextOf } from '../payloads/observe-message.ts';
import type { LikeText } from '../payloads/observe-node.ts';
import { type PayloadSide, statusClassOf } from '../payloads/payloads.ts';
import type { SchemaNode } from '../payloads/schema-node.ts';
import { isCredentialHeader, isTransportHeader } from '../payloads/transport-headers.ts';
import { NO_CONTEXT } from '../payloads/walk.ts';
import { planOf } from './form-body.ts';
import { type FormText, NO_TEXT } from './form-text.ts';

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

/** Where the payloads of calls of one form are counted. */
export interface FormPayloads {
  readonly side: PayloadSide;
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
}

/** null where something is not there yet, or a body can have no plan. `values` are those of the query. */
export function payloadsOf(
  side: PayloadSide,
  exchange: Exchange,
  context: ObserveContext,
  texts: readonly FormText[],
  values: readonly FormText[],
  budget: PlanBudget,
): FormPayloads | null {
  const segments = segmentsOf(side, exchange.segments, texts, context.caps.pathDepth);
  const plans = segments === null ? null : plansOf(side, exchange, context.caps.schemaDepth, budget);
  if (segments === null || plans === null) return null;
  const names = counted(exchange.requestHeaders);
  return {
    side,
    segments,
    fields: exchange.query.map(({ name }, at) => fieldOf(name, values[at] ?? NO_TEXT)),
    hasHeaders: exchange.requestHeaders !== null,
    credentialNames: names.filter(isCredentialHeader),
    requestHeaders: names.filter((name) => !isCredentialHeader(name)).map(headerOf),
    cookies: exchange.cookies.map(({ name, value }) => fieldOf(name, { id: -1, text: value })),
    responseHeaders: counted(exchange.responseHeaders).map(headerOf),
    requestPlan: plans.request,
    responsePlan: plans.response,
  };
}

function fieldOf(name: string, value: FormText): FormField {
  return { name, value, like: null };
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
function plansOf(side: PayloadSide, exchange: Exchange, maxDepth: number, budget: PlanBudget): Plans | null {
  const { call, requestBody, responseBody, segments } = exchange;
  const root = rootContextOf(segments);
  const asked = { text: call.request.body ?? '', statusClass: null };
  const request = planOf(side.requests, requestBody, asked, root, maxDepth, budget);
  const response = answerPlan(side, responseBody, call, root, maxDepth, budget);
  return request === undefined || response === undefined ? null : { request, response };
}

/** An answer without a status is not counted. */
function answerPlan(
  side: PayloadSide,
  body: Body,
  { status, response }: ApiCall,
  root: KeyContext,
  maxDepth: number,
  budget: PlanBudget,
): BodyPlan | null | undefined {
  const text = response.body ?? '';
  if (status === null) return text === '' ? null : undefined;
  return planOf(side.responses, body, { text, statusClass: statusClassOf(status) }, root, maxDepth, budget);
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
