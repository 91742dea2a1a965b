import type { JsonObject, JsonValue, SearchRecord } from '../../src/kit/index.ts';
import type { GraylogConfig } from './config.ts';

const TIME = 'timestamp';
const ID = 'gl2_message_id';

/** The fields to ask for: time and id first, then what the mapping reads. */
export function fieldsOf({ content, fields }: GraylogConfig): readonly string[] {
  const wanted = content === 'fields' ? fields : [content];
  return [TIME, ID, ...wanted.filter((field) => field !== TIME && field !== ID)];
}

/** A message as a record; null where it has no time that can be read. */
export function recordOf(members: JsonObject, { content }: GraylogConfig): SearchRecord | null {
  const timeMs = timeOf(members[TIME]);
  if (timeMs === null) return null;
  const id = textOf(members[ID]);
  if (content !== 'fields') return { id, timeMs, value: textOf(members[content]) ?? '' };
  return { id, timeMs, value: { ...members, [TIME]: new Date(timeMs).toISOString() } };
}

const STAMP =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?)(Z|[+-][0-9]{2}:?[0-9]{2})?$/;

/** Times of messages are UTC, with or without a zone in them. */
function timeOf(value: JsonValue | undefined): number | null {
  const match = typeof value === 'string' ? STAMP.exec(value) : null;
  if (match === null) return null;
  const [, day = '', time = '', zone = 'Z'] = match;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const ms = Date.parse(`${day}T${time.replace(',', '.')}${offset}`);
  return Number.isNaN(ms) ? null : ms;
}

/** `-` is what the scripting API says for a field that a message does not have. */
function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' && value !== '-' ? value : null;
}
