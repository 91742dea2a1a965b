import { readdirSync, readFileSync } from 'node:fs';
import type { Design } from './design.ts';
import { parseProviderDesign } from './provider-design.ts';

const WEIGHT = /^\*(\d+)$/;
const CHOICE = /\(([^()]*)\)/;

/** `/rates/(air|sea)` says `/rates/air` and `/rates/sea`: siblings that are endpoints of their own. */
function spelledOut(path: string): readonly string[] {
  const choice = CHOICE.exec(path);
  if (choice === null) return [path];
  const [whole, names = ''] = choice;
  return names.split('|').flatMap((name) => spelledOut(path.replace(whole, name)));
}

function isTemplate(line: string): boolean {
  return /^[A-Z,]+ \//.test(line);
}

/**
 * An own design as text: the lines of a provider's design, and besides `# comment`, `*WEIGHT` behind a template (how
 * popular it is), and `(a|b|c)` in its path for siblings.
 */
export function parseTextDesign(text: string): Design {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const weights: (number | undefined)[] = [];
  const plain: string[] = [];
  for (const line of lines) {
    if (!isTemplate(line)) {
      plain.push(line);
      continue;
    }
    const [methods = '', path = '', ...rest] = line.split(' ');
    const weight = rest.map((word) => WEIGHT.exec(word)?.[1]).find((found) => found !== undefined);
    for (const each of spelledOut(path)) {
      plain.push([methods, each, ...rest.filter((word) => !WEIGHT.test(word))].join(' '));
      weights.push(weight === undefined ? undefined : Number(weight));
    }
  }
  const design = parseProviderDesign(plain.join('\n'));
  return {
    ...design,
    source: 'own',
    templates: design.templates.map((template, index) => {
      const weight = weights[index];
      return weight === undefined ? template : { ...template, weight };
    }),
  };
}

/** The designs of a folder, by file name. */
export function readTextDesigns(folder: URL): readonly Design[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => parseTextDesign(readFileSync(new URL(file, folder), 'utf8')));
}
