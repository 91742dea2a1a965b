import type { Protocol } from '../../model/vocabulary.ts';
import type { Exchange } from '../exchange.ts';

/** What one call asks for: REST has one operation without a name, a batch has several. */
export interface ProtocolCall {
  readonly protocol: Protocol;
  /** Operation names in the order sent, repeated when sent repeatedly; `[null]` when there is none. */
  readonly operations: readonly (string | null)[];
}

/** The first value of a header; null when absent or not captured. */
export function headerOf(fields: Exchange['requestHeaders'], name: string): string | null {
  if (fields === null) return null;
  for (const field of fields) if (field.name === name) return field.value;
  return null;
}
