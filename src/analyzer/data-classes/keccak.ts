/** Keccak-256 as Ethereum uses it: the sponge of FIPS 202 with rate 136 and the padding of the first submission (0x01). */

const RATE = 136;
const ROUNDS = 24;

/** Round constants, low and high halves (FIPS 202, section 3.2.5). */
const CONSTANTS_LOW = Uint32Array.of(
  0x00000001,
  0x00008082,
  0x0000808a,
  0x80008000,
  0x0000808b,
  0x80000001,
  0x80008081,
  0x00008009,
  0x0000008a,
  0x00000088,
  0x80008009,
  0x8000000a,
  0x8000808b,
  0x0000008b,
  0x00008089,
  0x00008003,
  0x00008002,
  0x00000080,
  0x0000800a,
  0x8000000a,
  0x80008081,
  0x00008080,
  0x80000001,
  0x80008008,
);
const CONSTANTS_HIGH = Uint32Array.of(
  0x00000000,
  0x00000000,
  0x80000000,
  0x80000000,
  0x00000000,
  0x00000000,
  0x80000000,
  0x80000000,
  0x00000000,
  0x00000000,
  0x00000000,
  0x00000000,
  0x00000000,
  0x80000000,
  0x80000000,
  0x80000000,
  0x80000000,
  0x80000000,
  0x00000000,
  0x80000000,
  0x80000000,
  0x80000000,
  0x00000000,
  0x80000000,
);

/** Steps rho and pi along the path of lanes that starts at lane 1. */
const TARGETS = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];
const ROTATIONS = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

/** 25 lanes of 64 bits as low and high 32-bit halves. */
interface State {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

/** Of at most 135 bytes, which is one block. */
export function keccak256(bytes: Uint8Array): Uint8Array {
  if (bytes.length >= RATE) throw new RangeError('one block only');
  const block = new Uint8Array(RATE);
  block.set(bytes);
  block[bytes.length] = 0x01;
  block[RATE - 1] = (block[RATE - 1] ?? 0) | 0x80;
  const words = new DataView(block.buffer);
  const state: State = { low: new Uint32Array(25), high: new Uint32Array(25) };
  for (let lane = 0; lane < RATE / 8; lane++) {
    state.low[lane] = words.getUint32(lane * 8, true);
    state.high[lane] = words.getUint32(lane * 8 + 4, true);
  }
  for (let round = 0; round < ROUNDS; round++) permute(state, round);
  const digest = new DataView(new ArrayBuffer(32));
  for (let lane = 0; lane < 4; lane++) {
    digest.setUint32(lane * 8, state.low[lane] ?? 0, true);
    digest.setUint32(lane * 8 + 4, state.high[lane] ?? 0, true);
  }
  return new Uint8Array(digest.buffer);
}

function permute({ low, high }: State, round: number): void {
  theta(low, high);
  rhoPi(low, high);
  chi(low);
  chi(high);
  low[0] = (low[0] ?? 0) ^ (CONSTANTS_LOW[round] ?? 0);
  high[0] = (high[0] ?? 0) ^ (CONSTANTS_HIGH[round] ?? 0);
}

function column(lanes: Uint32Array, x: number): number {
  let parity = 0;
  for (let lane = x; lane < 25; lane += 5) parity ^= lanes[lane] ?? 0;
  return parity;
}

function theta(low: Uint32Array, high: Uint32Array): void {
  const columns = [0, 1, 2, 3, 4].map((x) => ({ low: column(low, x), high: column(high, x) }));
  for (let x = 0; x < 5; x++) {
    const left = columns[(x + 4) % 5] ?? { low: 0, high: 0 };
    const right = columns[(x + 1) % 5] ?? { low: 0, high: 0 };
    const addLow = left.low ^ ((right.low << 1) | (right.high >>> 31));
    const addHigh = left.high ^ ((right.high << 1) | (right.low >>> 31));
    for (let lane = x; lane < 25; lane += 5) {
      low[lane] = (low[lane] ?? 0) ^ addLow;
      high[lane] = (high[lane] ?? 0) ^ addHigh;
    }
  }
}

function rhoPi(low: Uint32Array, high: Uint32Array): void {
  let movedLow = low[1] ?? 0;
  let movedHigh = high[1] ?? 0;
  for (let step = 0; step < 24; step++) {
    const target = TARGETS[step] ?? 0;
    const by = ROTATIONS[step] ?? 0;
    const [first, second] = by < 32 ? [movedLow, movedHigh] : [movedHigh, movedLow];
    const bits = by % 32;
    movedLow = low[target] ?? 0;
    movedHigh = high[target] ?? 0;
    low[target] = (first << bits) | (second >>> (32 - bits));
    high[target] = (second << bits) | (first >>> (32 - bits));
  }
}

function chi(lanes: Uint32Array): void {
  for (let row = 0; row < 25; row += 5) {
    const [a, b, c, d, e] = lanes.slice(row, row + 5);
    const five = [a ?? 0, b ?? 0, c ?? 0, d ?? 0, e ?? 0];
    for (let x = 0; x < 5; x++) {
      lanes[row + x] = (five[x] ?? 0) ^ (~(five[(x + 1) % 5] ?? 0) & (five[(x + 2) % 5] ?? 0));
    }
  }
}
