import type { Half } from '../capability.ts';
import { type Field, fieldOf, type Scalar } from './field.ts';
import { FOUR_PARTS, LOOK_ALIKES, type LookAlike } from './look-alike-kinds.ts';
import type { Random } from './random.ts';

const PARENTS: Readonly<Record<Half, readonly (readonly string[])[]>> = {
  dev: [['data'], ['items', '*'], [], ['meta', 'context']],
  check: [['response'], ['rows', '*'], [], ['links', 'related']],
};

const SENTENCE: Readonly<Record<Half, string>> = {
  dev: 'Stock item {v} was moved to another bin',
  check: 'Article {v} is on back order',
};

function fieldsOf(kind: LookAlike, half: Half, index: number): readonly Field[] {
  const base = { nature: 'look-alike' as const, difficulty: kind.what };
  const value = (random: Random): Scalar => kind.value(random, half);
  const parents = (turn: number): readonly string[] => PARENTS[half][(index + turn) % 4] ?? [];
  const inBodies = kind[half].flatMap((key, turn) => [
    fieldOf({ ...base, place: 'response-json', parents: parents(turn), key, value }),
    fieldOf({ ...base, place: 'request-json', parents: parents(turn + 1), key, list: turn === 2, value }),
  ]);
  const query = fieldOf({ ...base, place: 'query', key: kind[half][0] ?? '', value });
  // Out of a version's key, four dotted numbers may well be an address.
  if (kind.what === FOUR_PARTS) return [...inBodies, query];
  const note = half === 'dev' ? 'movementNote' : 'stockRemark';
  return [
    ...inBodies,
    query,
    fieldOf({
      ...base,
      place: 'response-json',
      parents: parents(3),
      key: note,
      value: (random) => SENTENCE[half].replace('{v}', () => String(value(random))),
    }),
  ];
}

/** Each kind under three keys of answers and requests, in a query, and in a sentence. */
export function lookAlikeFields(half: Half): readonly Field[] {
  return LOOK_ALIKES.flatMap((kind, index) => fieldsOf(kind, half, index));
}
