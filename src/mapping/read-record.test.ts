import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonFaultOffset } from './json-fault.ts';
import { isBlankLine, LONGEST_JSON_LINE, parseJsonDocument, parseRecord, readRecord } from './read-record.ts';
import { Dropped } from './runtime/outcome.ts';

function dropped(value: unknown): Dropped {
  assert.ok(value instanceof Dropped);
  return value;
}

describe('parseRecord', () => {
  it('reads values, with byte-order mark and carriage return; the last of a repeated key stands', () => {
    assert.deepEqual(parseRecord(Buffer.from('\ufeff{"a":1,"a":2}\r')), { a: 2 });
    assert.deepEqual(parseRecord('[1]'), [1]);
  });

  it('tolerates invalid UTF-8, NUL and lone surrogates, always in the same way', () => {
    assert.deepEqual(parseRecord(Buffer.from('{"a":"\xff\\u0000\\ud800"}', 'latin1')), {
      a: '\ufffd\u0000\ud800',
    });
  });

  it('drops lines over 1 MiB without parsing them', () => {
    const line = `{"a":"${'x'.repeat(LONGEST_JSON_LINE)}"}`;
    assert.equal(dropped(parseRecord(line)).drop, 'too-long');
    assert.equal(dropped(parseRecord(Buffer.from(line))).drop, 'too-long');
    // Three bytes a character: under the limit in UTF-16 units, over it in bytes.
    assert.equal(dropped(parseRecord(`"${'\u20ac'.repeat(500_000)}"`)).drop, 'too-long');
    assert.equal(typeof parseRecord(`"${'\u20ac'.repeat(340_000)}"`), 'string');
    assert.equal(dropped(readRecord('x'.repeat(70_000), 'lines')).drop, 'too-long');
    assert.equal(typeof parseJsonDocument(line), 'object');
  });

  it('drops nesting over 100, however deep, and counts no bracket in a string', () => {
    for (const depth of [101, 400_000]) {
      assert.equal(dropped(parseRecord('['.repeat(depth) + ']'.repeat(depth))).drop, 'too-deep');
    }
    // Never closed, so no JSON either; the depth is found first.
    assert.equal(dropped(parseRecord('[{"a":'.repeat(60))).drop, 'too-deep');
    assert.equal(Array.isArray(parseRecord('['.repeat(100) + ']'.repeat(100))), true);
    assert.deepEqual(parseRecord(`["${'['.repeat(500)}\\"${'{'.repeat(500)}"]`), [
      `${'['.repeat(500)}"${'{'.repeat(500)}`,
    ]);
    assert.equal(Array.isArray(parseRecord(`[${'[],'.repeat(500)}[]]`)), true);
  });

  it('drops what is no JSON with the byte where it stops, and nothing of the text', () => {
    const cases: readonly (readonly [string, number])[] = [
      ['', 0],
      ['{', 1],
      ['{"a":}', 5],
      ['{"a":1,}', 7],
      ['[1,]', 3],
      ['[1 2]', 3],
      ['"abc', 0],
      ['{"é":x}', 6],
      ['tru', 0],
      ['01', 1],
      ['1.', 1],
      ['{"a" 1}', 5],
      ['[1]]', 3],
      ['"\\x"', 0],
      ['nullx', 4],
      ['{a:1}', 1],
      ['[1] [2]', 4],
      ['-', 0],
    ];
    for (const [text, byteOffset] of cases) {
      const outcome = dropped(parseRecord(text));
      assert.deepEqual([outcome.drop, outcome.byteOffset], ['malformed', byteOffset], text);
      assert.equal(JSON.stringify(outcome).includes('abc'), false);
    }
  });

  it('accepts what JSON.parse accepts and nothing else', () => {
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    const marks = ['{', '}', '[', ']', ',', ':', '"', '"a"', '1', '-1.5e3', 'true', ' ', '\\', 'x', '"k":'];
    for (let round = 0; round < 20_000; round += 1) {
      const text = Array.from({ length: 1 + random(7) }, () => marks[random(marks.length)]).join('');
      if (isJson(text)) assert.equal(jsonFaultOffset(text), text.length, text);
      else assert.ok(parseRecord(text) instanceof Dropped && jsonFaultOffset(text) <= text.length, text);
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('isBlankLine', () => {
  it('knows the white space of JSON only', () => {
    assert.deepEqual(['', ' \t\r\n', '\u00a0', 'x'].map(isBlankLine), [true, true, false, false]);
    assert.equal(isBlankLine(Buffer.from('  ')), true);
  });
});
