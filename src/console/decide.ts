import type { Clock } from '../model/clock.ts';
import type { JsonObject } from '../model/json.ts';
import { compileSchema } from '../schema/index.ts';
import type { Store } from '../store/store.ts';
import { RequestFault } from './request-fault.ts';

/** What a person decided about a finding, as asked for by the form or by the REST API. */
export interface DecisionRequest {
  readonly status: 'accepted' | 'false-positive' | 'open';
  readonly reason?: string;
  readonly person?: string;
  /** RFC 3339 date (its end, UTC, is meant) or time; absent or null: no end. */
  readonly expiresAt?: string | null;
}

/** Longest texts of a decision, in characters. */
export const REASON_LIMIT = 1000;
export const PERSON_LIMIT = 200;

export const DECISION_SCHEMA: JsonObject = {
  title: 'DecisionRequest',
  type: 'object',
  additionalProperties: false,
  required: ['status'],
  properties: {
    status: { enum: ['accepted', 'false-positive', 'open'] },
    reason: { type: 'string', maxLength: REASON_LIMIT },
    person: { type: 'string', maxLength: PERSON_LIMIT },
    expiresAt: { type: ['string', 'null'], maxLength: 40 },
  },
};

const validator = compileSchema<DecisionRequest>(DECISION_SCHEMA);

export function parseDecision(value: unknown): DecisionRequest {
  if (validator.is(value)) return value;
  throw new RequestFault(
    400,
    'bad-decision',
    'The decision does not follow its schema; see /api/v1/openapi.json.',
  );
}

/** Writes the decision; the reason and the person are required wherever a finding is taken off the list. */
export async function decide(
  store: Store,
  clock: Clock,
  finding: string,
  request: DecisionRequest,
): Promise<void> {
  if (request.status === 'open') return store.reopenFinding(finding);
  const reason = request.reason?.trim() ?? '';
  const person = request.person?.trim() ?? '';
  if (reason === '' || person === '') {
    throw new RequestFault(400, 'bad-decision', 'A reason and the person who decides are required.');
  }
  await store.decideFinding({
    finding,
    status: request.status,
    reason,
    person,
    expiresAtMs: expiryMs(request.expiresAt ?? null, clock.nowMs()),
    decidedAtMs: clock.nowMs(),
  });
}

const DAY_MS = 86_400_000;

function expiryMs(text: string | null, nowMs: number): number | null {
  if (text === null || text === '') return null;
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const atMs = isDate ? Date.parse(text) + DAY_MS : isTime ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(atMs) && atMs > nowMs) return atMs;
  throw new RequestFault(
    400,
    'bad-expiry',
    'The end of a decision is a date or RFC 3339 time in the future.',
  );
}
