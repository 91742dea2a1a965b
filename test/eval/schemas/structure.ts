import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { JsonObject } from '../../../src/model/json.ts';

export interface Structure {
  readonly valid: boolean;
  readonly errors: number;
  readonly warnings: number;
  /** Rules broken, sorted. */
  readonly rules: readonly string[];
}

/** Left out of the recommended rules: a claim about security where no credential could be observed would be invented. */
const RULES = { 'security-defined': 'off' } as const;

/** What two independent readers of OpenAPI say: the schema of the specification, and a linter's recommended rules. */
export async function structureOf(document: JsonObject): Promise<Structure> {
  const { valid } = await new Validator().validate(structuredClone(document) as Record<string, unknown>);
  const config = await createConfig({ extends: ['recommended'], rules: RULES });
  const problems = await lintFromString({
    source: JSON.stringify(document),
    absoluteRef: '/exported/openapi.json',
    config,
  });
  return {
    valid,
    errors: problems.filter(({ severity }) => severity === 'error').length,
    warnings: problems.filter(({ severity }) => severity === 'warn').length,
    rules: [...new Set(problems.map(({ ruleId }) => ruleId))].sort(),
  };
}
