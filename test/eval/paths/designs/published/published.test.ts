import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Design } from '../../design.ts';
import { Random } from '../../random.ts';
import { type ParsedPath, parsePath } from '../../template-path.ts';
import { closedSize, isKind, makeValue } from '../../values.ts';
import { DEV_DESIGNS } from '../own/dev/index.ts';
import { PUBLISHED_DESIGNS } from './index.ts';

/** The providers that the evaluation judges, in the spellings of their names and domains. */
const JUDGED =
  'akeneo pandascore dracoon viator rebilly filescom justeat jeapis payrun netbox beezup appstoreconnect drchrono velopayments wowza yodlee orthanc callfire exavault influx figshare opensuse openbuildservice peertube appwrite gettyimages telnyx'.split(
    ' ',
  );
const MOST_TEMPLATES = 100;
const VALUES_A_KIND = 40;
/** Characters of a path segment (RFC 3986, section 3.3), percent-encoded ones in full. */
const SEGMENT = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})+$/;
const KNOWN_LINE =
  /^(?:(?:name|version) .+|half dev|host [a-z0-9.-]+\.example|base \/[^ ]*|slot [^ ]+ [^ ]+|pool [^ ]+ [^ ]+|shape S\d+ (?:object|list|text|binary) [^ ]+(?: [^ ]+)?|(?:(?:GET|PUT|POST|DELETE|PATCH|HEAD),?)+ \/[^ ]*(?: \?[^ ]+)?(?: =S\d+)?)$/;

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

function parsed(design: Design): readonly ParsedPath[] {
  return design.templates.map((template) => parsePath(design.basePath + template.path));
}

/** `name` and `literal/name` of every slot. */
function slotsOf(design: Design): ReadonlySet<string> {
  return new Set(
    parsed(design).flatMap(({ parts }) =>
      parts.flatMap((part) => ('slot' in part ? [part.slot, `${part.after}/${part.slot}`] : [])),
    ),
  );
}

test('published designs have names and hosts of their own, reserved hosts, and the development half', () => {
  const all = [...PUBLISHED_DESIGNS, ...DEV_DESIGNS];
  assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
  assert.equal(new Set(all.map(({ host }) => host)).size, all.length);
  for (const { name, version, half, source, host, basePath } of PUBLISHED_DESIGNS) {
    assert.deepEqual([half, source], ['dev', 'provider'], name);
    assert.notEqual(version, undefined, name);
    assert.match(host, /^[a-z0-9.-]+\.example$/, name);
    assert.match(basePath, /^(?:\/.*[^/])?$/, name);
  }
});

test('no published design is of a provider that the evaluation judges', () => {
  for (const { name, host } of PUBLISHED_DESIGNS)
    for (const judged of JUDGED)
      assert.ok(!plain(name).includes(judged) && !plain(host).includes(judged), name);
});

test('every line of a published design is one of the notation, and each file has at most 100 templates', () => {
  const folder = new URL('./', import.meta.url);
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.txt')))
    for (const line of readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n'))
      assert.match(line, KNOWN_LINE, file);
  for (const { name, templates } of PUBLISHED_DESIGNS)
    assert.ok(templates.length >= 8 && templates.length <= MOST_TEMPLATES, `${name}: ${templates.length}`);
});

for (const design of PUBLISHED_DESIGNS) {
  test(`${design.name}: templates differ in more than the names of their slots`, () => {
    const shapes = parsed(design).map(({ erased }) => erased);
    assert.deepEqual(
      shapes.filter((shape, index) => shapes.indexOf(shape) !== index),
      [],
    );
    for (const shape of shapes) assert.match(shape, /^(?:\/[^/]+)+$/);
  });

  test(`${design.name}: every slot has a known kind of value, and nothing else is described`, () => {
    const names = slotsOf(design);
    const slots = [...names].filter((name) => !name.includes('/'));
    assert.deepEqual(
      slots.filter((name) => !Object.hasOwn(design.slots, name)),
      [],
    );
    assert.deepEqual(
      [...Object.keys(design.slots), ...Object.keys(design.pools ?? {})].filter((name) => !names.has(name)),
      [],
    );
    const random = new Random(design.name);
    for (const [name, kind] of Object.entries(design.slots)) {
      assert.ok(isKind(kind), `${name}: ${kind}`);
      assert.notEqual(closedSize(kind), 1, `${name}: one value is a literal`);
      for (let i = 0; i < VALUES_A_KIND; i++)
        for (const segment of makeValue(kind, random).split('/'))
          assert.match(segment, SEGMENT, `${name}: ${kind}`);
      if (kind !== 'file-path') assert.doesNotMatch(makeValue(kind, random), /\//, name);
    }
  });
}
