import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/**
 * Baseline B, frozen: N workers, each with a byte range of the file, split at newlines, utf8 slice, `JSON.parse` of
 * the envelope and of each JSON body, nothing else. Every speed figure of the project is a ratio to it, in one run.
 */
interface Range {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

interface Envelope {
  readonly request?: { readonly body?: string };
  readonly response?: { readonly body?: string };
}

const CHUNK_BYTES = 4 * 1024 * 1024;
const NEWLINE = 10;

export async function parseBaseline(
  path: string,
  workers: number,
): Promise<{ readonly calls: number; readonly seconds: number }> {
  const descriptor = openSync(path, 'r');
  const size = fstatSync(descriptor).size;
  closeSync(descriptor);
  const share = Math.ceil(size / workers);
  const started = process.hrtime.bigint();
  const counts = await Promise.all(
    Array.from({ length: workers }, (_, index) =>
      runWorker({ path, from: index * share, to: Math.min(size, (index + 1) * share) }),
    ),
  );
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  return { calls: counts.reduce((sum, count) => sum + count, 0), seconds };
}

function runWorker(range: Range): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: range });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** A line belongs to the range in which it starts. */
function parseRange({ path, from, to }: Range): number {
  const descriptor = openSync(path, 'r');
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let calls = 0;
  let position = from;
  let skipping = from > 0;
  if (skipping) position -= 1;
  let rest = Buffer.alloc(0);
  let restStart = position;
  for (;;) {
    const count = readSync(descriptor, buffer, 0, CHUNK_BYTES, position);
    if (count === 0) break;
    position += count;
    const chunk =
      rest.length === 0 ? buffer.subarray(0, count) : Buffer.concat([rest, buffer.subarray(0, count)]);
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      if (skipping) skipping = false;
      else if (restStart + start >= to) {
        closeSync(descriptor);
        return calls;
      } else {
        parseLine(chunk.toString('utf8', start, end));
        calls += 1;
      }
      start = end + 1;
    }
    rest = Buffer.from(chunk.subarray(start));
    restStart += start;
  }
  closeSync(descriptor);
  if (rest.length > 0 && !skipping && restStart < to) {
    parseLine(rest.toString('utf8'));
    calls += 1;
  }
  return calls;
}

function parseLine(line: string): void {
  const envelope = JSON.parse(line) as Envelope;
  parseBody(envelope.request?.body);
  parseBody(envelope.response?.body);
}

function parseBody(body: string | undefined): void {
  if (body !== undefined && (body.startsWith('{') || body.startsWith('['))) JSON.parse(body);
}

if (!isMainThread && parentPort !== null) parentPort.postMessage(parseRange(workerData as Range));
