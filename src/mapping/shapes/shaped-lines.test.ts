import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isBlankLine, readRecord } from '../read-record.ts';
import { isDropped } from '../runtime/outcome.ts';
import { ShapedLines } from './shaped-lines.ts';

/** Names and punctuation of a line; a number stands for a value that each line has its own of. */
type Skeleton = {
  readonly open: string;
  readonly parts: readonly (string | Skeleton)[];
  readonly close: string;
};

const NAMES = [
  '"a"',
  '"b"',
  '"user-agent"',
  '"10"',
  '"2"',
  '""',
  '"__proto__"',
  '"constructor"',
  '"length"',
  '"\\u0061"',
  '"q\\"q"',
  '"clé"',
];

/** Values as they are printed, the odd ones of RFC 8259 and what is no JSON at all among them. */
const VALUES = [
  '0',
  '-0',
  '-0.0',
  '0.000',
  '7',
  '-7',
  '1790812800172',
  '999999999999999',
  '-123456789012345',
  '1234567890123456',
  '9007199254740993',
  '12345678901234567890',
  '281.1',
  '0.1',
  '0.000929675',
  '1646861401.5241024',
  '123456789.012345',
  '5e-324',
  '1e3',
  '-1E+2',
  '1.5e300',
  '1e999',
  'true',
  'false',
  'null',
  '""',
  '"x"',
  '"GET"',
  '"svc0.shop.example"',
  '"svc1.shop.example"',
  '"shop-app/4.1 (Android 14; en)"',
  `"${'long '.repeat(30)}"`,
  '"{\\"id\\":273,\\"tags\\":[\\"new\\",\\"sale\\"],\\"links\\":{\\"self\\":\\"\\/v1\\"}}"',
  '"\\\\"',
  '"\\\\\\""',
  '"\\b\\f\\n\\r\\t\\/"',
  '"\\u00e9\\ud83d\\ude00"',
  '"\\ud800"',
  '"\\u0000"',
  '"é"',
  '"日本語 \\"quoted\\" 😀"',
  '"\u007f"',
  '01',
  '-',
  '1.',
  '.5',
  '+1',
  '1e',
  '1-2',
  'NaN',
  'tru',
  'falsy',
  'nulls',
  '"\\x"',
  '"\\u12"',
  '"\t"',
  '"open',
];
const BROKEN = 15;
const SOUND = VALUES.slice(0, -BROKEN);

const skeleton = fc.letrec<{ node: string | Skeleton; whole: Skeleton }>((tie) => ({
  node: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.constant('?'), tie('whole')),
  whole: fc
    .tuple(
      fc.boolean(),
      fc.array(fc.tuple(fc.constantFrom(...NAMES), tie('node')), { maxLength: 5 }),
      fc.constantFrom('', '', '', ' ', '\t'),
    )
    .map(([isList, members, blank]) => ({
      open: `${isList ? '[' : '{'}${blank}`,
      parts: members.flatMap(([name, node], index) => [
        `${index === 0 ? '' : `,${blank}`}${isList ? '' : `${name}:${blank}`}`,
        node,
        blank,
      ]),
      close: isList ? ']' : '}',
    })),
})).whole;

function print({ open, parts, close }: Skeleton, next: () => string): string {
  const texts = parts.map((part) =>
    typeof part === 'string' ? (part === '?' ? next() : part) : print(part, next),
  );
  return `${open}${texts.join('')}${close}`;
}

interface Stream {
  readonly skeletons: readonly Skeleton[];
  readonly lines: readonly {
    readonly skeleton: number;
    readonly values: readonly string[];
    readonly fault: number;
  }[];
}

const stream: fc.Arbitrary<Stream> = fc.record({
  skeletons: fc.array(skeleton, { minLength: 1, maxLength: 3 }),
  lines: fc.array(
    fc.record({
      skeleton: fc.nat(2),
      values: fc.array(
        fc.oneof(
          { weight: 12, arbitrary: fc.constantFrom(...SOUND) },
          { weight: 3, arbitrary: fc.json({ maxDepth: 1 }) },
          { weight: 3, arbitrary: fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)) },
          { weight: 3, arbitrary: fc.double({ noNaN: true }).map(String) },
          { weight: 1, arbitrary: fc.constantFrom(...VALUES) },
        ),
        { minLength: 1, maxLength: 12 },
      ),
      fault: fc.nat(40),
    }),
    { minLength: 4, maxLength: 30 },
  ),
});

