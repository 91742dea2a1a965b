import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSummary, observe, viewInventory } from '../../src/analyzer/index.ts';
import type { KnownTemplate } from '../../src/analyzer/paths/known-templates.ts';
import type { ApiCall } from '../../src/model/api-call.ts';
import type { Inventory } from '../../src/model/inventory.ts';

/** Calls of one kind, for tests of path inference. */
export interface Traffic {
  readonly path: string;
  readonly method?: string;
  readonly status?: number;
  /** Keys of the JSON answer; none: body not captured. */
  readonly keys?: string;
  readonly times?: number;
  readonly clients?: number;
}

function callsOf(traffic: readonly Traffic[]): ApiCall[] {
  const calls: ApiCall[] = [];
  for (const one of traffic) {
    for (let index = 0; index < (one.times ?? 1); index += 1) calls.push(callOf(one, index));
  }
  return calls;
}

function callOf(one: Traffic, index: number): ApiCall {
  const body =
    one.keys === undefined
      ? null
      : JSON.stringify(Object.fromEntries(one.keys.split(' ').map((key) => [key, index])));
  return {
    id: null,
    timeMs: Date.UTC(2026, 0, 5, 9) + index * 1000,
    method: one.method ?? 'GET',
    scheme: 'https',
    host: 'api.shop.example',
    path: one.path,
    query: null,
    status: one.status ?? 200,
    client: { address: `192.0.2.${index % (one.clients ?? 9)}`, id: null },
    latencyMs: 12,
    request: { headers: {}, body: null, sizeBytes: null },
    response: { headers: { 'content-type': 'application/json' }, body, sizeBytes: null },
    gateway: null,
    operation: null,
  };
}

export function view(traffic: readonly Traffic[], known: readonly KnownTemplate[] = []): Inventory {
  const summary = createSummary();
  for (const call of callsOf(traffic)) observe(summary, call, 'edge');
  return viewInventory(summary, { asOfMs: Date.UTC(2026, 0, 6), windowMs: null, known });
}

export const templates = (inventory: Inventory): string[] =>
  inventory.endpoints.map((endpoint) => `${endpoint.method} ${endpoint.path}`);

/** Distinct invented words of letters only: no rule on digits can help. */
export function words(count: number, salt = 'x'): string[] {
  const syllables = ['ka', 'lo', 'mi', 'tu', 'ren', 'vas', 'bel', 'dor', 'fin', 'gu', 'hap', 'jor'];
  return Array.from({ length: count }, (_, index) => {
    let text = salt;
    for (let rest = index + 17; rest > 0; rest = Math.floor(rest / 12)) text += syllables[rest % 12];
    return text;
  });
}

export const each = (values: readonly string[], make: (value: string) => Traffic): Traffic[] =>
  values.map(make);

/** Traffic and the templates that it must come to. */
export interface Scenario {
  readonly name: string;
  readonly traffic: readonly Traffic[];
  readonly expected: readonly string[];
}

/** One test a scenario. */
export function testScenarios(scenarios: readonly Scenario[]): void {
  for (const scenario of scenarios) {
    test(`templates: ${scenario.name}`, () => {
      assert.deepEqual(templates(view(scenario.traffic)), [...scenario.expected].sort(byPath));
    });
  }
}

function byPath(a: string, b: string): number {
  const [methodA = '', pathA = ''] = a.split(' ');
  const [methodB = '', pathB = ''] = b.split(' ');
  return pathA < pathB ? -1 : pathA > pathB ? 1 : methodA < methodB ? -1 : 1;
}
