import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOSTILE_STRINGS } from '../../../test/support/hostile-strings.ts';
import { encodeCsv } from './csv.ts';
import { encodeHtml } from './html.ts';
import { encodeMarkdown } from './markdown.ts';
import { clip, displayWidth, encodeTerminal, padEnd, padStart } from './terminal.ts';

/** Controls, separators, bidirectional and other format characters, unpaired surrogates: by number, not by our pattern. */
function actsUnseen(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return true;
    if (code === 0x61c || (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e))
      return true;
    if ((code >= 0x2060 && code <= 0x206f) || code === 0xfeff || code === 0x3164) return true;
    if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0000 && code <= 0xe01ef)) return true;
    if (code >= 0xd800 && code <= 0xdfff) return true;
  }
  return false;
}

const SINKS = { encodeTerminal, encodeCsv, encodeHtml, encodeMarkdown };

describe('every sink', () => {
  for (const [name, encode] of Object.entries(SINKS)) {
    it(`${name} lets nothing act unseen and keeps to one line`, () => {
      for (const hostile of HOSTILE_STRINGS)
        assert.equal(actsUnseen(encode(hostile)), false, JSON.stringify(hostile));
    });
  }

  it('leaves ordinary text of every script alone', () => {
    for (const text of ['GET /v1/orders', 'Straße', '注文', 'заказ', 'طلب']) {
      assert.equal(encodeTerminal(text), text);
      assert.equal(encodeHtml(text), text);
      assert.equal(encodeCsv(text), `"${text}"`);
    }
  });

  it('shows what it took the power from', () => {
    assert.equal(encodeTerminal('a\x1b[2Jb'), 'a\\x1b[2Jb');
    assert.equal(encodeTerminal('user\u202egnp.exe'), 'user\\u{202e}gnp.exe');
    assert.equal(encodeTerminal('\ud800'), '\\u{d800}');
  });
});

describe('csv', () => {
  it('starts no formula, whatever spreadsheets skip before looking', () => {
    for (const hostile of HOSTILE_STRINGS) {
      const field = encodeCsv(hostile);
      const value = field.slice(1, -1).replaceAll('""', '"');
      assert.doesNotMatch(value, /^[\s"]*[=+\-@\uff1d]/u, JSON.stringify(hostile));
    }
    assert.equal(encodeCsv('=1+1'), `"'=1+1"`);
  });

  it('is one field of RFC 4180: quotes are doubled and nothing gets out', () => {
    for (const hostile of HOSTILE_STRINGS) assert.match(encodeCsv(hostile), /^"(?:[^"]|"")*"$/u);
  });

  it('writes numbers bare, negative ones too, and nothing for null or what is no number', () => {
    assert.equal(encodeCsv(-5.5), '-5.5');
    assert.equal(encodeCsv(null), '');
    assert.equal(encodeCsv(Number.NaN), '');
  });
});

describe('html', () => {
  it('leaves no markup, no quote and no unquoted-attribute separator of its own', () => {
    for (const hostile of HOSTILE_STRINGS) {
      const encoded = encodeHtml(hostile);
      assert.doesNotMatch(
        encoded.replace(/&(?:amp|lt|gt|quot|#\d+);/g, ''),
        /[<>"'`=&]/,
        JSON.stringify(hostile),
      );
    }
  });
});

describe('markdown', () => {
  it('leaves no ASCII punctuation that could start a construct', () => {
    for (const hostile of HOSTILE_STRINGS) {
      const rest = encodeMarkdown(hostile).replace(/&#\d+;/g, '');
      assert.doesNotMatch(rest, /[!-/:-@[-`{-~]/, JSON.stringify(hostile));
    }
  });
});

describe('terminal width', () => {
  it('counts wide characters twice and marks not at all', () => {
    assert.equal(displayWidth('abc'), 3);
    assert.equal(displayWidth('注文'), 4);
    assert.equal(displayWidth('e\u0301'), 1);
  });

  it('clips to the columns given, never inside a wide character', () => {
    assert.equal(clip('abcdef', 4), 'abc…');
    assert.equal(clip('注文注文', 4), '注…');
    assert.equal(clip('abc', 3), 'abc');
    assert.equal(clip('abc', 0), '');
    assert.equal(padEnd('注', 4), '注  ');
    assert.equal(padStart('7', 3), '  7');
  });
});