/** One fault in ten lines: a byte that is none of UTF-8, a line cut short, bytes behind it, a mark in front. */
function broken(line: Buffer, fault: number): Buffer {
  switch (fault) {
    case 0:
      return line.subarray(0, Math.max(0, line.length - 2));
    case 1:
      return Buffer.concat([line, Buffer.from(' x')]);
    case 2:
      return Buffer.concat([Buffer.from('\ufeff'), line]);
    case 3: {
      const at = Math.floor(line.length / 2);
      return Buffer.concat([line.subarray(0, at), Buffer.from([0xff]), line.subarray(at)]);
    }
    case 4:
      return Buffer.alloc(0);
    default:
      return fault % 2 === 0 ? line : Buffer.concat([line, Buffer.from('\r')]);
  }
}

function linesOf({ skeletons, lines }: Stream): Buffer[] {
  return lines.map(({ skeleton: chosen, values, fault }) => {
    let taken = 0;
    const next = (): string => values[taken++ % values.length] ?? 'null';
    const whole = skeletons[chosen % skeletons.length];
    assert.ok(whole);
    return broken(Buffer.from(print(whole, next)), fault);
  });
}

/** Everything that tells two values apart: members in their order, signs of zeros, prototypes. */
function assertSame(actual: unknown, expected: unknown): void {
  assert.deepStrictEqual(actual, expected);
  assert.equal(JSON.stringify(actual), JSON.stringify(expected));
}

/** Reads the lines of one chunk as the analyst does; how many were read by a shape. */
function readAll(shaped: ShapedLines, lines: readonly Buffer[]): number {
  const chunk = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]).slice(0, -1));
  assert.ok(shaped.enter(chunk));
  let hits = 0;
  let start = 0;
  for (const line of lines) {
    const end = start + line.length;
    const expected = readRecord(line, 'ndjson');
    const record = shaped.read(start, end);
    if (record !== undefined) {
      hits += 1;
      assertSame(record, expected);
    } else if (!isBlankLine(line) && !isDropped(expected)) shaped.learn(start, end, expected);
    start = end + 1;
  }
  shaped.leave();
  return hits;
}

function textLines(...lines: string[]): Buffer[] {
  return lines.map((line) => Buffer.from(line));
}

/** Lines that are read by their shape from the third on. */
function hitsOf(...lines: string[]): number {
  return readAll(new ShapedLines(), textLines(...lines));
}

