import type { JsonObject } from '../../model/json.ts';

export interface RetryRequest {
  /** Absent: everything in quarantine. */
  readonly keys?: readonly string[];
}

export const RETRY_SCHEMA: JsonObject = {
  title: 'RetryRequest',
  type: 'object',
  additionalProperties: false,
  properties: {
    keys: { type: 'array', maxItems: 10_000, items: { type: 'string', maxLength: 1000 } },
  },
};
