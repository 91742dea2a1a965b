import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { leastCpuMs } from '../../../test/support/least-cpu-ms.ts';
import { canonicalJson } from '../../model/json.ts';
import {
  contextOf,
  type ExampleCall,
  exampleExchange,
  SOME_HEADERS,
  shuffled,
  TINY_CAPS,
} from '../threats/example-call.test.ts';
import { findVerboseError } from './error-texts.ts';
import { parseHttpDate } from './http-date.ts';
import {
  decodeSignals,
  emptySignals,
  encodeSignals,
  mergeSignals,
  observeSignals,
  signalFacts,
} from './signals.ts';

function observed(examples: readonly ExampleCall[]) {
  const signals = emptySignals();
  for (const example of examples) {
    const exchange = exampleExchange(example);
    observeSignals(signals, exchange, contextOf(exchange, TINY_CAPS));
  }
  return signals;
}
const factsOf = (...examples: readonly ExampleCall[]) => signalFacts(observed(examples));

const TRACES: readonly string[] = [
  'java.lang.NullPointerException: x\n\tat com.shop.Orders.find(Orders.java:42)',
  '{"trace":"org.springframework.dao.DataIntegrityViolationException: y"}',
  'Traceback (most recent call last):\n  File "/app/main.py", line 3, in f',
  'TypeError: x is not a function\n    at Orders.find (/app/src/orders.js:10:5)',
  '{"stack":"Error: no\\n    at async file:///srv/app/index.mjs:3:7"}',
  'panic: runtime error: index out of range\n\ngoroutine 1 [running]:',
  'Fatal error: Uncaught Error: no in /var/www/html/index.php:12',
  '#0 /var/www/html/a.php(12): b()',
  'System.NullReferenceException: no\n   at Shop.Orders.Find(Int32 id) in C:\\src\\Orders.cs:line 4',
  "app/models/order.rb:12:in `find'",
  "thread 'main' panicked at src/main.rs:4:5",
  'You have an error in your SQL syntax; check the manual',
  'ERROR: syntax error at or near "FROM"',
  'SQLSTATE[42000]: Syntax error',
  '<h1>Whitelabel Error Page</h1>',
  '<title>Apache Tomcat/9.0.31 - Error report</title>',
  '<hr><center>nginx/1.18.0</center>',
  '<title>OperationalError // Werkzeug Debugger</title>',
];
const PLAIN: readonly string[] = [
  '{"error":"not found"}',
  '{"type":"about:blank","title":"Bad Request","status":400}',
  '<hr><center>nginx</center>',
  '{"error":"invalid order at line 3"}',
  'Please read the Java manual at our desk',
  '{"message":"order 12:30:45 missing"}',
  'meet me at the office (room 12:3)',
  '{"error":"select a value from the list"}',
];

