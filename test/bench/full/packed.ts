import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip, createZstdCompress } from 'node:zlib';
import { callsFile, inputFile, workloadName } from '../bench-input.ts';
import type { FullOptions } from './options.ts';
import { printPairs } from './print-pairs.ts';

const PACKINGS = [
  { packing: 'gzip', ending: '.gz', compress: createGzip },
  { packing: 'zstd', ending: '.zst', compress: createZstdCompress },
] as const;

/** The same bytes plain and packed: the difference is what unpacking costs. The baseline reads the plain ones. */
export async function packed(options: FullOptions): Promise<void> {
  const { calls, endpoints, identifiers, workers, runs } = options;
  const workload = { calls, endpoints, identifiers, seed: 1 };
  const plain = await callsFile(workload);
  const paired = { baselineFile: plain, calls, workers };
  await printPairs('packed', { packing: 'plain' }, { ...paired, file: plain, scratch: plain }, runs);
  for (const { packing, ending, compress } of PACKINGS) {
    const file = await inputFile(`${workloadName(workload)}.ndjson${ending}`, (path) =>
      pipeline(createReadStream(plain), compress(), createWriteStream(path)),
    );
    await printPairs('packed', { packing }, { ...paired, file, scratch: file }, runs);
  }
}
