import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepingOf } from './shipped-words.ts';

test('words of closed lists are kept as text, other members so that only enough clients open them', () => {
  for (const text of ['pending', 'IN_TRANSIT_TO_HUB', 'credit_card', 'EUR', 'de-DE']) {
    assert.equal(keepingOf(text), 'plain', text);
  }
  for (const text of [
    'zorgloob',
    'Half Yearly Plan',
    'default or inherit',
    '-created_on_zorg',
    'new_address_not_within_area',
    'appStoreVersionLocalization',
    'B',
    '1',
    '12',
    '>=',
    'A+',
    'HD-4K',
    'W18',
    '24_zorgs',
    '720p',
    'text/vnd.zorg+plain',
    'Wall-mounted cabinet',
  ]) {
    assert.equal(keepingOf(text), 'sealed', text);
  }
});

test('numbers, ids, sentences and names of persons are kept nowhere', () => {
  for (const text of [
    '123',
    'SKU-48213',
    'SKU-482',
    'AB 1234',
    'ORD-2024-100001',
    'a8f5f167f44f4964',
    'mia@shop.example',
    '192.0.2.7',
    '2024-05-01',
    'https://shop.example/x',
    'Anna Berger',
    'Marie-Claire Dubois',
    'The parcel was left, as always, behind the shed',
    'x'.repeat(41),
  ]) {
    assert.equal(keepingOf(text), 'never', text);
  }
});
