import { readdirSync, readFileSync } from 'node:fs';
import type { Design } from '../../design.ts';
import { parseProviderDesign } from '../../provider-design.ts';

const FOLDER = new URL('./', import.meta.url);

/**
 * Facts of published descriptions (APIs.guru directory of June 2022) of providers that the evaluation does not judge, in
 * the notation of `provider-design.ts`: of one with more than 100 templates the 100 that its rule picks, a slot of one
 * value as a literal, no slash at the end of a path, and the fields that an envelope holds where envelopes are alike.
 * Kinds of values follow type, format, pattern, example and description; where those are silent, what the provider's
 * values are known to look like. At most three are of one company.
 *
 * They are harder than descriptions are on average: of those that were found without a mistake, most of them with ids
 * for slots and nothing else, about a third was left out for size.
 *
 * They are there to learn from (`fit-weights.ts`), and are no part of the half that `npm run eval -- --half dev` judges,
 * whose time in CI would be three times as long with them.
 */
export const PUBLISHED_DESIGNS: readonly Design[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.txt'))
  .sort()
  .map((file) => parseProviderDesign(readFileSync(new URL(file, FOLDER), 'utf8')));
