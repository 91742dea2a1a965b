import { isAskedField } from '../auth/login-path.ts';
import type { KeyContext } from '../data-classes/key-context.ts';
import type { Body } from '../exchange.ts';
import { jsonDocument } from '../json-text.ts';
import {
  type BodyPlan,
  emptyPlan,
  learnBody,
  type PlanBudget,
  type PlanRules,
} from '../payloads/body-plan.ts';
import { type BodySet, knownBodyStats } from '../payloads/body-set.ts';
import type { BodyTape } from '../payloads/body-tape.ts';
import { vendorName } from '../payloads/media-type.ts';
import { TOKEN } from '../payloads/token.ts';
import { findVerboseError } from '../signals/error-texts.ts';
import { isErrorMember } from '../signals/signals.ts';
import { isSuspiciousText } from '../threats/content-threats.ts';
import { mayHoldAttack, STRONG, shapeOf } from '../threats/text-shape.ts';

/** Members by which a message of GraphQL, JSON-RPC or an OData batch is told. */
const PROTOCOL_MEMBERS: ReadonlySet<string> = new Set(
  'jsonrpc method params query extensions operationName variables documentId doc_id requests'.split(' '),
);

/** Shorter texts hold no attack. */
const SHORTEST_SEARCHED = 3;

const OF_REQUESTS: PlanRules = {
  isDeciding: (key) => PROTOCOL_MEMBERS.has(key) || isAskedField(key),
  isOdd: isOddKey,
  saysError: () => false,
};
const OF_RESPONSES: PlanRules = { isDeciding: () => false, isOdd: isOddKey, saysError: isErrorMember };

/** What may be an attack, or names what objects inherit. */
function isOddKey(key: string): boolean {
  return key === '__proto__' || (shapeOf(key) & STRONG) !== 0;
}

/** A body as the log has it; the class of the status of an answer. */
interface Message {
  readonly text: string;
  readonly statusClass: string | null;
}

/** The plan of a body: null where there is none to count, undefined where it can have no plan. */
export function planOf(
  bodies: BodySet,
  body: Body,
  { text, statusClass }: Message,
  context: KeyContext,
  maxDepth: number,
  budget: PlanBudget,
): BodyPlan | null | undefined {
  if (text === '') return body.kind === 'not-captured' || body.kind === 'empty' ? null : undefined;
  if (body.kind !== 'json' || body.text !== text || !isWhole(body.value, text)) return undefined;
  const stats = knownBodyStats(bodies, body.contentType, statusClass);
  if (stats === undefined) return undefined;
  const rules = statusClass === null ? OF_REQUESTS : OF_RESPONSES;
  const vendor = vendorName(body.contentType);
  const known = budget.known.get(stats);
  if (known !== undefined && known.root.context === context && known.vendor === vendor) return known;
  const plan = emptyPlan(stats, vendor, context, maxDepth, rules, budget);
  if (!learnBody(plan, text, budget)) return undefined;
  budget.known.set(stats, plan);
  return plan;
}

/** Whether the text is the JSON of the value: some types hold several values. */
function isWhole(value: unknown, text: string): boolean {
  const document = jsonDocument(text);
  return document !== null && JSON.stringify(value) === JSON.stringify(document.value);
}

/** Puts a body on the tape; false where it does not fit its plan, which then learns it now and ever more seldom. */
export function readByPlan(plan: BodyPlan, text: string, tape: BodyTape, budget: PlanBudget): boolean {
  if (tape.read(plan, text, budget)) return true;
  plan.misses += 1;
  if ((plan.misses & (plan.misses - 1)) !== 0 || !learnBody(plan, text, budget)) return false;
  if (!tape.read(plan, text, budget)) return false;
  plan.misses = 0;
  return true;
}

/** Whether a search of the body for attacks finds nothing; false, too, where only the search could tell. */
export function isHarmlessBody(text: string, tape: BodyTape): boolean {
  for (let at = 0; at < tape.count; at += 1) {
    if (tape.kinds[at] !== TOKEN.text) continue;
    const value = tape.textAt(at);
    if (value.length >= SHORTEST_SEARCHED && isSuspiciousText(value)) return !mayHoldAttack(text);
  }
  return true;
}

const FIRST_ERROR = 400;

/** Whether an answer shows an error that tells of what runs behind it. */
export function showsError({ mayHoldError }: BodyPlan, text: string, status: number | null): boolean {
  return ((status !== null && status >= FIRST_ERROR) || mayHoldError) && findVerboseError(text) !== null;
}
