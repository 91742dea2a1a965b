import type { JsonObject } from '../model/json.ts';
import type { GatewaySnapshot } from '../model/registered-api.ts';
import { LETTERS, type Letter } from '../model/vocabulary.ts';
import { integer, numberOrNull, text, textOrNull } from './columns.ts';
import type { Row } from './row.ts';
import type {
  FindingDecision,
  FindingTrace,
  GradePoint,
  OutboxEntry,
  OutboxState,
  ParkedRecord,
  RegistryObject,
  RunOutcome,
  RunRecord,
  StoredGateway,
  Tally,
} from './store.ts';
import { fromStored } from './stored-json.ts';
import { mergeTallies } from './tally.ts';

/** Rows as they stand in the tables of every store, read back as what they mean. */
export function storedGateway(row: Row): StoredGateway {
  return {
    snapshot: fromStored<GatewaySnapshot>(text(row, 'snapshot')),
    takenAtMs: integer(row, 'taken_at'),
  };
}

export function gradePoint(row: Row): GradePoint {
  return {
    api: text(row, 'api'),
    asOfMs: integer(row, 'as_of'),
    letter: letter(row, 'letter'),
    shownLetter: letter(row, 'shown_letter'),
    score: numberOrNull(row, 'score'),
    coverage: integer(row, 'coverage'),
    rubric: text(row, 'rubric'),
  };
}

function letter(row: Row, name: string): Letter {
  const stored = text(row, name);
  return LETTERS.find((known) => known === stored) ?? 'U';
}

export function findingTrace(row: Row): FindingTrace {
  return {
    finding: text(row, 'finding'),
    firstSeenMs: integer(row, 'first_seen'),
    lastSeenMs: integer(row, 'last_seen'),
    present: integer(row, 'present') === 1,
    regressed: integer(row, 'regressed') === 1,
  };
}

export function findingDecision(row: Row): FindingDecision {
  return {
    finding: text(row, 'finding'),
    status: text(row, 'status') === 'accepted' ? 'accepted' : 'false-positive',
    reason: text(row, 'reason'),
    person: text(row, 'person'),
    expiresAtMs: numberOrNull(row, 'expires_at'),
    decidedAtMs: integer(row, 'decided_at'),
  };
}

export function registryObject(row: Row): RegistryObject {
  return {
    registry: text(row, 'registry'),
    key: text(row, 'key'),
    kind: text(row, 'kind'),
    api: textOrNull(row, 'api'),
    body: fromStored<JsonObject>(text(row, 'body')),
    state: text(row, 'state') === 'retired' ? 'retired' : 'active',
    changedAtMs: integer(row, 'changed_at'),
  };
}

export function outboxEntry(row: Row): OutboxEntry {
  return {
    sequence: integer(row, 'sequence'),
    registry: text(row, 'registry'),
    key: text(row, 'key'),
    change: fromStored<JsonObject>(text(row, 'change')),
    state: outboxState(text(row, 'state')),
    attempts: integer(row, 'attempts'),
    error: textOrNull(row, 'error'),
  };
}

function outboxState(stored: string): OutboxState {
  return stored === 'applied' || stored === 'quarantined' ? stored : 'pending';
}

export function runRecord(row: Row): RunRecord {
  const error = textOrNull(row, 'error');
  return {
    id: integer(row, 'id'),
    job: text(row, 'job'),
    subject: text(row, 'subject'),
    startedAtMs: integer(row, 'started_at'),
    endedAtMs: numberOrNull(row, 'ended_at'),
    outcome: runOutcome(textOrNull(row, 'outcome')),
    counts: fromStored<JsonObject>(text(row, 'counts')),
    error: error === null ? null : fromStored<NonNullable<RunRecord['error']>>(error),
  };
}

function runOutcome(stored: string | null): RunOutcome | null {
  switch (stored) {
    case 'succeeded':
    case 'partial':
    case 'failed':
    case 'skipped':
      return stored;
    case null:
    default:
      return null;
  }
}

export function parkedRecord(row: Row): ParkedRecord {
  return {
    part: text(row, 'part'),
    position: integer(row, 'position'),
    reason: text(row, 'reason'),
    detail: textOrNull(row, 'detail'),
    parkedAtMs: integer(row, 'parked_at'),
  };
}

/** Pointers to parked records that are kept for a source. */
export const MAX_PARKED = 10_000;

/** Tallies are kept for each part of a source and shown for the source. */
export function talliesBySource(rows: readonly Row[]): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const row of rows) {
    const source = text(row, 'source');
    const tally = fromStored<Tally>(text(row, 'tally'));
    const before = tallies.get(source);
    tallies.set(source, before === undefined ? tally : mergeTallies(before, tally));
  }
  return tallies;
}
