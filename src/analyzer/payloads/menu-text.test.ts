import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMenuText } from './menu-text.ts';

test('entries of menus: words of any script, codes, small numbers and ranges', () => {
  for (const text of [
    '1-10',
    '201-500',
    '<10',
    '250+',
    '08:00-12:00',
    '-05:00',
    '16:9',
    '28/30',
    '1.0',
    '3-5 days',
    '> 5 years',
    'männlich',
    'en attente',
    'concluído',
    'C++',
    'F#',
    '.NET',
    'h264',
    'ppc64le',
    'AES-256-GCM',
    'SHA-256',
    '1080p',
    'TLSv1.2',
    't3.micro',
    'us-east-1',
    'ACT/365',
    '2.4GHz',
    '°C',
    'm²',
    'P0 - Critical',
    'small (<1 MB)',
    '#general',
    '@hourly',
    '👍',
    '❤️',
    '★★',
    'A-',
    'BBB',
    'Phase 2/3',
  ])
    assert.ok(isMenuText(text), text);
});

test('ids, numbers, prices, dates, times and sentences are none', () => {
  for (const text of [
    '',
    '42',
    '4711-0815',
    '2024-05-01',
    '01.02.2024',
    '10:15',
    '10:15:30',
    '12.50',
    '12.50 EUR',
    '$1,200.00',
    '1.234,56',
    'a1b2c3d4',
    'k3j9x0q2',
    'SKU-12345',
    'SKU-482',
    '10801p',
    'ORD1234',
    'x@y.example',
    'https://x.example/a?b=c',
    'https://shop.example/x',
    '/v1/orders',
    'Please call back, we are closed.',
    'one two three four five six seven',
    'a'.repeat(41),
    '{"a":1}',
    '192.168 . 001 . 002 99',
    'line\nline',
  ])
    assert.ok(!isMenuText(text), text);
});

test('long hostile texts cost nothing', () => {
  for (const part of ['1-', 'a1', ' ', '. ', '(', '-', '👍'])
    assert.ok(!isMenuText(part.repeat(50_000)), part);
});
