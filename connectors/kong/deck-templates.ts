/** `${{ env "DECK_HOST" }}`, with or without a filter: decK fills it in before it reads the YAML. */
const TEMPLATE = /\$\{\{[^{}\n]*\}\}/g;

/** Stands for what decK would fill in: safe inside and outside of quotes, and nothing that a host or path could be. */
const UNKNOWN = '-filled-in-by-deck-';

/** What would be filled in is not known here, and may be a secret: a mark stands for it. */
export function markTemplates(text: string): string {
  return text.replace(TEMPLATE, UNKNOWN);
}

/** Marked, or in the notation of another tool that fills in files: `${HOST}`, `{{ host }}`, `$HOST`. */
export function isUnknown(value: unknown): boolean {
  return (
    typeof value === 'string' && (value.includes(UNKNOWN) || value.includes('${') || value.includes('{{'))
  );
}

/** Members that are texts whatever is filled in; a path that nobody knows must not match everything. */
const TEXTS: ReadonlySet<string> = new Set([
  'host',
  'id',
  'name',
  'path',
  'paths',
  'service',
  'url',
  'expression',
]);

type Raw = Readonly<Record<string, unknown>>;

/**
 * The members that the file itself states. A number or a switch that is filled in has its default here, and a route of
 * which no host is known is reachable where routes without a host are.
 */
export function statedMembers(raw: Raw): Raw {
  const stated: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (TEXTS.has(name)) stated[name] = value;
    else if (Array.isArray(value)) stated[name] = value.filter((one) => !isUnknown(one));
    else if (!isUnknown(value)) stated[name] = value;
  }
  return stated;
}
