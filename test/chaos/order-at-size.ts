import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { canonicalJson, isJsonObject, type JsonValue } from '../../src/model/json.ts';
import { seededRandom, writeLines } from '../bench/generate-calls.ts';
import { runCli } from '../support/cli.ts';

/**
 * The laws at size: the same calls in another order, over several files, plain and packed, and with another number of
 * workers give the same document, byte for byte.
 *
 *   npm run test:order -- --calls 1000000 --seed 1
 */
const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000000' },
    endpoints: { type: 'string', default: '3000' },
    identifiers: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
  },
});
const CALLS = Number(values.calls);
const PARTS = 7;
/** Every so manyth part is packed. */
const PACKED = 3;
const NEWLINE = 10;

async function main(folder: string): Promise<void> {
  const whole = join(folder, 'calls.ndjson');
  await writeLines(whole, {
    calls: CALLS,
    endpoints: Number(values.endpoints),
    identifiers: Number(values.identifiers),
    seed: Number(values.seed),
  });
  const parts = await writeShuffled(whole, folder);
  const expected = await documentOf([whole], 1);
  say('one file, one worker', expected);
  for (const workers of [2, 3]) {
    const files = workers === 3 ? parts.toReversed() : parts;
    const found = await documentOf(files, workers);
    say(`${PARTS} files in another order, ${workers} workers`, found);
    assert.equal(found.digest, expected.digest, 'another document');
  }
  console.log(`${CALLS} calls: the same document three times`);
}

interface Found {
  readonly digest: string;
  readonly analyzed: number;
  readonly overflows: number;
  readonly seconds: number;
}

function say(what: string, found: Found): void {
  console.log(JSON.stringify({ what, ...found }));
}

/** The lines of a file in random order, over several files. */
async function writeShuffled(path: string, folder: string): Promise<readonly string[]> {
  const bytes = readFileSync(path);
  const starts = shuffle(lineStarts(bytes), Number(values.seed));
  const files = Array.from({ length: PARTS }, (_, part) => join(folder, `part-${part}.ndjson`));
  for (const [part, file] of files.entries()) {
    const descriptor = openSync(file, 'w');
    for (let at = part; at < starts.length; at += PARTS) {
      const start = starts[at] ?? 0;
      writeSync(descriptor, bytes, start, bytes.indexOf(NEWLINE, start) + 1 - start);
    }
    closeSync(descriptor);
  }
  return Promise.all(files.map(async (file, part) => (part % PACKED === 0 ? pack(file) : file)));
}

async function pack(file: string): Promise<string> {
  await pipeline(createReadStream(file), createGzip({ level: 1 }), createWriteStream(`${file}.gz`));
  rmSync(file);
  return `${file}.gz`;
}

function lineStarts(bytes: Buffer): Uint32Array {
  const starts = new Uint32Array(CALLS);
  let count = 0;
  for (let at = 0; at < bytes.length && count < CALLS; at = bytes.indexOf(NEWLINE, at) + 1) {
    starts[count] = at;
    count += 1;
  }
  assert.equal(count, CALLS, 'lines written');
  return starts;
}

/** Fisher and Yates. */
function shuffle(list: Uint32Array, seed: number): Uint32Array {
  const random = seededRandom(seed);
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const kept = list[at] ?? 0;
    list[at] = list[other] ?? 0;
    list[other] = kept;
  }
  return list;
}

async function documentOf(files: readonly string[], workers: number): Promise<Found> {
  const started = performance.now();
  const { code, stdout } = await runCli(['analyze', ...files, '--json', '-q', '--workers', String(workers)]);
  assert.equal(code, 0, 'exit code');
  const document: JsonValue = JSON.parse(stdout);
  assert.ok(isJsonObject(document), 'a document');
  const { run: _run, ...rest } = document;
  const { calls, overflows } = rest;
  const analyzed = isJsonObject(calls) && typeof calls['analyzed'] === 'number' ? calls['analyzed'] : 0;
  assert.equal(analyzed, CALLS, 'calls analyzed');
  return {
    digest: createHash('sha256').update(canonicalJson(rest)).digest('hex').slice(0, 16),
    analyzed,
    overflows: Array.isArray(overflows) ? overflows.length : 0,
    seconds: Math.round((performance.now() - started) / 100) / 10,
  };
}

const folder = mkdtempSync(join(tmpdir(), 'assay-order-'));
try {
  await main(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
