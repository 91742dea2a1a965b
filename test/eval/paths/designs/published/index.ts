import { readdirSync, readFileSync } from 'node:fs';
import type { Design } from '../../design.ts';
import { parseProviderDesign } from '../../provider-design.ts';

const FOLDER = new URL('./', import.meta.url);

/**
 * Facts of published descriptions (APIs.guru directory of June 2022) of providers that the evaluation does not judge, in
 * the notation of `provider-design.ts`: of one with more than 100 templates the 100 that its rule picks, a slot of one
 * value as a literal, and no slash at the end of a path.
 *
 * They are there to learn from (`fit-weights.ts`), and are no part of the half that `npm run eval -- --half dev` judges,
 * whose time in CI would be three times as long with them.
 */
export const PUBLISHED_DESIGNS: readonly Design[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.txt'))
  .sort()
  .map((file) => parseProviderDesign(readFileSync(new URL(file, FOLDER), 'utf8')));
