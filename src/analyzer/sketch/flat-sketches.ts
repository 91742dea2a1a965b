import { emptyHyperLogLog, type HyperLogLog } from './hyper-log-log.ts';

/** Many sketches by number, as lists of numbers: a thread hands these to another without touching each sketch. */
export interface FlatSketches {
  readonly keys: Int32Array<ArrayBuffer>;
  /** Entries of each; `DENSE` where it has registers instead. */
  readonly lengths: Uint16Array<ArrayBuffer>;
  /** The entries of all, one after the other: they have sixteen bits. */
  readonly entries: Uint16Array<ArrayBuffer>;
  /** The registers of all that are dense, one after the other. */
  readonly registers: Uint8Array<ArrayBuffer>;
}

/** No list of entries is as long. */
const DENSE = 0xffff;

export function flattenSketches(sketches: ReadonlyMap<number, HyperLogLog>): FlatSketches {
  const flat = roomFor(sketches);
  let at = 0;
  let entry = 0;
  let register = 0;
  for (const [key, { sparse, dense }] of sketches) {
    flat.keys[at] = key;
    flat.lengths[at] = dense === null ? (sparse?.length ?? 0) : DENSE;
    at += 1;
    if (dense !== null) {
      flat.registers.set(dense, register);
      register += dense.length;
    } else {
      for (const each of sparse ?? []) {
        flat.entries[entry] = each;
        entry += 1;
      }
    }
  }
  return flat;
}

function roomFor(sketches: ReadonlyMap<number, HyperLogLog>): FlatSketches {
  let entries = 0;
  let registers = 0;
  for (const { sparse, dense } of sketches.values()) {
    if (dense === null) entries += sparse?.length ?? 0;
    else registers += dense.length;
  }
  return {
    keys: new Int32Array(sketches.size),
    lengths: new Uint16Array(sketches.size),
    entries: new Uint16Array(entries),
    registers: new Uint8Array(registers),
  };
}

/** The sketches again, in their order. */
export function unflattenSketches(flat: FlatSketches): Map<number, HyperLogLog> {
  const { keys, lengths, entries, registers } = flat;
  const dense = lengths.reduce((count, length) => (length === DENSE ? count + 1 : count), 0);
  const width = dense === 0 ? 0 : registers.length / dense;
  const sketches = new Map<number, HyperLogLog>();
  let entry = 0;
  let register = 0;
  keys.forEach((key, at) => {
    const length = lengths[at] ?? 0;
    if (length === DENSE) {
      sketches.set(key, { sparse: null, dense: registers.slice(register, register + width) });
      register += width;
      return;
    }
    const sketch = emptyHyperLogLog();
    if (length > 0) {
      const sparse: number[] = [];
      for (const last = entry + length; entry < last; entry += 1) sparse.push(entries[entry] ?? 0);
      sketch.sparse = sparse;
    }
    sketches.set(key, sketch);
  });
  return sketches;
}

export function sketchBuffers({ keys, lengths, entries, registers }: FlatSketches): readonly ArrayBuffer[] {
  return [keys.buffer, lengths.buffer, entries.buffer, registers.buffer];
}
