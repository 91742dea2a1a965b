import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHIPPED_FOLDER } from '../../src/mapping/build/compile.ts';
import {
  type CompiledMapping,
  createMeta,
  isBlankLine,
  linkMapping,
  loadMapping,
  mapLine,
  SHIPPED_MAPPINGS,
} from '../../src/mapping/index.ts';

/**
 * Records per second and core of each shipped mapping, from the bytes of a line to the call, on the records of its
 * full case: generated code, closures, and `JSON.parse` alone as the floor. `node test/bench/mapping-cost.ts [ms]`.
 */
const BUDGET_MS = Number(process.argv[2] ?? 700);
const META = createMeta({
  sourceId: 'bench',
  host: 'api.shop.example',
  zone: 'Europe/Vienna',
  options: { captureRequest: ['host', 'user-agent'] },
});

function rate(run: () => number): number {
  for (let warm = 0; warm < 2000; warm += 1) run();
  const started = performance.now();
  let records = 0;
  while (performance.now() - started < BUDGET_MS)
    for (let round = 0; round < 200; round += 1) records += run();
  return records / ((performance.now() - started) / 1000);
}

function mapAll(mapping: CompiledMapping, lines: readonly Buffer[]): () => number {
  let count = 0;
  const take = (): void => {
    count += 1;
  };
  return () => {
    count = 0;
    for (const line of lines) mapLine(mapping, line, META, take);
    return count;
  };
}

for (const compiled of SHIPPED_MAPPINGS) {
  const yaml = readFileSync(join(SHIPPED_FOLDER, `${compiled.id}.yaml`), 'utf8');
  const input = readFileSync(join(SHIPPED_FOLDER, `${compiled.id}.cases`, 'full.input'));
  const all =
    compiled.framing === 'json'
      ? [input]
      : input
          .toString('latin1')
          .split('\n')
          .map((line) => Buffer.from(line, 'latin1'));
  const lines = all.filter((line) => !isBlankLine(line) && line.length > 4);
  const generated = rate(mapAll(compiled, lines));
  const closures = rate(mapAll(linkMapping(loadMapping(yaml, compiled.id)), lines));
  const perUnit = mapAll(compiled, lines)() / lines.length;
  const floor = compiled.framing === 'lines' ? null : rate(() => parseAll(lines) * perUnit);
  const bytes = Math.round(lines.reduce((sum, line) => sum + line.length, 0) / (lines.length * perUnit));
  const show = (value: number | null): string =>
    (value === null ? '-' : `${Math.round(value / 1000)}k/s`).padStart(8);
  process.stdout.write(
    `${compiled.id.padEnd(16)}${String(bytes).padStart(6)} B  generated ${show(generated)}  closures ${show(closures)}  JSON.parse ${show(floor)}\n`,
  );
}

function parseAll(lines: readonly Buffer[]): number {
  for (const line of lines) JSON.parse(line.toString('utf8').replace(/^\ufeff/, ''));
  return lines.length;
}
