import { zstdDecompressSync } from 'node:zlib';

export interface Needle {
  /** What it is, for the message of a failing test. */
  readonly label: string;
  readonly text: string;
}

export interface Leak {
  readonly place: string;
  readonly label: string;
  readonly encoding: string;
  readonly around: string;
}

interface Pattern {
  readonly needle: Needle;
  readonly encoding: string;
  readonly bytes: string;
}

/** All patterns start with this many bytes that are looked up at every position. */
const WINDOW = 8;
const BITS = 22;
const SHOWN = 70;

/**
 * Finds any of many values in any bytes: as they stand in any case, percent-encoded, escaped for HTML, in hexadecimal
 * and in base64 at each of its three alignments. One pass for each of folded and exact bytes.
 */
export function leakSearch(needles: readonly Needle[]): (place: string, bytes: Buffer) => readonly Leak[] {
  const folded = index(needles.flatMap(foldedPatterns));
  const exact = index(needles.flatMap(base64Patterns));
  return (place, bytes) => [
    ...find(folded, place, Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1')),
    ...find(exact, place, bytes),
  ];
}

const ZSTD_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/** The blob itself, or what is in it when it is packed. */
export function unpacked(blob: Uint8Array): Buffer {
  const bytes = Buffer.from(blob);
  return bytes.subarray(0, 4).equals(ZSTD_MAGIC) ? zstdDecompressSync(bytes) : bytes;
}

function foldedPatterns(needle: Needle): readonly Pattern[] {
  const { text } = needle;
  const escape = (each: string): string => `%${each.charCodeAt(0).toString(16).padStart(2, '0')}`;
  const forms = {
    raw: text,
    percent: text.replace(/[^A-Za-z0-9._~-]/g, escape),
    'percent, strict': text.replace(/[^A-Za-z0-9]/g, escape),
    form: text.replaceAll(' ', '+'),
    html: text.replace(/[&<>"'+@=]/g, (each) => `&#${each.charCodeAt(0)};`),
    hex: Buffer.from(text).toString('hex'),
  };
  const distinct = new Map(Object.entries(forms).map(([encoding, form]) => [form.toLowerCase(), encoding]));
  return [...distinct].map(([bytes, encoding]) => ({ needle, encoding, bytes }));
}

function base64Patterns(needle: Needle): readonly Pattern[] {
  const value = Buffer.from(needle.text);
  return [0, 1, 2].flatMap((pad) => {
    const whole = Buffer.concat([Buffer.alloc(pad), value]).toString('base64');
    // The outer characters also carry bits of what stands beside the value.
    const from = Math.ceil((pad * 8) / 6);
    const bytes = whole.slice(from, Math.floor(((pad + value.length) * 8) / 6));
    const safe = bytes.replaceAll('+', '-').replaceAll('/', '_');
    return [...new Set([bytes, safe])].map((each) => ({ needle, encoding: 'base64', bytes: each }));
  });
}

interface PatternIndex {
  readonly marks: Uint8Array;
  readonly byStart: ReadonlyMap<string, readonly Pattern[]>;
}

function index(patterns: readonly Pattern[]): PatternIndex {
  const marks = new Uint8Array(1 << BITS);
  const byStart = new Map<string, Pattern[]>();
  for (const pattern of patterns) {
    if (pattern.bytes.length < WINDOW)
      throw new Error(`Too short to be searched for: ${pattern.needle.label}, ${pattern.encoding}`);
    const start = pattern.bytes.slice(0, WINDOW);
    marks[hashAt(Buffer.from(start, 'latin1'), 0)] = 1;
    const others = byStart.get(start);
    if (others === undefined) byStart.set(start, [pattern]);
    else others.push(pattern);
  }
  return { marks, byStart };
}

function hashAt(bytes: Buffer, at: number): number {
  const low = bytes.readUInt32LE(at);
  const high = bytes.readUInt32LE(at + 4);
  return (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> (32 - BITS);
}

function find({ marks, byStart }: PatternIndex, place: string, bytes: Buffer): readonly Leak[] {
  const leaks: Leak[] = [];
  for (let at = 0; at + WINDOW <= bytes.length; at += 1) {
    if (marks[hashAt(bytes, at)] === 0) continue;
    for (const pattern of byStart.get(bytes.toString('latin1', at, at + WINDOW)) ?? []) {
      if (bytes.toString('latin1', at, at + pattern.bytes.length) !== pattern.bytes) continue;
      const around = bytes.toString('latin1', Math.max(0, at - SHOWN), at + pattern.bytes.length + SHOWN);
      leaks.push({ place, label: pattern.needle.label, encoding: pattern.encoding, around });
    }
  }
  return leaks;
}
