import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DATA_CLASSES } from './catalogue.ts';
import { labelClasses, redactSample } from './redact.ts';

test('samples hold labels and lengths only', () => {
  assert.equal(redactSample('Write to mia@shop.example'), '<text:9><email>');
  assert.equal(redactSample('4111 1111 1111 1111'), '<credit-card>');
  assert.equal(redactSample('plain'), '<text:5>');
  assert.equal(redactSample(''), '');
  assert.equal(labelClasses("' OR mia@shop.example --"), "' OR <email> --");
});

test('no character of any class example survives redaction', () => {
  for (const dataClass of DATA_CLASSES) {
    for (const { value } of dataClass.positives) {
      assert.match(redactSample(`x ${value} y`), /^(?:<[a-z0-9-]+(?::\d+)?>)+$/, dataClass.id);
    }
  }
});
