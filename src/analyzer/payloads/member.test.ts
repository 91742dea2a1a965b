import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeKeyedHash, PUBLISHED_KEY } from '../sketch/keyed-hash.ts';
import { countMember, type Member, memberText, mergeMember, newMember } from './member.ts';
import { openText, sealedName, sealText, shareOf } from './sealed-text.ts';

const HASH = makeKeyedHash(PUBLISHED_KEY);
const LIMIT = 5;

function memberOf(text: string, clients: readonly number[], limit = LIMIT): Member {
  const member = newMember(sealedName(text, HASH), text, HASH);
  for (const client of clients) countMember(member, text, client, limit, HASH);
  return member;
}

const read = (text: string, member: Member, limit = LIMIT): string | null =>
  memberText(sealedName(text, HASH), member, limit);

test('a text is read once five distinct clients sent it, and not before', () => {
  assert.equal(read('tanker', memberOf('tanker', [1, 2, 3, 4])), null);
  assert.equal(read('tanker', memberOf('tanker', [1, 2, 3, 4, 4, 1])), null);
  assert.equal(read('tanker', memberOf('tanker', [1, 2, 3, 4, 5])), 'tanker');
  assert.equal(read('tanker', memberOf('tanker', [-1, -1, -1, -1, -1, -1])), null);
  assert.equal(read('a', memberOf('a', [7], 1), 1), 'a');
});

test('any clients, in any order, split in any way, give the same member, and the text', () => {
  const client = fc.integer({ min: 0, max: 2 ** 30 - 1 });
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z_]{2,30}$/),
      fc.uniqueArray(client, { minLength: 5, maxLength: 12 }),
      fc.nat(12),
      (text, clients, cut) => {
        const whole = memberOf(text, clients);
        assert.equal(read(text, whole), text);
        assert.deepEqual(memberOf(text, clients.toReversed()), whole);
        const joined = memberOf(text, clients.slice(0, cut));
        mergeMember(joined, memberOf(text, clients.slice(Math.max(0, cut - 2))), LIMIT);
        assert.deepEqual({ ...joined, count: 0 }, { ...whole, count: 0 });
      },
    ),
  );
});

test('four points of five say nothing: with another fifth they open another text', () => {
  const clients = [11, 22, 33, 44, 55];
  const cipher = sealText('tanker', HASH);
  const shares = clients.flatMap((client) => shareOf('tanker', HASH, client, LIMIT));
  assert.equal(openText({ cipher, shares }, clients, LIMIT), 'tanker');
  const forged = shares.with(8, ((shares[8] ?? 0) + 1) % (2 ** 31 - 1));
  assert.notEqual(openText({ cipher, shares: forged }, clients, LIMIT), 'tanker');
});

test('nothing of the text stands in what is kept', () => {
  const text = 'quartermaster';
  const member = memberOf(text, [1, 2, 3, 4, 5, 6]);
  const kept = JSON.stringify([sealedName(text, HASH), member]);
  assert.ok(!kept.includes(text));
  const units = Array.from(text, (letter) => letter.charCodeAt(0));
  assert.ok(member.sealed?.cipher.every((unit, at) => unit !== units[at]));
});
