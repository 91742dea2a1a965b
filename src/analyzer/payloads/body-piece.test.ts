import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areSameBytes } from '../../model/text-bytes.ts';
import { BodyPieces, writeUnits } from './body-piece.ts';

const UNITS = new Uint8Array(256);
const VIEW = new DataView(UNITS.buffer);

function stands(pieces: BodyPieces, text: string, body: string, at: number): boolean {
  const piece = pieces.of(text);
  assert.ok(piece);
  UNITS.fill(0);
  writeUnits(UNITS, body);
  return areSameBytes(pieces.view, piece.at, piece.length, VIEW, at);
}

test('a piece stands where all its units stand, whatever its length', () => {
  const pieces = new BodyPieces();
  const text = 'abcdefghijklmnopqrstuvwxyz';
  for (let length = 1; length <= text.length; length += 1) {
    const piece = text.slice(0, length);
    for (const at of [0, 1, 2, 7]) {
      const body = `${'-'.repeat(at)}${piece}-`;
      assert.equal(stands(pieces, piece, body, at), true, `${length} at ${at}`);
      for (let wrong = 0; wrong < length; wrong += 1) {
        const other = `${body.slice(0, at + wrong)}#${body.slice(at + wrong + 1)}`;
        assert.equal(stands(pieces, piece, other, at), false, `${length} at ${at}, ${wrong} differs`);
      }
      assert.equal(stands(pieces, piece, body.slice(0, at + length - 1), at), false, 'cut short');
    }
  }
});

test('what is beyond ASCII is no unit of a piece', () => {
  const pieces = new BodyPieces();
  assert.equal(stands(pieces, '{"id":', '{"ïd":', 0), false);
  assert.equal(stands(pieces, ',"id":', '"ïï","id":1', 4), true, 'behind it every unit has its place');
});

test('a text is one piece, and pieces stay what they were when there come many', () => {
  const pieces = new BodyPieces();
  const first = pieces.of(',"name":"');
  const texts = Array.from({ length: 2000 }, (_, at) => `,"member${at}":`);
  for (const text of texts) assert.notEqual(pieces.of(text), null);
  assert.equal(pieces.of(',"name":"'), first);
  assert.equal(stands(pieces, ',"name":"', '{"id":1,"name":"x"}', 7), true);
  for (const text of texts) assert.equal(stands(pieces, text, `1${text}2`, 1), true, text);
});

test('there is room for so many pieces and no more', () => {
  const pieces = new BodyPieces();
  const long = 'x'.repeat(60_000);
  const made = Array.from({ length: 50 }, (_, at) => pieces.of(`${at}${long}`));
  assert.notEqual(made[0], null);
  assert.equal(made.at(-1), null);
  assert.notEqual(pieces.of(`0${long}`), null, 'what is there stays');
});
