/** Longest name of an entity, tag or label value: backstage.io, "Descriptor Format of Catalog Entities". */
const MAX_NAME = 63;

/**
 * Name of an entity: what a person reads, and ten characters (50 bits) of the API's id that keep two of a
 * name apart: `api.shop.example-v1-1a2b3c4d5e`.
 */
export function entityName(name: string, apiId: string): string {
  const id = apiId.slice('api_'.length, 'api_'.length + 10);
  const words = nameOf(name, MAX_NAME - id.length - 1) ?? 'api';
  return `${words}-${id}`;
}

/** The text as a name that the catalog takes; null when nothing of it is left. */
export function nameOf(text: string, maxLength = MAX_NAME): string | null {
  const name = text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9._]+/g, '-')
    .replace(/^[-._]+/, '')
    .slice(0, maxLength)
    .replace(/[-._]+$/, '');
  return name === '' ? null : name;
}

/** `#` and `+` are allowed too, but no tag of ours needs them. */
export function tagOf(text: string): string | null {
  const tag = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, MAX_NAME)
    .replace(/-+$/, '');
  return tag === '' ? null : tag;
}
