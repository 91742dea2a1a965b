import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Half } from '../../../capability.ts';
import type { Design } from '../../design.ts';
import { Random } from '../../random.ts';
import { moreSpecific, type ParsedPath, parsePath } from '../../template-path.ts';
import { isKind, makeValue } from '../../values.ts';
import { OWN_DESIGNS } from './index.ts';

const PATHS_A_TEMPLATE = 60;
/** Characters of a path segment (RFC 3986, section 3.3), percent-encoded ones in full. */
const SEGMENT = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})+$/;

function parsed(design: Design): ParsedPath[] {
  return design.templates.map((template) => parsePath(design.basePath + template.path));
}

function slotNames(design: Design): Set<string> {
  return new Set(
    parsed(design).flatMap(({ parts }) => parts.flatMap((part) => ('slot' in part ? [part.slot] : []))),
  );
}

function samplePath(design: Design, path: ParsedPath, random: Random): string {
  return path.parts
    .map((part) => ('literal' in part ? part.literal : makeValue(design.slots[part.slot] ?? '', random)))
    .join('');
}

test('each half has at least fourteen own designs of 15 to 80 templates', () => {
  for (const half of ['dev', 'check'] satisfies Half[]) {
    const designs = OWN_DESIGNS.filter((design) => design.half === half);
    assert.ok(designs.length >= 14, half);
    for (const design of designs)
      assert.ok(
        design.templates.length >= 15 && design.templates.length <= 80,
        `${design.name}: ${design.templates.length}`,
      );
  }
});

test('names and hosts are unique, hosts are reserved names, base paths begin and do not end with a slash', () => {
  assert.equal(new Set(OWN_DESIGNS.map(({ name }) => name)).size, OWN_DESIGNS.length);
  assert.equal(new Set(OWN_DESIGNS.map(({ host }) => host)).size, OWN_DESIGNS.length);
  for (const { name, host, basePath, source } of OWN_DESIGNS) {
    assert.match(host, /\.example(?::\d+)?$|^[a-z]+\.example$/, name);
    assert.match(basePath, /^(?:\/.*[^/])?$/, name);
    assert.equal(source, 'own');
  }
});

for (const design of OWN_DESIGNS) {
  test(`${design.name}: templates are unique whatever their slots are called`, () => {
    const shapes = parsed(design).map(({ erased }) => erased);
    assert.deepEqual(
      shapes.filter((shape, i) => shapes.indexOf(shape) !== i),
      [],
    );
    for (const shape of shapes) assert.match(shape, /^\/.*[^/]$/);
  });

  test(`${design.name}: every slot has a kind of value, and nothing else is described`, () => {
    const names = slotNames(design);
    assert.deepEqual(
      [...names].filter((name) => !Object.hasOwn(design.slots, name)),
      [],
    );
    const described = [
      ...Object.keys(design.slots),
      ...Object.keys(design.pools ?? {}),
      ...Object.keys(design.poolCap ?? {}),
    ];
    assert.deepEqual(
      described.filter((name) => !names.has(name)),
      [],
    );
    const random = new Random(design.name);
    for (const [name, kind] of Object.entries(design.slots)) {
      assert.ok(isKind(kind), `${name}: ${kind}`);
      for (let i = 0; i < PATHS_A_TEMPLATE; i++)
        for (const segment of makeValue(kind, random).split('/'))
          assert.match(segment, SEGMENT, `${name}: ${kind}`);
      if (kind !== 'file-path') assert.doesNotMatch(makeValue(kind, random), /\//, name);
    }
  });

  test(`${design.name}: no two templates claim the same path`, () => {
    const random = new Random(`${design.name} paths`);
    const all = parsed(design);
    for (const own of all) {
      for (let i = 0; i < PATHS_A_TEMPLATE; i++) {
        const path = samplePath(design, own, random);
        assert.ok(own.matches(path), `${own.erased} does not accept ${path}`);
        const rivals = all.filter(
          (other) => other !== own && other.matches(path) && !moreSpecific(own, other),
        );
        assert.deepEqual(
          rivals.map(({ erased }) => erased),
          [],
          `${path} of ${own.erased}`,
        );
      }
    }
  });
}

test('no form of value made for one half stands in the other', () => {
  const made = (half: Half): string[] =>
    OWN_DESIGNS.filter((design) => design.half === half).flatMap(({ slots }) =>
      Object.values(slots).filter((kind) => /^(?:like|enum):/.test(kind)),
    );
  const dev = new Set(made('dev'));
  assert.deepEqual(
    made('check').filter((kind) => dev.has(kind)),
    [],
  );
});

test('calls out of the score are the exception', () => {
  const templates = OWN_DESIGNS.flatMap((design) => design.templates);
  assert.ok(templates.filter(({ scored }) => scored === false).length < templates.length / 50);
});
