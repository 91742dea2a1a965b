import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { AssayError } from '../model/errors.ts';
import type { Logger } from '../model/logger.ts';
import { Secret } from '../model/secret.ts';
import { createLogger } from './logger.ts';
import { createRedactor, type Redactor } from './redactor.ts';

const SECRET = 'k0ng/admin+token="1"';

function capture(): {
  readonly logger: Logger;
  readonly redactor: Redactor;
  readonly lines: () => readonly Record<string, unknown>[];
  readonly text: () => string;
} {
  let text = '';
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString('utf8');
      done();
    },
  });
  const redactor = createRedactor();
  redactor.addSecret(SECRET);
  const logger = createLogger({ level: 'info', redactor, stream });
  return {
    logger,
    redactor,
    text: () => text,
    lines: () =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

describe('logger', () => {
  it('writes JSON lines with bound fields and drops what is below its level', () => {
    const { logger, lines } = capture();

    logger.with({ runId: 'r1' }).info('Page committed.', { calls: 3, level: 'x' });
    logger.debug('Not written.');

    assert.equal(lines().length, 1);
    const { timestamp, ...line } = lines()[0]!;
    assert.match(String(timestamp), /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
    assert.deepEqual(line, { level: 'info', message: 'Page committed.', runId: 'r1', calls: 3, level_: 'x' });
  });

  it('says a repeating thing once, also through children', () => {
    const { logger, lines } = capture();

    logger.once('kong-slow').warn('Gateway is slow.');
    logger.with({ a: 1 }).once('kong-slow').warn('Gateway is slow.');
    logger.once('other').warn('Other.');

    assert.deepEqual(
      lines().map((line) => line['message']),
      ['Gateway is slow.', 'Other.'],
    );
  });

  it('writes of an error only what we wrote ourselves', () => {
    const { logger, lines, text } = capture();
    const cause = new Error('Unexpected token in {"card":"4111111111111111"}');

    logger.error('Sync failed.', {
      error: new AssayError({
        code: 'X_Y',
        kind: 'transient',
        message: 'No answer.',
        context: { status: 503 },
        cause,
      }),
    });

    assert.deepEqual(lines()[0]!['error'], {
      code: 'X_Y',
      kind: 'transient',
      message: 'No answer.',
      context: { status: 503 },
    });
    assert.ok(!text().includes('4111'));
  });

  it('hides fields that carry credentials by their name', () => {
    const { logger, lines } = capture();

    logger.info('Sent.', { authorization: 'Basic abc', 'set-cookie': 'a=b', host: 'kong.example' });

    assert.equal(lines()[0]!['authorization'], '[hidden]');
    assert.equal(lines()[0]!['set-cookie'], '[hidden]');
    assert.equal(lines()[0]!['host'], 'kong.example');
  });
});

describe('redactor', () => {
  const { redactor } = capture();
  const forms: readonly (readonly [string, string])[] = [
    ['raw', SECRET],
    ['JSON-escaped', JSON.stringify(SECRET)],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['base64', Buffer.from(SECRET).toString('base64')],
    ['base64 after a user name', Buffer.from(`admin:${SECRET}`).toString('base64')],
    ['base64 after a longer user name', Buffer.from(`administrator:${SECRET}`).toString('base64')],
    ['base64 after another user name', Buffer.from(`adm:${SECRET}`).toString('base64')],
    ['base64url', Buffer.from(SECRET).toString('base64url')],
  ];
  for (const [name, text] of forms) {
    it(`removes a secret in its ${name} form`, () => {
      const clean = redactor.redact(`before ${text} after`);

      assert.ok(clean.includes('[secret]'), clean);
      assert.ok(clean.startsWith('before ') && clean.endsWith(' after'));
    });
  }

  it('removes e-mail addresses and long numbers, and leaves ids, times and versions alone', () => {
    assert.equal(redactor.redact('jane.doe@shop.example 4111 1111 1111 1111'), '[email] [number]');
    const plain = '2026-11-22T02:45:07.123Z v1.2.3 api_abc 12345678 0b7c2f7e-6c61-4f6a-9d0a-0123456789ab';
    assert.equal(redactor.redact(plain), plain);
  });

  it('ignores a secret too short to be told from ordinary text', () => {
    const own = createRedactor();
    own.addSecret('abc');

    assert.equal(own.redact('abc'), 'abc');
  });
});

describe('Secret', () => {
  it('prints as [secret] however it is written', () => {
    const secret = new Secret({ value: SECRET, reference: '${env:X}' });

    assert.equal(`${String(secret)} ${JSON.stringify({ secret })}`, '[secret] {"secret":"[secret]"}');
  });
});
