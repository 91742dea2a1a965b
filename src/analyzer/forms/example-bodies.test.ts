import { deflateRawSync, gzipSync } from 'node:zlib';
import {
  dynamicKey,
  endlessKey,
  KEYS,
  once,
  pick,
  type Random,
  THEME_NAMES,
  THEMES,
  type Theme,
} from './example-values.test.ts';

/** Bodies of made calls: shapes that come again with other values; no test of its own. */

export type Shape =
  | { readonly kind: 'value'; readonly theme: Theme }
  | { readonly kind: 'object'; readonly members: readonly Member[] }
  | { readonly kind: 'list'; readonly items: readonly [Shape, ...Shape[]]; readonly lengths: Lengths }
  /** One of them, call by call. */
  | { readonly kind: 'either'; readonly shapes: readonly [Shape, ...Shape[]] }
  | {
      readonly kind: 'map';
      readonly key: (random: Random) => string;
      /** Whether calls that are built alike have the same keys. */
      readonly isFixed: boolean;
      readonly item: Shape;
      readonly lengths: Lengths;
    }
  | {
      readonly kind: 'nest';
      readonly levels: Lengths;
      readonly open: string;
      readonly close: string;
      readonly inside: Shape;
    };

export type Lengths = readonly [number, ...number[]];

interface Member {
  readonly name: string;
  readonly shape: Shape;
  /** Missing once in so many; 0: never. */
  readonly missing: number;
}

/** From where a call takes what it holds, and from where how it is built: built the same way come many calls. */
export interface Draw {
  readonly values: Random;
  readonly structure: Random;
}

/** How often something comes otherwise than its shape says, once in so many; 0: never. */
export interface Oddness {
  readonly value: number;
  readonly structure: number;
  readonly message: number;
}

export const value = (theme: Theme): Shape => ({ kind: 'value', theme });

/** `name?` is missing now and then. */
export function object(members: Readonly<Record<string, Shape | Theme>>): Shape {
  return {
    kind: 'object',
    members: Object.entries(members).map(([name, shape]) => ({
      name: name.endsWith('?') ? name.slice(0, -1) : name,
      shape: typeof shape === 'string' ? value(shape) : shape,
      missing: name.endsWith('?') ? 3 : 0,
    })),
  };
}

export const list = (lengths: Lengths, ...items: readonly [Shape, ...Shape[]]): Shape => ({
  kind: 'list',
  items,
  lengths,
});

export const either = (...shapes: readonly [Shape, ...Shape[]]): Shape => ({ kind: 'either', shapes });

export const mapOf = (
  key: (random: Random) => string,
  isFixed: boolean,
  lengths: Lengths,
  item: Shape,
): Shape => ({ kind: 'map', key, isFixed, item, lengths });

const LENGTHS: readonly [Lengths, ...Lengths[]] = [[1], [2], [0, 1], [1, 2, 3], [0, 1, 2, 4, 9]];

export function randomShape(random: Random, depth: number): Shape {
  const kind = random(depth > 0 ? 10 : 4);
  if (kind < 4) return value(pick(random, THEME_NAMES));
  const below = (): Shape => randomShape(random, depth - 1);
  if (kind < 7) {
    const members = Array.from({ length: random(7) }, () => ({
      name: pick(random, KEYS),
      shape: below(),
      missing: pick(random, [0, 0, 0, 4, 12]),
    }));
    return { kind: 'object', members };
  }
  if (kind === 7) return list(pick(random, LENGTHS), below());
  if (kind === 8) return list(pick(random, LENGTHS), below(), below());
  if (random(4) > 0)
    return mapOf(pick(random, [dynamicKey, endlessKey]), random(3) > 0, pick(random, LENGTHS), below());
  const [open, close] = pick<readonly [string, string]>(random, [
    ['[', ']'],
    ['{"a":', '}'],
    ['[{"a":', '}]'],
  ]);
  return {
    kind: 'nest',
    levels: pick<Lengths>(random, [
      [2, 3],
      [14, 15, 16, 17],
      [30, 31, 32, 33],
      [62, 63, 64, 65],
    ]),
    open,
    close,
    inside: below(),
  };
}

type Node =
  | string
  | { readonly list: readonly Node[] }
  | { readonly members: readonly (readonly [string, Node])[] };

function nodeOf(shape: Shape, draw: Draw, odd: Oddness): Node {
  const { structure, values } = draw;
  if (once(structure, odd.structure))
    return nodeOf(randomShape(structure, 1), draw, { ...odd, structure: 0 });
  switch (shape.kind) {
    case 'value':
      return THEMES[once(values, odd.value) ? pick(values, THEME_NAMES) : shape.theme](values);
    case 'object':
      return { members: membersOf(shape.members, draw, odd) };
    case 'list':
      return {
        list: Array.from({ length: pick(structure, shape.lengths) }, (_, at) =>
          nodeOf(shape.items[at % shape.items.length] ?? shape.items[0], draw, odd),
        ),
      };
    case 'either':
      return nodeOf(pick(values, shape.shapes), draw, odd);
    case 'map':
      return {
        members: Array.from({ length: pick(structure, shape.lengths) }, () => [
          shape.key(shape.isFixed ? structure : values),
          nodeOf(shape.item, draw, odd),
        ]),
      };
    case 'nest': {
      const levels = pick(structure, shape.levels);
      const inside = written(nodeOf(shape.inside, draw, odd), STYLES[0]);
      return `${shape.open.repeat(levels)}${inside}${shape.close.repeat(levels)}`;
    }
  }
}

