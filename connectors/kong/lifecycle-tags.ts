import type { RegisteredApi } from '../../src/model/registered-api.ts';

/** Kong has no lifecycle; estates write it as tags. */
export interface TagRules {
  readonly deprecated: readonly string[];
  readonly retired: readonly string[];
  /** What stands before the owner: `team:` in `team:payments`. */
  readonly ownerPrefixes: readonly string[];
}

export const DEFAULT_TAG_RULES: TagRules = {
  deprecated: ['deprecated', 'lifecycle:deprecated'],
  retired: ['retired', 'lifecycle:retired'],
  ownerPrefixes: ['owner:', 'team:'],
};

const SUNSET = /^sunset:(\d{4}-\d{2}-\d{2})$/;

export function lifecycleOf(
  tags: readonly string[],
  rules: TagRules,
): Pick<RegisteredApi, 'lifecycle' | 'sunsetAtMs'> {
  const days = tags
    .flatMap((tag) => SUNSET.exec(tag)?.[1] ?? [])
    .map((day) => Date.parse(`${day}T00:00:00Z`));
  const sunsets = days.filter((ms) => !Number.isNaN(ms));
  const sunsetAtMs = sunsets.length === 0 ? null : Math.min(...sunsets);
  if (tags.some((tag) => rules.retired.includes(tag))) return { lifecycle: 'retired', sunsetAtMs };
  const deprecated = tags.some((tag) => rules.deprecated.includes(tag));
  return { lifecycle: deprecated ? 'deprecated' : 'active', sunsetAtMs };
}

export function ownerOf(tags: readonly string[], rules: TagRules): string | null {
  for (const prefix of rules.ownerPrefixes) {
    const tag = tags.find((one) => one.startsWith(prefix) && one.length > prefix.length);
    if (tag !== undefined) return tag.slice(prefix.length);
  }
  return null;
}
