import { SHIPPED_MAPPINGS } from '../../mappings/calls/all.compiled.ts';
import type { CompiledMapping } from './compiled-mapping.ts';

export { SHIPPED_MAPPINGS };

export const SHIPPED_MAPPING_IDS: readonly string[] = SHIPPED_MAPPINGS.map((mapping) => mapping.id);

export function shippedMapping(id: string): CompiledMapping | null {
  return SHIPPED_MAPPINGS.find((mapping) => mapping.id === id) ?? null;
}