describe('verbose errors', () => {
  for (const text of TRACES) {
    it(`sees ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.notEqual(findVerboseError(text), null);
      assert.equal(
        factsOf({ status: 500, responseBody: text, responseHeaders: { 'content-type': 'text/plain' } })
          .verboseErrors,
        1,
      );
    });
  }
  for (const text of PLAIN)
    it(`lets pass ${JSON.stringify(text.slice(0, 40))}`, () => assert.equal(findVerboseError(text), null));

  it('is about errors: content that shows code is content, an error inside a success is not', () => {
    assert.equal(factsOf({ status: 200, responseBody: TRACES[0] ?? '' }).verboseErrors, 0);
    const graphql = { errors: [{ message: 'x', extensions: { stacktrace: [TRACES[0]] } }] };
    assert.equal(
      factsOf({
        status: 200,
        responseHeaders: { 'content-type': 'application/json' },
        responseBody: JSON.stringify(graphql),
      }).verboseErrors,
      1,
    );
  });

  it('samples hold no value of the response', () => {
    const [sample] = factsOf({
      status: 500,
      responseBody: 'SQLSTATE[42000]: near "jane.doe@shop.example" 4111111111111111',
    }).verboseErrorSamples;
    assert.match(sample ?? '', /^sql-error/);
    assert.doesNotMatch(sample ?? '', /jane|4111/);
  });

  it('long hostile texts cost little', () => {
    const ms = leastCpuMs(() => {
      for (const part of [' at a', 'at /', 'java.', 'System.', 'File "', '#1 /', 'a/', 'Warning '])
        findVerboseError(part.repeat(20_000));
    }, 2000);
    assert.ok(ms < 2000, `${ms} ms`);
  });
});

describe('headers', () => {
  const cors = (allow: string, origin: string): ExampleCall => ({
    headers: { ...SOME_HEADERS, origin },
    responseHeaders: { 'access-control-allow-origin': allow, 'access-control-allow-credentials': 'true' },
  });

  it('a wildcard counts only with credentials', () => {
    assert.deepEqual(factsOf(cors('*', 'https://a.example')).corsWildcardCredentials, {
      calls: 1,
      accepted: 1,
    });
    assert.deepEqual(factsOf(cors('null', 'null')).corsWildcardCredentials, { calls: 1, accepted: 1 });
    assert.deepEqual(
      factsOf({ responseHeaders: { 'access-control-allow-origin': '*' } }).corsWildcardCredentials,
      { calls: 0, accepted: 0 },
    );
  });

  it('five foreign origins reflected are any origin; four, or its own, are a list', () => {
    const foreign = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        cors(`https://site${index}.example`, `https://site${index}.example`),
      );
    assert.equal(factsOf(...foreign(5)).corsWildcardCredentials.accepted, 5);
    assert.equal(factsOf(...foreign(4), ...foreign(4)).corsWildcardCredentials.accepted, 0);
    const own = Array.from({ length: 9 }, (_, index) =>
      cors(`https://w${index}.shop.example`, `https://w${index}.shop.example`),
    );
    assert.equal(factsOf(...own).corsWildcardCredentials.accepted, 0);
  });

  it('rate limits, deprecation and sunset', () => {
    const facts = factsOf(
      { responseHeaders: { 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '9' } },
      { responseHeaders: { ratelimit: '"default";r=50;t=30' } },
      { status: 429, responseHeaders: { 'retry-after': '3' } },
      { responseHeaders: { deprecation: '@1688169599' } },
      { responseHeaders: { deprecation: 'true' } },
      { responseHeaders: { deprecation: 'false' } },
      { timeMs: 2_000_000_000_000, responseHeaders: { sunset: 'Sun, 30 Jun 2030 23:59:59 GMT' } },
      { timeMs: 1_000_000_000_000, responseHeaders: { sunset: 'Mon, 30 Jun 2031 23:59:59 GMT' } },
    );
    assert.equal(facts.rateLimitHeaders, 2);
    assert.equal(facts.tooManyRequests, 1);
    assert.equal(facts.deprecationHeaders, 2);
    assert.equal(facts.sunsetAtMs, Date.UTC(2030, 5, 30, 23, 59, 59));
    assert.equal(factsOf({ responseHeaders: { sunset: 'soon' } }).sunsetAtMs, null);
    assert.equal(parseHttpDate('Sat, 31 Feb 2026 00:00:00 GMT'), null);
  });

  it('transport', () => {
    const facts = factsOf(
      { scheme: 'https' },
      { scheme: 'http', status: 301 },
      { scheme: 'http', status: 404 },
      { scheme: null },
    );
    assert.deepEqual(facts.https, { calls: 1, accepted: 1 });
    assert.deepEqual(facts.plaintext, { calls: 2, accepted: 1 });
  });
});

describe('laws', () => {
  const mixture: ExampleCall[] = [
    ...TRACES.map((responseBody) => ({ status: 500, responseBody })),
    ...Array.from({ length: 9 }, (_, index) => ({
      headers: { origin: `https://o${index}.example` },
      responseHeaders: {
        'access-control-allow-origin': `https://o${index}.example`,
        'access-control-allow-credentials': 'true',
      },
    })),
    { responseHeaders: { sunset: 'Sun, 30 Jun 2030 23:59:59 GMT' } },
    { responseHeaders: { sunset: 'Mon, 30 Jun 2031 23:59:59 GMT' } },
    { scheme: 'http', status: 429 },
    {},
  ];
  const whole = canonicalJson(encodeSignals(observed(mixture)));

  it('the caps are reached', () => {
    assert.ok(observed(mixture).verboseSamples?.overflowed);
    assert.ok(observed(mixture).reflectedOrigins.overflowed);
  });
  it('order and split change nothing', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const calls = shuffled(mixture, seed);
      const at = (seed * 3) % calls.length;
      const left = observed(calls.slice(0, at));
      mergeSignals(left, observed(calls.slice(at)));
      assert.equal(canonicalJson(encodeSignals(left)), whole);
    }
  });
  it('the encoded form comes back whole', () => {
    const signals = observed(mixture);
    assert.equal(canonicalJson(encodeSignals(decodeSignals(encodeSignals(signals)))), whole);
    assert.deepEqual(signalFacts(decodeSignals(encodeSignals(signals))), signalFacts(signals));
    assert.deepEqual(decodeSignals(encodeSignals(emptySignals())), emptySignals());
    assert.throws(() => decodeSignals({}), RangeError);
  });
});
