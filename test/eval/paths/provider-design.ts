import { readFileSync } from 'node:fs';
import type { Design, ResponseShape, Template } from './design.ts';

const FOLDER = new URL('./designs/providers/', import.meta.url);

type Mutable = { -readonly [K in keyof Design]: Design[K] } & {
  slots: Record<string, string>;
  pools: Record<string, string>;
  templates: Template[];
};

function shapeOf(words: readonly string[]): ResponseShape {
  const [type = '', fields = '-', contentType] = words;
  if (type !== 'object' && type !== 'list' && type !== 'text' && type !== 'binary')
    throw new Error(`unknown shape ${type}`);
  return {
    type,
    ...(fields === '-' ? {} : { fields: fields.split(',') }),
    ...(contentType === undefined ? {} : { contentType }),
  };
}

function templateOf(words: readonly string[], shapes: ReadonlyMap<string, ResponseShape>): Template {
  const [methods = '', path = '', ...rest] = words;
  const query = rest
    .find((word) => word.startsWith('?'))
    ?.slice(1)
    .split(',');
  const response = shapes.get(rest.find((word) => word.startsWith('='))?.slice(1) ?? '');
  return {
    methods: methods.split(','),
    path,
    ...(query === undefined ? {} : { query }),
    ...(response === undefined ? {} : { response }),
  };
}

/**
 * Reads the facts of one published description: templates, methods, query keys, field names, and the kind of value of
 * each slot after its type, format, pattern and example. The descriptions are those of the APIs.guru directory of June
 * 2022, each with the version it names itself; of one with more than 150 templates, the 150 whose SHA-256 of
 * `FILE PATH-WITHOUT-NAMES` is smallest. Halves alternate in alphabetical order of the providers. A line is one of
 * `name TEXT`, `version TEXT`, `half dev|check`, `host HOST`, `base PATH`, `slot NAME KIND`, `pool NAME POOL`,
 * `shape NAME TYPE FIELDS [MEDIA-TYPE]`, or a template: `METHODS PATH [?QUERY-KEYS] [=SHAPE]`.
 */
export function parseProviderDesign(text: string): Design {
  const design: Mutable = {
    name: '',
    source: 'provider',
    half: 'dev',
    host: '',
    basePath: '',
    templates: [],
    slots: {},
    pools: {},
  };
  const shapes = new Map<string, ResponseShape>();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [key = '', ...words] = line.split(' ');
    const rest = words.join(' ');
    const [first = '', second = ''] = words;
    if (key === 'name') design.name = rest;
    else if (key === 'version') design.version = rest;
    else if (key === 'half') design.half = rest === 'check' ? 'check' : 'dev';
    else if (key === 'host') design.host = rest;
    else if (key === 'base') design.basePath = rest;
    else if (key === 'slot') design.slots[first] = second;
    else if (key === 'pool') design.pools[first] = second;
    else if (key === 'shape') shapes.set(first, shapeOf(words.slice(1)));
    else design.templates.push(templateOf([key, ...words], shapes));
  }
  return design;
}

export function readProviderDesign(file: string): Design {
  return parseProviderDesign(readFileSync(new URL(file, FOLDER), 'utf8'));
}
