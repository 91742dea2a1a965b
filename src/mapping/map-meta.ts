import { AssayError } from '../model/errors.ts';
import { normalizeHost } from '../model/host.ts';
import type { CompiledMapping, RequiredOption } from './compiled-mapping.ts';
import type { MapMeta } from './runtime/meta.ts';
import { isZone } from './runtime/zones.ts';

/** What a source may say about its records; everything may be left out. */
export interface MapSettings {
  readonly sourceId: string;
  readonly host?: string | null;
  readonly scheme?: 'http' | 'https' | null;
  readonly zone?: string | null;
  readonly options?: Readonly<Record<string, string | readonly string[]>>;
}

/** Settings made ready for `map`. Throws AssayError MAPPING_OPTION_INVALID for a zone that does not exist. */
export function createMeta(settings: MapSettings): MapMeta {
  const { sourceId, host = null, scheme = null, zone = null, options = {} } = settings;
  if (zone !== null && !isZone(zone)) {
    throw new AssayError({
      code: 'MAPPING_OPTION_INVALID',
      kind: 'config',
      message: `Source ${sourceId}: defaults.zone is no IANA time zone.`,
      fix: 'Write a name such as UTC or Europe/Vienna.',
      context: { source: sourceId, option: 'zone' },
    });
  }
  return {
    sourceId,
    defaults: { host: host === null ? null : normalizeHost(host, scheme), scheme, zone },
    options: Object.fromEntries(Object.entries(options).map(([name, list]) => [name, wordsOf(list)])),
  };
}

/** A list, or one text with the words parted by commas. */
function wordsOf(list: string | readonly string[]): readonly string[] {
  const words = typeof list === 'string' ? list.split(',') : list;
  return words.map((word) => word.trim().toLowerCase());
}

/** What the records of this mapping never carry and the settings do not give. */
export function missingOptions(mapping: CompiledMapping, meta: MapMeta): readonly RequiredOption[] {
  return mapping.required
    .filter(({ option, unlessOption }) => {
      if (option !== 'zone' && unlessOption !== null) {
        if (meta.options[unlessOption.name]?.includes(unlessOption.word) === true) return false;
      }
      return meta.defaults[option] === null;
    })
    .map(({ option }) => option);
}

/** Throws AssayError MAPPING_OPTION_MISSING (exit 2) that names every option that is missing. */
export function assertOptions(mapping: CompiledMapping, meta: MapMeta): void {
  const missing = missingOptions(mapping, meta);
  if (missing.length === 0) return;
  const flags = missing.map((option) => `--${option}`).join(' and ');
  const keys = missing.map((option) => `defaults.${option}`).join(' and ');
  throw new AssayError({
    code: 'MAPPING_OPTION_MISSING',
    kind: 'config',
    message: `Source ${meta.sourceId}: records of format ${mapping.id} do not say their ${missing.join(' and ')}.`,
    fix: `Set ${keys} of the source, or ${flags} with assay analyze.`,
    context: { source: meta.sourceId, mapping: mapping.id, options: missing.join(',') },
  });
}
