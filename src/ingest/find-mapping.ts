import { type CompiledMapping, linkMapping, loadMapping, shippedMapping } from '../mapping/index.ts';

/** A mapping file of the site: its path as configured, and its text. */
export interface SiteMapping {
  readonly path: string;
  readonly text: string;
}

/** A shipped mapping by id, else one of the site's own files by the path that names it. */
export function findMapping(id: string, siteMappings: readonly SiteMapping[]): CompiledMapping | null {
  const site = siteMappings.find((mapping) => mapping.path === id);
  return site === undefined ? shippedMapping(id) : linkMapping(loadMapping(site.text, site.path));
}
