/** Keccak-256 with the original padding (0x01), which EIP-55 needs; Node offers only the later SHA-3 padding. */

const LANES = 25;
const RATE_BYTES = 136;
const MASK = (1n << 64n) - 1n;
const ROTATIONS = [
  0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14,
];

/** Round constants from the linear feedback register of the specification. */
function roundConstants(): bigint[] {
  let register = 1;
  return Array.from({ length: 24 }, () => {
    let constant = 0n;
    for (let j = 0; j < 7; j += 1) {
      if (register & 1) constant |= 1n << BigInt((1 << j) - 1);
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : (register << 1) & 0xff;
    }
    return constant;
  });
}
const CONSTANTS = roundConstants();

function rotate(value: bigint, by: number): bigint {
  return by === 0 ? value : ((value << BigInt(by)) | (value >> BigInt(64 - by))) & MASK;
}

function lane(state: readonly bigint[], index: number): bigint {
  return state[index] ?? 0n;
}

function round(state: readonly bigint[], constant: bigint): bigint[] {
  const columns = [0, 1, 2, 3, 4].map((x) =>
    [0, 5, 10, 15, 20].reduce((parity, y) => parity ^ lane(state, x + y), 0n),
  );
  const theta = state.map(
    (value, index) => value ^ (columns[(index + 4) % 5] ?? 0n) ^ rotate(columns[(index + 1) % 5] ?? 0n, 1),
  );
  const moved: bigint[] = Array.from({ length: LANES }, () => 0n);
  theta.forEach((value, index) => {
    const x = index % 5;
    const y = Math.floor(index / 5);
    moved[y + 5 * ((2 * x + 3 * y) % 5)] = rotate(value, ROTATIONS[index] ?? 0);
  });
  const result = moved.map((value, index) => {
    const row = index - (index % 5);
    return value ^ (~lane(moved, row + ((index + 1) % 5)) & MASK & lane(moved, row + ((index + 2) % 5)));
  });
  result[0] = lane(result, 0) ^ constant;
  return result;
}

/** Keccak-256 of an ASCII text shorter than one block (136 bytes), as lower-case hexadecimal. */
export function keccak256(text: string): string {
  const block = new Uint8Array(RATE_BYTES);
  if (text.length >= RATE_BYTES) throw new RangeError('one block only');
  [...text].forEach((char, index) => {
    block[index] = char.charCodeAt(0);
  });
  block[text.length] = 0x01;
  block[RATE_BYTES - 1] = (block[RATE_BYTES - 1] ?? 0) | 0x80;
  let state: bigint[] = Array.from({ length: LANES }, () => 0n);
  for (let index = 0; index < RATE_BYTES / 8; index += 1) {
    let value = 0n;
    for (let byte = 7; byte >= 0; byte -= 1) value = (value << 8n) | BigInt(block[index * 8 + byte] ?? 0);
    state[index] = value;
  }
  for (const constant of CONSTANTS) state = round(state, constant);
  return [0, 1, 2, 3]
    .map((index) => (lane(state, index).toString(16).padStart(16, '0').match(/../g) ?? []).reverse().join(''))
    .join('');
}

/** EIP-55: an address of forty hexadecimal digits with its checksum in the letter case. */
export function eip55(address: string): string {
  const hash = keccak256(address);
  return `0x${[...address]
    .map((char, index) => (Number.parseInt(hash[index] ?? '0', 16) >= 8 ? char.toUpperCase() : char))
    .join('')}`;
}
