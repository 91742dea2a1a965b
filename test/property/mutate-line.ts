/** Damage to log lines that keeps some of them readable; seeded, so that a failure can be run again. */

/** Whole numbers from 0 to `below - 1`, by a 32-bit linear congruential generator (Numerical Recipes). */
export function randomSource(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** JSON is damaged in its structure most of the time, text and the rest byte by byte. */
export function mutateLine(line: Buffer, random: (below: number) => number): Buffer {
  const value = random(4) === 0 ? undefined : parseOrUndefined(line);
  return value === undefined
    ? mutateBytes(line, random)
    : Buffer.from(JSON.stringify(mutateValue(value, random)));
}

/** The same lines are damaged again and again; what is parsed is copied wherever it changes. */
const PARSED = new WeakMap<Buffer, { readonly value: unknown }>();

function parseOrUndefined(line: Buffer): unknown {
  const parsed = PARSED.get(line) ?? { value: parse(line) };
  PARSED.set(line, parsed);
  return parsed.value;
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    return undefined;
  }
}

const ODD: readonly unknown[] = [
  null,
  '',
  '-',
  0,
  -1,
  1e300,
  true,
  [],
  {},
  'x',
  '/p?q',
  'https://h.example/x?y',
  '12.5',
  ['a', 'b'],
  { a: 1 },
  '2026-03-04T09:15:22Z',
  'GET /z HTTP/1.1',
  '__proto__',
  '\u0000\ud800',
];

function mutateValue(value: unknown, random: (below: number) => number): unknown {
  if (random(6) === 0) return ODD[random(ODD.length)];
  if (Array.isArray(value)) return mutateList(value, random);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const chosen = random(entries.length + 1);
  return Object.fromEntries(
    entries.flatMap(([key, member], index) => {
      if (index !== chosen) return [[key, member]];
      return random(3) === 0 ? [] : [[key, mutateValue(member, random)]];
    }),
  );
}

function mutateList(list: readonly unknown[], random: (below: number) => number): unknown {
  const copy = [...list];
  const at = random(copy.length + 1);
  if (random(3) === 0) copy.splice(at, 1);
  else if (at < copy.length) copy[at] = mutateValue(copy[at], random);
  return copy;
}

const BYTES = Buffer.from(' "\\/[]{}:-0a~#?\u0000\n\u00e9');

function mutateBytes(line: Buffer, random: (below: number) => number): Buffer {
  const copy = Buffer.from(line);
  for (let count = random(3); count > 0 && copy.length > 0; count -= 1) {
    copy[random(copy.length)] = BYTES[random(BYTES.length)] ?? 0;
  }
  return random(5) === 0 ? copy.subarray(0, random(copy.length + 1)) : copy;
}
