import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyzeCalls, type NativeCall } from '../harness.ts';
import { erased } from '../schemas/endpoint-case.ts';
import { type Random, randomFor } from '../schemas/random.ts';
import { type DriftCase, type DriftCorpus, definitionOf } from './drift-case.ts';
import { ordinaryDraft } from './stream-calls.ts';

export interface DriftScore {
  readonly right: number;
  readonly wrong: readonly DriftCase[];
  readonly missed: readonly DriftCase[];
}

const CALLS = 120;
const START = Date.UTC(2026, 3, 1);

/** Traffic beside a definition: the finding `definition-drift` belongs to the operations that left it, and to no other. */
export async function scoreDrift(corpus: DriftCorpus): Promise<DriftScore> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-drift-'));
  try {
    const file = join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(definitionOf(corpus)));
    const gateways = [{ file, hosts: [corpus.host] }];
    const { report } = await analyzeCalls(callsOf(corpus), { annotate: false, gateways });
    const drifting = new Set(
      report.findings.filter(({ type }) => type === 'definition-drift').map(({ endpoint }) => endpoint),
    );
    const shown = new Set(
      report.endpoints
        .filter(({ id }) => drifting.has(id))
        .map(({ method, path }) => `${method} ${erased(path)}`),
    );
    const said = (each: DriftCase): boolean => shown.has(`${each.method} ${erased(each.template)}`);
    const { cases } = corpus;
    return {
      right: cases.filter((each) => each.drifts && said(each)).length,
      wrong: cases.filter((each) => !each.drifts && said(each)),
      missed: cases.filter((each) => each.drifts && !said(each)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function* callsOf(corpus: DriftCorpus): Generator<NativeCall> {
  for (const each of corpus.cases) {
    const random = randomFor(corpus.seed, `${each.method}${each.template}`);
    for (let index = 0; index < CALLS; index += 1) yield callOf(corpus.host, each, random);
  }
}

function callOf(host: string, each: DriftCase, random: Random): NativeCall {
  const { query, status, request, body } = each.call(random);
  const { headers, address, latencyMs } = ordinaryDraft(random, 50);
  const json = { 'content-type': 'application/json' };
  return {
    time: new Date(START + random.int(0, 86_400_000 - 1)).toISOString(),
    method: each.method,
    scheme: 'https',
    host,
    path: each.template.replace('{id}', random.text(24, '0123456789abcdef')),
    ...(query === undefined ? {} : { query: new URLSearchParams(query).toString() }),
    status: status ?? 200,
    client: { address },
    latencyMs: Math.round(latencyMs),
    request: {
      headers: { host, accept: 'application/json', ...headers, ...(request === undefined ? {} : json) },
      body: request === undefined ? '' : JSON.stringify(request),
    },
    response: { headers: json, body: JSON.stringify(body) },
  };
}
