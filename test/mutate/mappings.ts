import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SHIPPED_FOLDER } from '../../src/mapping/build/compile.ts';
import { type MappingCase, readCases, runCase } from '../../src/mapping/case-runner.ts';
import { linkMapping } from '../../src/mapping/closures.ts';
import { casesFolderOf, SHIPPED_MAPPING_IDS } from '../../src/mapping/index.ts';
import { checkMappingFile, parseMappingFile } from '../../src/mapping/load-mapping.ts';
import { resolvePlan } from '../../src/mapping/resolve-plan.ts';
import { AssayError } from '../../src/model/errors.ts';
import { changesOf } from './change-mapping.ts';

/** A shipped mapping with one field flipped or taken out. */
export interface MappingMutant {
  /** `nginx-json /set/status/from/1 taken out`. */
  readonly name: string;
  readonly mapping: string;
  readonly file: unknown;
}

/** Mutants that are the same mapping, and why no record can tell; one that is killed after all is reported. */
const EQUIVALENT: Readonly<Record<string, string>> = {
  'akto-kafka /set/client.address/lookup/0.0.0.0 -> another text':
    'any word that begins with unix is a peer without an address',
  'akto-kafka /set/client.address/lookup/ -> another text':
    'any word that begins with unix is a peer without an address',
  'apache-vhost /set/path/missing -> drop': 'a request line that has a method has a target',
  'apache-vhost /set/client.address/missing -> drop': 'the pattern admits no line without an address',
  'apache-vhost /set/client.address/missing -> not-a-call': 'the pattern admits no line without an address',
  'caddy-json /set/time/oneOf/1/format -> iso-or-epoch-ms': 'the condition before takes all digits',
  'iis-w3c /parse/patterns/5 moved up': 'no line of calls begins with the mark of a directive',
  'iis-w3c /set/query/invalid -> drop': 'every text is a query',
  'iis-w3c /set/query/invalid -> not-a-call': 'every text is a query',
  'iis-w3c /set/status/missing -> not-a-call': 'the pattern admits three digits only',
  'iis-w3c /set/status/missing -> null': 'the pattern admits three digits only',
  'iis-w3c /set/status/invalid -> not-a-call': 'the pattern admits three digits only',
  'iis-w3c /set/status/invalid -> null': 'the pattern admits three digits only',
  'iis-w3c /set/scheme/missing -> drop': 'the pattern admits no line without a port',
  'iis-w3c /set/scheme/missing -> not-a-call': 'the pattern admits no line without a port',
  'iis-w3c /set/scheme/missing -> null': 'the pattern admits no line without a port',
  'iis-w3c /set/time/missing -> not-a-call': 'the pattern admits no line without a time',
  'iis-w3c /set/client.address/missing -> drop': 'the pattern admits no line without an address',
  'iis-w3c /set/client.address/missing -> not-a-call': 'the pattern admits no line without an address',
  'iis-w3c /set/client.id/invalid -> drop': 'every word is a name',
  'iis-w3c /set/client.id/invalid -> not-a-call': 'every word is a name',
  'aws-alb /set/client.address/missing -> drop': 'the pattern admits no line without an address',
  'aws-alb /set/client.address/missing -> not-a-call': 'the pattern admits no line without an address',
  'aws-alb /set/path/missing -> drop': 'a request line that has a method has a target',
  'aws-cloudfront /parse/patterns/1 moved up': 'no line of calls begins with the mark of a directive',
  'aws-cloudfront /set/query/invalid -> drop': 'every text is a query',
  'aws-cloudfront /set/query/invalid -> not-a-call': 'every text is a query',
  'aws-cloudfront /set/status/invalid -> not-a-call': 'the pattern admits statuses only',
  'aws-cloudfront /set/status/invalid -> null': 'the pattern admits statuses only',
  'aws-cloudfront /set/time/stamp taken out': 'the log has no milliseconds, so that no latency is subtracted',
  'aws-cloudfront /set/time/stamp -> start': 'the log has no milliseconds, so that no latency is subtracted',
  'aws-cloudfront /set/time/missing -> not-a-call': 'the pattern admits no line without a time',
  'aws-cloudfront /set/id/invalid -> drop': 'every word is an id',
  'aws-cloudfront /set/id/invalid -> not-a-call': 'every word is an id',
  'aws-cloudfront /set/client.address/missing -> drop': 'the pattern admits no line without an address',
  'aws-cloudfront /set/client.address/missing -> not-a-call': 'the pattern admits no line without an address',
  'aws-cloudfront /set/request.sizeBytes/invalid -> drop': 'the pattern admits digits only',
  'aws-cloudfront /set/request.sizeBytes/invalid -> not-a-call': 'the pattern admits digits only',
  'aws-cloudfront /set/response.sizeBytes/invalid -> drop': 'the pattern admits digits only',
  'aws-cloudfront /set/response.sizeBytes/invalid -> not-a-call': 'the pattern admits digits only',
  'aws-alb /set/time/stamp -> end': 'the log has no latency that would be subtracted',
  'haproxy-http /parse/patterns/1 moved up':
    'no line fits both patterns: only one of them has the closing quote',
  'haproxy-http /set/path/missing -> drop': 'a request line that has a method has a target',
  'haproxy-http /set/scheme/invalid -> drop': 'the lookup knows the only character that the pattern admits',
  'haproxy-http /set/scheme/invalid -> not-a-call':
    'the lookup knows the only character that the pattern admits',
  'haproxy-http /set/scheme/invalid -> default':
    'the lookup knows the only character that the pattern admits',
  'nginx-combined /set/path/missing -> drop': 'a request line that has a method has a target',
  'ocsf-api-activity /set/time/oneOf/0/format -> iso-or-epoch-ms': 'the condition admits digits only',
  'ocsf-api-activity /set/time/oneOf/1/format -> iso-or-epoch-ms': 'the condition admits digits only',
  'ocsf-api-activity /set/time/oneOf/2 moved up':
    'the conditions exclude one another by the number of digits',
  'ocsf-api-activity /set/time/oneOf/3 moved up':
    'the conditions exclude one another by the number of digits',
  'ocsf-api-activity /set/time/oneOf/4 moved up':
    'the conditions exclude one another by the number of digits',
  'ocsf-http-activity /set/time/oneOf/0/format -> iso-or-epoch-ms': 'the condition admits digits only',
  'ocsf-http-activity /set/time/oneOf/1/format -> iso-or-epoch-ms': 'the condition admits digits only',
  'ocsf-http-activity /set/time/oneOf/2 moved up':
    'the conditions exclude one another by the number of digits',
  'ocsf-http-activity /set/time/oneOf/3 moved up':
    'the conditions exclude one another by the number of digits',
  'ocsf-http-activity /set/time/oneOf/4 moved up':
    'the conditions exclude one another by the number of digits',
};

