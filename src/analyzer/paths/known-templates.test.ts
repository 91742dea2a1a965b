import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchKnown, templatesFor } from './known-templates.ts';
import type { PathToken } from './template-tree.ts';

const literal = (text: string): PathToken => ({ kind: 'literal', text, prefix: '', suffix: '' });
const slot = (type: string, prefix = '', suffix = ''): PathToken => ({
  kind: 'slot',
  text: type,
  prefix,
  suffix,
});

function match(paths: readonly string[], ...tokens: readonly PathToken[]): string | null {
  const known = paths.map((path) => ({ hosts: [], path, methods: ['GET'], origin: 'known' as const }));
  return matchKnown(tokens, templatesFor('api.shop.example', known), null)?.template.path ?? null;
}

test('a segment with several slots takes what has its pieces in order, and nothing else', () => {
  const tiles = ['/tiles/{x},{y}'];
  assert.equal(match(tiles, literal('tiles'), literal('left,top')), '/tiles/{x},{y}');
  assert.equal(match(tiles, literal('tiles'), literal('left')), null);
  assert.equal(match(tiles, literal('tiles'), literal(',top')), null);
  const keyed = ['/certificates(form={form},print={print})'];
  assert.equal(match(keyed, literal('certificates(form=a,print=b)')), keyed[0]);
  assert.equal(match(keyed, literal('certificates(form=a)')), null);
  assert.equal(
    match(['/blog/{page}{ending}'], literal('blog'), literal('hello.html')),
    '/blog/{page}{ending}',
  );
});

test('of a value that was kept as its type the affixes must fit', () => {
  assert.equal(
    match(['/files/{id}.{ending}'], literal('files'), slot('uuid', '', '.json')),
    '/files/{id}.{ending}',
  );
  assert.equal(match(['/files/{id}.{ending}'], literal('files'), slot('uuid')), null);
  assert.equal(match(['/files/{id}.json'], literal('files'), slot('uuid', '', '.xml')), null);
});

test('a type of a whole segment may hold the literal pieces, where no template fits for certain', () => {
  assert.equal(match(['/maps/@{lat},{lon}'], literal('maps'), slot('text')), '/maps/@{lat},{lon}');
  assert.equal(match(['/orders/order_{number}'], literal('orders'), slot('code')), '/orders/order_{number}');
  assert.equal(
    match(['/keys(form={form},print={print})'], slot('key', 'keys(', ')')),
    '/keys(form={form},print={print})',
  );
  assert.equal(
    match(['/orders/order_{number}', '/orders/{id}'], literal('orders'), slot('code')),
    '/orders/{id}',
  );
  assert.equal(match(['/orders/order_{number}'], literal('orders'), slot('integer')), null);
  assert.equal(match(['/locks(form={form})'], slot('key', 'keys(', ')')), null);
  assert.equal(match(['/orders/latest'], literal('orders'), slot('text')), null);
});

test('numbers in a row may be the slots of one segment; letters stand in no number', () => {
  assert.equal(match(['/tiles/{x},{y}'], literal('tiles'), slot('list')), '/tiles/{x},{y}');
  assert.equal(match(['/days/{y}-{m}-{d}'], literal('days'), slot('date')), '/days/{y}-{m}-{d}');
  assert.equal(match(['/days/week-{number}'], literal('days'), slot('date')), null);
  assert.equal(match(['/tiles/{x},{y}'], literal('tiles'), slot('uuid')), null);
});

test('one slot beside several: the plain one goes first where neither says more', () => {
  const both = ['/blog/{page}{ending}', '/blog/{page}'];
  assert.equal(match(both, literal('blog'), literal('hello')), '/blog/{page}');
  assert.equal(
    match(['/blog/{page}', '/blog/{page}.{ending}'], literal('blog'), literal('a.html')),
    '/blog/{page}.{ending}',
  );
});

test('of many templates with the same words the most specific is found, wherever its words stand', () => {
  const words = ['ships', 'ports', 'crews', '{a}', '{b}'];
  const paths = words.flatMap((one) =>
    words.flatMap((two) => words.map((three) => `/${one}/${two}/${three}`)),
  );
  const shape = (path: string): string => path.replace(/\{.\}/g, '{}');
  for (const path of paths) {
    const tokens = path
      .split('/')
      .slice(1)
      .map((word) => (word.startsWith('{') ? slot('integer') : literal(word)));
    assert.equal(shape(match(paths, ...tokens) ?? ''), shape(path));
  }
  assert.equal(match(paths, literal('ships'), literal('ports')), null);
  assert.equal(match(paths, literal('ships'), literal('anchors'), literal('crews')), '/ships/{a}/crews');
});
