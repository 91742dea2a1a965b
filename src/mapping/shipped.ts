import { SHIPPED_MAPPINGS } from '../../mappings/calls/all.compiled.ts';
import type { CompiledMapping } from './compiled-mapping.ts';

export { SHIPPED_MAPPING_IDS } from '../../mappings/calls/ids.compiled.ts';
export { SHIPPED_MAPPINGS };

export function shippedMapping(id: string): CompiledMapping | null {
  return SHIPPED_MAPPINGS.find((mapping) => mapping.id === id) ?? null;
}
