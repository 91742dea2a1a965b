import { readdirSync } from 'node:fs';
import type { Half } from '../capability.ts';
import type { Design } from './design.ts';
import { readProviderDesign } from './provider-design.ts';

const PROVIDERS = new URL('./designs/providers/', import.meta.url);

function isDesign(value: unknown): value is Design {
  return typeof value === 'object' && value !== null && 'templates' in value && 'basePath' in value;
}

/** The designs of one half. The files of the other half's own designs are not opened. */
export async function designsOf(half: Half): Promise<readonly Design[]> {
  const providers = readdirSync(PROVIDERS)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map(readProviderDesign)
    .filter((design) => design.half === half);
  const own: unknown = await import(`./designs/own/${half}/index.ts`);
  const designs = new Set(
    Object.values(own ?? {})
      .flat()
      .filter(isDesign),
  );
  return [...providers, ...designs];
}
