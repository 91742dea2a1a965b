import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEthereumAddress } from './crypto-addresses.ts';
import { keccak256 } from './keccak.ts';

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

test('Keccak-256 of the empty text and of "abc", as the Ethereum test vectors give them', () => {
  assert.equal(
    hex(keccak256(new Uint8Array())),
    'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
  );
  assert.equal(
    hex(keccak256(Uint8Array.of(97, 98, 99))),
    '4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45',
  );
});

test('mixed case is the checksum of EIP-55, one case has none', () => {
  assert.ok(isEthereumAddress('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'));
  assert.ok(isEthereumAddress('0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'));
  assert.ok(isEthereumAddress('0x52908400098527886E0F7030069857D2E4169EE7'));
  assert.ok(!isEthereumAddress('0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'));
  assert.ok(!isEthereumAddress(`0x${'0'.repeat(40)}`));
});