function membersOf(
  members: readonly Member[],
  draw: Draw,
  odd: Oddness,
): readonly (readonly [string, Node])[] {
  const { structure } = draw;
  const kept = members.filter(({ missing }) => !once(structure, missing));
  const made = kept.map(({ name, shape }): [string, Node] => [name, nodeOf(shape, draw, odd)]);
  if (once(structure, odd.structure))
    made.splice(structure(made.length + 1), 0, [
      pick(structure, KEYS),
      nodeOf(randomShape(structure, 1), draw, odd),
    ]);
  if (once(structure, odd.structure)) made.reverse();
  const first = made[0];
  // The same name twice: the last value counts, at the place of the first.
  if (first !== undefined && once(structure, odd.structure))
    made.push([first[0], nodeOf(randomShape(structure, 1), draw, odd)]);
  return made;
}

/** How a document is written: what stands behind an opening, before a member, behind a colon, and how names are. */
interface Style {
  readonly inside: string;
  readonly comma: string;
  readonly colon: string;
  readonly name: (name: string) => string;
  readonly before: string;
  readonly behind: string;
}

const quoted = (name: string): string => JSON.stringify(name);
const escaped = (name: string): string =>
  `"${Array.from({ length: name.length }, (_, at) => `\\u${name.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`;
const COMPACT: Style = { inside: '', comma: ',', colon: ':', name: quoted, before: '', behind: '' };
export const STYLES: readonly [Style, ...Style[]] = [
  COMPACT,
  { ...COMPACT, comma: ', ', colon: ': ' },
  { ...COMPACT, inside: '\n  ', comma: ',\n  ', colon: ': ', behind: '\n' },
  { ...COMPACT, inside: ' ', comma: ' ,\t', colon: ' :\r\n', before: ' \n' },
  { ...COMPACT, name: escaped },
  { ...COMPACT, before: '\ufeff' },
  { ...COMPACT, before: ' \ufeff' },
  { ...COMPACT, inside: '\n  ', comma: ',\n  ', colon: ': ' },
];

function written(node: Node, style: Style): string {
  if (typeof node === 'string') return node;
  const parts =
    'list' in node
      ? node.list.map((item) => written(item, style))
      : node.members.map(([name, member]) => `${style.name(name)}${style.colon}${written(member, style)}`);
  const end = style.inside === '' ? '' : '\n';
  const inner = parts.length === 0 ? '' : `${style.inside}${parts.join(style.comma)}${end}`;
  return 'list' in node ? `[${inner}]` : `{${inner}}`;
}

/** What logs and servers do with a document. */
export const WRAPPINGS: readonly [Wrapping, ...Wrapping[]] = [
  (text) => Buffer.from(text).toString('base64'),
  (text) => gzipSync(text).toString('base64'),
  (text) => gzipSync(text).toString('latin1'),
  (text) => deflateRawSync(text).toString('base64'),
  (text) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n0\r\n\r\n`,
  (text) => `)]}',\n${text}`,
  (text) => `callback(${text});`,
  (text) => `data: ${text}\n\ndata: {"a":1}\n\ndata: [DONE]\n\n`,
  (text) => `${text}\n${text}\n`,
  (text) => `\u001e${text}\n`,
  (text) => text.slice(0, -1),
  (text) => `${text} x`,
  (text) => `body=${encodeURIComponent(text)}&a=1`,
  (text) => JSON.stringify(text),
  () => '***',
  () => '[REDACTED]',
  () => '',
  () => 'null',
  () => '"active"',
  () => '12',
  () => '<a><b>1</b></a>',
  () => '<html><body>no</body></html>',
  () => 'a=1&password=hunter2&email=ada@mail.example',
  () => '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n',
];

type Wrapping = (text: string) => string;

export interface BodyForm {
  readonly shape: Shape;
  readonly style: number;
  /** -1: as it is. */
  readonly wrapping: number;
}

export function bodyForm(shape: Shape, random: Random): BodyForm {
  const isPlain = random(4) > 0;
  return {
    shape,
    style: isPlain ? 0 : random(STYLES.length),
    wrapping: once(random, 30) ? random(WRAPPINGS.length) : -1,
  };
}

/** The body of a call; null where it was not captured. */
export function bodyText(form: BodyForm | null, draw: Draw, odd: Oddness): string | null {
  const { structure } = draw;
  if (form === null) return once(structure, odd.message) ? '{"a":1}' : null;
  const style = once(structure, odd.message) ? structure(STYLES.length) : form.style;
  const wrapping = once(structure, odd.message) ? structure(WRAPPINGS.length) : form.wrapping;
  if (once(structure, odd.message)) return null;
  const { before, behind } = STYLES[style] ?? COMPACT;
  const text = `${before}${written(nodeOf(form.shape, draw, odd), STYLES[style] ?? COMPACT)}${behind}`;
  return WRAPPINGS[wrapping]?.(text) ?? text;
}
