import { AssayError } from '../../model/errors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';

/** Where reading of a partition stands: an offset means nothing without the topic that it was counted in. */
export interface LogCursor {
  readonly topicId: string;
  readonly offset: bigint;
}

export function encodeCursor({ topicId, offset }: LogCursor): JsonObject {
  return { topicId, offset: offset.toString() };
}

/** Throws AssayError `state` for what no version of this program has written. */
export function decodeCursor(stored: JsonValue): LogCursor {
  if (isJsonObject(stored)) {
    const { topicId, offset } = stored;
    if (typeof topicId === 'string' && typeof offset === 'string' && /^\d{1,19}$/.test(offset))
      return { topicId, offset: BigInt(offset) };
  }
  throw new AssayError({
    code: 'CONNECTOR_CURSOR_INVALID',
    kind: 'state',
    message: 'The stored offset of a partition cannot be read; nothing was read.',
  });
}

/** Offsets that a partition holds now: from `earliest` on, up to before `latest`. */
export interface LogBounds {
  readonly topicId: string;
  readonly earliest: bigint;
  readonly latest: bigint;
}

/** Records that were not read and cannot be any more. */
export interface Gap {
  readonly kind: 'recreated' | 'expired' | 'truncated';
  /** How many records are gone, where that can be told. */
  readonly lost: bigint | null;
}

export function gapBetween(cursor: LogCursor, bounds: LogBounds): Gap | null {
  if (cursor.topicId !== bounds.topicId) return { kind: 'recreated', lost: null };
  if (cursor.offset < bounds.earliest) return { kind: 'expired', lost: bounds.earliest - cursor.offset };
  return cursor.offset > bounds.latest ? { kind: 'truncated', lost: null } : null;
}

/**
 * Where reading goes on when somebody decided to. What is left of a log that was cut was counted before it was; in the
 * other cases nothing that is there now was.
 */
export function offsetAfter({ kind }: Gap, { earliest, latest }: LogBounds): bigint {
  return kind === 'truncated' ? latest : earliest;
}

const WHAT: Readonly<Record<Gap['kind'], string>> = {
  recreated: 'was deleted and made anew',
  expired: 'no longer holds records that were not read yet: its retention is shorter than the delay',
  truncated: 'ends before the last record that was read: it was cut, or restored from a copy',
};

const ONWARD: Readonly<Record<Gap['kind'], string>> = {
  recreated: 'the oldest record there is',
  expired: 'the oldest record there is',
  truncated: 'what is sent from then on, since what is left was read before',
};

const CODES: Readonly<Record<Gap['kind'], string>> = {
  recreated: 'KAFKA_TOPIC_RECREATED',
  expired: 'KAFKA_RECORDS_EXPIRED',
  truncated: 'KAFKA_TOPIC_TRUNCATED',
};

export function gapError({ kind, lost }: Gap, topic: string, partition: number): AssayError {
  return new AssayError({
    code: CODES[kind],
    kind: 'sourceContract',
    message: `Topic ${topic} ${WHAT[kind]}; partition ${partition} is not read.`,
    fix: `Set onGap: resume on the source and start its workers again: they go on with ${ONWARD[kind]}. What was counted stays. Then set it back to stop.`,
    context: { topic, partition, lost: lost === null ? null : Number(lost) },
  });
}