const cases = new Map<string, readonly MappingCase[]>();

/** Every mutant of every shipped mapping that is another mapping. */
export async function mutants(): Promise<readonly MappingMutant[]> {
  return (await allMutants()).filter(({ name }) => EQUIVALENT[name] === undefined);
}

async function allMutants(): Promise<readonly MappingMutant[]> {
  const all: MappingMutant[] = [];
  for (const mapping of SHIPPED_MAPPING_IDS) {
    const path = join(SHIPPED_FOLDER, `${mapping}.yaml`);
    const file = parseMappingFile(await readFile(path, 'utf8'), mapping);
    cases.set(mapping, await readCases(casesFolderOf(path)));
    for (const change of changesOf(file)) {
      all.push({ name: `${mapping} ${change.pointer} ${change.what}`, mapping, file: change.file });
    }
  }
  return all;
}

/** Whether the compiler refuses the mutant or a case of its mapping comes out otherwise. */
export function kills(mutant: MappingMutant): boolean {
  const linked = linkOrNull(mutant);
  if (linked === null) return true;
  return (cases.get(mutant.mapping) ?? []).some((each) => runCase(linked, each).firstDifference !== null);
}

function linkOrNull({ file, mapping }: MappingMutant): ReturnType<typeof linkMapping> | null {
  try {
    return linkMapping(resolvePlan(checkMappingFile(file, mapping)));
  } catch (error) {
    if (error instanceof AssayError && error.code === 'MAPPING_INVALID') return null;
    throw error;
  }
}

async function main(): Promise<void> {
  const all = await allMutants();
  const undetected = all.filter((mutant) => !kills(mutant)).map(({ name }) => name);
  const survivors = undetected.filter((name) => EQUIVALENT[name] === undefined);
  const stale = Object.keys(EQUIVALENT).filter((name) => !undetected.includes(name));
  for (const name of survivors) process.stdout.write(`survived: ${name}\n`);
  for (const name of stale) process.stdout.write(`listed as equivalent, but killed or gone: ${name}\n`);
  const same = Object.keys(EQUIVALENT).length;
  process.stdout.write(`mappings: ${all.length} mutants, ${survivors.length} survived, ${same} equivalent\n`);
  if (survivors.length + stale.length > 0 || all.length < 1000) process.exitCode = 1;
}

if (import.meta.main) await main();
