import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../../src/model/generated/report.ts';
import { callsFile } from '../bench-input.ts';
import { runPackage } from '../measured-process.ts';

const SAMPLE_ENDPOINTS = 1000;
const CALLS_PER_ENDPOINT = 20;
const HOST_ENDING = '.shop.example';

/**
 * A report of about so many endpoints: a thousand that the program found in calls, and as many copies of them as are
 * missing, at hosts and with ids of their own.
 */
export async function sampleReport(endpoints: number, folder: string): Promise<Report> {
  const sample = Math.min(endpoints, SAMPLE_ENDPOINTS);
  const file = await callsFile({
    calls: sample * CALLS_PER_ENDPOINT,
    endpoints: sample,
    identifiers: 10_000,
    seed: 1,
  });
  const output = join(folder, 'sample.json');
  await runPackage({ args: ['analyze', file, '--json', '-q'], output });
  const text = readFileSync(output, 'utf8');
  const report = JSON.parse(text) as Report;
  const copies = Math.max(1, Math.round(endpoints / report.endpoints.length));
  const all = Array.from({ length: copies }, (_, copy) => (copy === 0 ? report : copyOf(text, copy)));
  return {
    ...report,
    apis: all.flatMap(({ apis }) => apis),
    endpoints: all.flatMap((one) => one.endpoints),
    findings: all.flatMap(({ findings }) => findings),
    changes: all.flatMap(({ changes }) => changes),
  };
}

/** Every id stands for itself wherever it is named, so equal ids stay equal. */
function copyOf(text: string, copy: number): Report {
  const renamed = text
    .replaceAll(HOST_ENDING, `.c${copy}${HOST_ENDING}`)
    .replaceAll(/"((?:api|ep|fi|ch)_)([a-z2-7]{26})"/g, (_, kind: string, id: string) => {
      const digest = createHash('sha256').update(`${copy} ${id}`).digest('hex').slice(0, 26);
      return `"${kind}${digest.replaceAll(/[0189]/g, 'a')}"`;
    });
  return JSON.parse(renamed) as Report;
}
