import { countingKey } from '../rules/index.ts';
import type { AgentContext } from './context.ts';

/**
 * Since when each rule works that counts while calls are observed, by its key; the store remembers. Asked before calls
 * are observed and when they are assessed, so that the answer is never earlier than the truth.
 */
export function rulesInForce({ config, store, clock }: AgentContext): Promise<ReadonlyMap<string, number>> {
  const keys = config.rules.set.flatMap(({ rule }) => countingKey(rule) ?? []);
  return store.rulesInForce(keys, clock.nowMs());
}
