import type { MappingFile } from '../../src/mapping/mapping-file.ts';

/** One change of a mapping file, at the place where it was made. */
export interface MappingChange {
  readonly pointer: string;
  readonly what: string;
  /** May be no mapping any more; the schema and the compiler are asked, and refuse. */
  readonly file: unknown;
}

type Node = unknown;
type Members = Record<string, Node>;

/** Members that say nothing about what a record becomes. */
const SILENT: ReadonlySet<string> = new Set(['id', 'title', 'about', 'mapping', 'options', 'name', 'chosen']);

/** For closed words: the other words that could stand there. A word that does not fit there is refused, not run. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  missing: ['drop', 'not-a-call', 'null', 'default'],
  invalid: ['drop', 'not-a-call', 'null', 'default'],
  format: ['iso', 'epoch-s', 'epoch-ms', 'epoch-us', 'clf', 'iso-or-epoch-ms'],
  unit: ['s', 'ms', 'us', 'ns'],
  zone: ['printed', 'default', 'utc'],
  stamp: ['start', 'end'],
  encoding: ['text', 'base64'],
  unescape: ['nginx', 'haproxy'],
  split: ['url', 'request-line'],
  blanks: ['keep', 'missing'],
  framing: ['ndjson', 'json', 'lines'],
  records: ['one', 'one-or-array'],
};

/** Words whose absence means the same as one of them: taking them out is no other mapping. */
const SAME_AS_ABSENT: Readonly<Record<string, string>> = {
  zone: 'printed',
  stamp: 'start',
  encoding: 'text',
};

/** Every mapping that differs from this one in one field. */
export function changesOf(file: MappingFile): readonly MappingChange[] {
  const root: Node = JSON.parse(JSON.stringify(file));
  const changes: MappingChange[] = [];
  for (const { pointer, what, apply } of changesUnder(root, '', '')) {
    const copy: Node = JSON.parse(JSON.stringify(file));
    apply(copy);
    changes.push({ pointer, what, file: copy });
  }
  return changes;
}

interface Change {
  readonly pointer: string;
  readonly what: string;
  readonly apply: (root: Node) => void;
}

function* changesUnder(node: Node, pointer: string, key: string): Generator<Change> {
  if (Array.isArray(node)) yield* changesOfList(node, pointer);
  else if (typeof node === 'object' && node !== null) yield* changesOfMembers(node as Members, pointer, key);
}

function* changesOfList(list: readonly Node[], pointer: string): Generator<Change> {
  for (let index = 0; index < list.length; index += 1) {
    yield {
      pointer: `${pointer}/${index}`,
      what: 'taken out',
      apply: (root) => at(root, pointer).splice(index, 1),
    };
    yield* changesUnder(list[index], `${pointer}/${index}`, '');
  }
  // Order matters where the first that fits is taken; words of a set have none.
  if (!/\/(?:in|names|skip|all|any)$/.test(pointer)) {
    for (let index = 1; index < list.length; index += 1) {
      yield {
        pointer: `${pointer}/${index}`,
        what: 'moved up',
        apply: (root) => swap(at(root, pointer), index),
      };
    }
  }
}

function* changesOfMembers(members: Members, pointer: string, parent: string): Generator<Change> {
  for (const [key, value] of Object.entries(members)) {
    const here = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (SILENT.has(key) && pointer !== '/set' && parent !== 'fields') continue;
    yield* changesOfValue(members, key, value, here);
    yield* changesUnder(value, here, key);
  }
}

function* changesOfValue(members: Members, key: string, value: Node, here: string): Generator<Change> {
  const put = (what: string, other: Node): Change => ({
    pointer: here,
    what,
    apply: (root) => {
      const [parent, last] = parentOf(root, here);
      if (other === undefined) delete parent[last];
      else parent[last] = other;
    },
  });
  if (SAME_AS_ABSENT[key] !== value && members[key] !== undefined) yield put('taken out', undefined);
  for (const word of WORDS[key] ?? []) if (word !== value) yield put(`-> ${word}`, word);
  if (typeof value === 'boolean') yield put(`-> ${!value}`, !value);
  if (WORDS[key] === undefined && typeof value === 'string') yield put('-> another text', `${value}x`);
}

function at(root: Node, pointer: string): Node[] {
  let here = root;
  for (const token of tokensOf(pointer)) here = (here as Members)[token];
  return here as Node[];
}

function parentOf(root: Node, pointer: string): [Members, string] {
  const tokens = tokensOf(pointer);
  const last = tokens.pop() ?? '';
  let here = root;
  for (const token of tokens) here = (here as Members)[token];
  return [here as Members, last];
}

function tokensOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function swap(list: Node[], index: number): void {
  const above = list[index - 1];
  list[index - 1] = list[index];
  list[index] = above;
}
