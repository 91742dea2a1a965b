/** A template as a person wrote it. */
export interface ParsedTemplate {
  /** Slot names erased: `/users/{}`; empty for the root. */
  readonly erased: string;
  /** Names of the slots, in order. */
  readonly names: readonly string[];
}

const SEGMENT = /^[^{}]*(?:\{([A-Za-z_][A-Za-z0-9_]{0,39})\}[^{}]*)?$/;

/** The template, or what is wrong with it in words. */
export function parseTemplate(template: string): ParsedTemplate | string {
  if (template === '/') return { erased: '', names: [] };
  const names: string[] = [];
  for (const segment of template.split('/').slice(1)) {
    const match = SEGMENT.exec(segment);
    if (match === null)
      return 'has a segment that is no literal and no {name} with a literal before or after it';
    const name = match[1];
    if (name === undefined) continue;
    if (names.includes(name)) return 'names two slots alike';
    names.push(name);
  }
  return { erased: template.replace(/\{[^{}]*\}/g, '{}'), names };
}
