import { linkMapping } from '../mapping/closures.ts';
import type { CompiledMapping } from '../mapping/compiled-mapping.ts';
import type { Plan } from '../mapping/plan.ts';
import { shippedMapping } from '../mapping/shipped.ts';

/** A mapping file of the site: its path as configured, and what was read of it, plain data. */
export interface SiteMapping {
  readonly path: string;
  readonly plan: Plan;
}

/** A shipped mapping by id, else one of the site's own files by the path that names it. */
export function findMapping(id: string, siteMappings: readonly SiteMapping[]): CompiledMapping | null {
  const site = siteMappings.find((mapping) => mapping.path === id);
  return site === undefined ? shippedMapping(id) : linkMapping(site.plan);
}
