import { readFile } from 'node:fs/promises';
import { AssayError } from '../model/errors.ts';

/** The YAML text of a shipped mapping, for people who want to see how a line is read. */
export async function shippedMappingText(id: string): Promise<string> {
  for (const folder of ['../../mappings/calls/', '../../../mappings/calls/']) {
    const text = await readFile(
      new URL(`${folder}${encodeURIComponent(id)}.yaml`, import.meta.url),
      'utf8',
    ).catch(() => null);
    if (text !== null) return text;
  }
  throw new AssayError({
    code: 'MAPPING_UNKNOWN',
    kind: 'config',
    message: `There is no shipped mapping "${id.slice(0, 60)}".`,
    fix: 'assay mappings list shows them.',
  });
}