describe('ShapedLines', () => {
  it('reads what the parser reads, in the same order, or nothing', () => {
    let lines = 0;
    let hits = 0;
    fc.assert(
      fc.property(stream, (given) => {
        const all = linesOf(given);
        lines += all.length;
        // Twice: in the second round most shapes are known.
        const shaped = new ShapedLines();
        hits += readAll(shaped, all) + readAll(shaped, all);
      }),
      { numRuns: 400, seed: 7 },
    );
    assert.ok(hits > lines / 4, `${hits} hits in twice ${lines} lines`);
  });

  it('reads every value in the place of every other', () => {
    const shaped = new ShapedLines();
    const lines = VALUES.flatMap((first) =>
      SOUND.map((second) => `{"a":${first},"b":{"c":${second}},"d":[${first}]}`),
    );
    const sound = SOUND.length ** 2;
    assert.equal(readAll(shaped, textLines(...lines)) > sound * 0.9, true);
  });

  it('takes a value that begins as the one before for another', () => {
    assert.equal(hitsOf('{"a":"x"}', '{"a":"x"}', '{"a":"xy"}', '{"a":"x"}', '{"a":"x\\""}', '{"a":""}'), 4);
    assert.equal(
      hitsOf('{"a":1}', '{"a":2}', '{"a":12}', '{"a":1}', '{"a":1.5}', '{"a":true}', '{"a":"1"}'),
      5,
    );
  });

  it('keeps the order in which objects have names that are numbers', () => {
    const lines = ['{"b":1,"10":2,"a":3,"2":4}', '{"b":5,"10":6,"a":7,"2":8}', '{"b":9,"10":0,"a":1,"2":2}'];
    assert.equal(hitsOf(...lines), 1);
  });

  it('leaves names that repeat and names that objects treat in their own way to the parser', () => {
    for (const line of [
      '{"a":1,"a":2}',
      '{"\\u0061":1,"a":2}',
      '{"__proto__":{"a":1}}',
      '{"__proto__":1,"b":2}',
      '{"a":[1,2],"a":[1]}',
      '{"a":1,"a":{}}',
    ])
      assert.equal(hitsOf(line, line, line, line), 0);
  });

  it('goes on where a member is missing, a list is longer, an object stands for a value', () => {
    const shapes = [
      '{"a":1,"b":[1]}',
      '{"a":1,"b":[1,2]}',
      '{"a":1}',
      '{"a":1,"b":{"c":1}}',
      '{"a":{},"b":[]}',
      '[{"a":1}]',
    ];
    assert.equal(hitsOf(...shapes, ...shapes, ...shapes, ...shapes), shapes.length * 2);
  });

  it('reads to the last byte of a chunk and not beyond', () => {
    for (const value of ['1', '12', '"x"', '"\\""', 'true', 'null', '"é"', '-0', '[]', '""']) {
      const shaped = new ShapedLines();
      for (const [index, text] of [`{"a":${value}}`, `[${value}]`, `[${value}]`, `[${value}]`].entries())
        assert.equal(readAll(shaped, textLines(text)), index === 3 ? 1 : 0, text);
      const cut = `[${value}]`;
      for (let length = 1; length < cut.length; length += 1) {
        const chunk = Buffer.from(cut);
        shaped.enter(chunk.subarray(0, length));
        assert.equal(shaped.read(0, length), undefined);
        // The line ends before its bytes do.
        shaped.enter(chunk);
        assert.equal(shaped.read(0, length), undefined);
      }
    }
  });

  it('gives parts whose values all come again as the same object, and changes none that it gave', () => {
    const shaped = new ShapedLines();
    const line = (id: number, agent: string): string =>
      `{"id":${id},"headers":{"agent":"${agent}","n":[1,2]}}`;
    const chunk = Buffer.from(
      [line(1, 'x'), line(2, 'x'), line(3, 'x'), line(4, 'x'), line(5, 'y')].join('\n'),
    );
    shaped.enter(chunk);
    const size = line(1, 'x').length;
    const records = [0, 1, 2, 3, 4].map((index) => {
      const start = index * (size + 1);
      const record = shaped.read(start, start + size);
      const parsed: unknown = JSON.parse(chunk.toString('utf8', start, start + size));
      if (record === undefined) shaped.learn(start, start + size, parsed);
      return (record ?? parsed) as { id: number; headers: object };
    });
    assert.equal(records[2]?.headers, records[3]?.headers);
    assert.notEqual(records[3]?.headers, records[4]?.headers);
    assert.deepEqual(
      records.map((record) => JSON.stringify(record)),
      [line(1, 'x'), line(2, 'x'), line(3, 'x'), line(4, 'x'), line(5, 'y')],
    );
  });

  it('remembers no more than it has room for, however many shapes there are', () => {
    const shaped = new ShapedLines();
    const line = (shape: number): string => `{"m${shape}":1,"list":[${'1,'.repeat(shape % 200)}1]}`;
    let most = 0;
    for (let shape = 0; shape < 400; shape += 1) {
      // Many lines of one shape, so that patience does not end.
      readAll(shaped, textLines(...Array.from({ length: 40 }, () => line(shape))));
      most = Math.max(most, shaped.places);
    }
    assert.ok(most > 1000 && most <= 2048, `${most} places`);
    assert.ok(readAll(shaped, textLines(line(1), line(1), line(1), line(1))) > 0);
  });

  it('rests where lines have no shape in common, and tries again', () => {
    const shaped = new ShapedLines();
    const unlike = Array.from({ length: 2000 }, (_, index) => `{"m${index}":1}`);
    assert.equal(readAll(shaped, textLines(...unlike)), 0);
    const like = Array.from({ length: 9000 }, (_, index) => `{"id":${index}}`);
    const hits = readAll(shaped, textLines(...like));
    assert.ok(hits > 0 && hits < 3000, `${hits} hits`);
  });

  it('leaves long lines to the parser', () => {
    const line = `{"a":"${'x'.repeat(70_000)}"}`;
    assert.equal(hitsOf(line, line, line, line), 0);
    const within = `{"a":"${'\\"'.repeat(32_000)}"}`;
    assert.equal(hitsOf(within, within, within, within), 2);
  });
});
