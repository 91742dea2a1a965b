import type { BenignSource } from '../../half-corpus.ts';
import { asked, filled, raw, sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const TESTS = [
  "await page.goto('http://localhost:3000/‹tab›'); await page.click('text=‹verb›'); expect(await page.title()).toBe('‹noun›');",
  "driver.findElement(By.xpath(\"//a[@id='‹word›' or text()='‹verb›']\")).click();",
  "cy.visit('/‹tab›').get('#‹word›').type(\"O'Brien{enter}\").should('not.contain', '<b>')",
  'pm.test("Status is 200", () => { pm.response.to.have.status(200); }); pm.globals.set(\'id\', pm.response.json().id || null);',
  'import http from "k6/http"; export default function () { http.get("http://test.‹word›.example/‹tab›?id=‹n›"); sleep(1); }',
  'Given a user "‹family›"\nWhen I search for "‹noun› or ‹noun›"\nThen I see \'‹n› results\'; and no "null"',
  'assert_select "table > tr", ‹d›\nget "/‹tab›", params: { q: "a\' b" }',
  'curl -sf "$BASE/‹tab›?limit=‹d›" | jq -e \'.items | length > 0\'',
  'SELECT count(*) AS n FROM ‹tab› WHERE ‹col› IS NULL HAVING count(*) > 0',
  'expect(screen.getByText(/‹noun›|‹noun›/i)).toBeInTheDocument(); fireEvent.click(screen.getByRole("button"))',
];
const RECORDS = [
  'v=DKIM1; k=rsa; p=MIG‹b64›',
  'v=DMARC1; p=none; rua=mailto:d@‹word›.example; pct=100',
  '0 issue "letsencrypt.example; validationmethods=dns-01"',
  '10 5 443 ‹word›.‹word›.example.',
  '@',
  '"v=spf1 a mx ~all" "‹hex›"',
  '*.‹word›.example.',
  '127.0.0.1',
  '10.0.‹d›.‹d›',
  'google-site-verification=‹id›',
  '1 . alpn="h3,h2" ipv4hint=‹ip›',
  'ns‹d›.‹word›.example. admin.‹word›.example. ‹big› 3600 600 86400 300',
];
const EDGE = [
  '(http.host eq "‹word›.example" and http.request.uri.path matches "^/api/.*$") or ip.src in {‹ip›/32}',
  'if (req.url ~ "^/(‹word›|‹word›)/" && req.http.Cookie !~ "sid=") { set req.backend = F_‹word›; return(lookup); }',
  'concat("https://www.‹word›.example", http.request.uri.path, "?", http.request.uri.query)',
  'addEventListener("fetch", e => e.respondWith(handle(e.request))); async function handle(r){ const u = new URL(r.url); return u.pathname === "/" ? Response.redirect("/en/", 302) : fetch(r); }',
  "Header always set Content-Security-Policy \"default-src 'self'; frame-ancestors 'none'\"",
  'PathRegexp(`^/‹word›/[0-9]+$`) && (Host(`‹word›.example`) || Method(`POST`))',
  'rewrite ^/‹word›/(.*)$ /$1 break; add_header X-Frame-Options DENY; return 301 https://$host$request_uri;',
  '/old/:slug* /new/:splat 301! Country=de,at',
  'client_ip == "‹ip›" ? deny : allow',
  'response.headers["Set-Cookie"] = request.cookies.get("a", "") + "; Path=/"',
  "map $http_upgrade $c { default upgrade; '' close; }",
];
const PACKAGES = [
  '# ‹word›\n\n```sh\nnpm install ‹word› && npx ‹word› init\n```\n\n```js\nconst x = require("../‹word›");\nx.exec("ls -la", (err, out) => console.log(out));\n```\n',
  '‹word› -- a tiny ‹noun› for <canvas> & <svg>',
  'Parse `SELECT … FROM …` into an AST; see ../README.md',
  "It's like `grep`, but faster | cross-platform",
  'Usage: ‹word› [--all] <file> [> out.txt]',
  '{"scripts":{"build":"rm -rf dist && tsc -p . && cp -r ../assets dist","test":"node --test | tee log; exit 0","postinstall":"node ./scripts/‹word›.js || true"},"version":"‹v›"}',
];
const CHECKS = [
  { url: 'https://status.harbour.example/healthz', assertion: "status == 200 && body contains 'ok'" },
  { url: 'https://www.harbour.example/?q=it%27s', regex: '<title>[^<]+</title>' },
  { tcp: 'db.harbour.example:5432', timeout: '5s; retry 2' },
  { command: 'check_disk -w 20% -c 10% -p /var', plugin: 'nrpe' },
  { jsonPath: "$.checks[?(@.status!='UP')]", expect: 'empty' },
  { script: "if (json.items.length < 1 || !json.ok) { fail('none'); }" },
] as const;

export const PLATFORM: readonly BenignSource[] = [
  texts('test scripts', 220, TESTS, (r, script) =>
    sent(r, 'PUT', 'qa.quay.example', `/api/v1/suites/${r.int(1, 90)}/cases/${r.int(1, 900)}`, {
      name: drawn(r, ['It ‹verb›s ‹noun›s', 'shows "‹noun›"']),
      [r.pick(['script', 'steps', 'body', 'source', 'test'])]: script,
      tags: ['smoke'],
    }),
  ),
  texts('name records', 160, RECORDS, (r, content) =>
    sent(r, r.pick(['POST', 'PATCH']), 'dns.quay.example', `/v4/zones/${r.hex(8)}/dns_records`, {
      type: r.pick(['TXT', 'A', 'SRV']),
      name: drawn(r, ['_dmarc', '*.‹word›', '@', '‹word›._domainkey']),
      content,
      ttl: r.int(60, 86_400),
    }),
  ),
  texts('rules of an edge', 200, EDGE, (r, expression) =>
    sent(r, 'POST', 'edge.quay.example', r.pick(['/v4/rulesets', '/service/a/vcl', '/v1/routes']), {
      [r.pick(['expression', 'content', 'rule', 'code'])]: expression,
      enabled: true,
      order: r.int(1, 900),
    }),
  ),
  texts('packages published', 160, PACKAGES, (r, readme) =>
    sent(r, 'PUT', 'registry.quay.example', `/${drawn(r, ['‹word›'])}`, {
      name: drawn(r, ['@‹word›/‹word›']),
      description: drawn(r, PACKAGES),
      readme,
      dist: { shasum: r.hex(40) },
    }),
  ),
  {
    name: 'checks of a monitor',
    count: 140,
    exchange: (r) =>
      sent(r, 'POST', 'watch.quay.example', '/v2/monitors', {
        ...r.pick(CHECKS),
        name: `m${r.int(1, 9000)}`,
        interval: 60,
      }),
  },
  texts(
    'commands to devices',
    160,
    [
      '{"relay":"on","pulse":‹n›}',
      'M104 S‹n› ; heat\nG28 X0 Y0',
      'AT+CGDCONT=1,"IP","‹word›";',
      ':SOUR:VOLT ‹d›.‹d›;:OUTP ON',
      'set temp ‹d›5; wait ‹d›',
      'LED=#ff‹d›‹d›00|BLINK=‹d›',
      'GET /status',
      '>‹hex›<',
      'Z2|‹n›;Z3|‹n›',
      "say 'Hello, ‹given›!'",
      'reboot',
      'select 2',
      'ping',
    ],
    (r, payload) =>
      r.chance(0.6)
        ? sent(r, 'POST', 'things.quay.example', `/v1/devices/${r.hex(10)}/commands`, {
            topic: drawn(r, [
              'cmnd/‹word›/POWER',
              '$aws/things/‹word›/shadow/update',
              'zigbee2mqtt/‹word›/set',
            ]),
            payload,
          })
        : filled(r, 'things.quay.example', '/cm', { user: 'hub', message: payload }),
  ),
  texts(
    'readings',
    140,
    [
      'temp=‹d›‹d›.‹d›;hum=‹d›0;bat=3.‹d›',
      '‹word›,room=‹word› value=‹d›.‹d› 17934912‹big›',
      '{"t":‹d›,"e":null,"msg":"a; b | c"}',
      '\u0002‹n›|‹n›|‹n›\u0003',
      '$‹word›,‹n›,A*4F',
      '‹n›\t‹n›\t-‹d›.‹d›\r\n‹n›\t‹n›\t-‹d›.‹d›\r\n',
    ],
    (r, text) =>
      raw(
        r,
        'POST',
        'things.quay.example',
        `/v1/telemetry/${r.hex(6)}`,
        r.pick(['text/plain', 'application/octet-stream', 'text/tab-separated-values']),
        text,
      ),
  ),
  texts(
    'searches of code',
    140,
    [
      'exec( language:php',
      'SELECT * FROM path:*.sql',
      '"rm -rf" in:file extension:sh',
      'ProcessBuilder "cmd.exe"',
      'document.cookie lang:ts',
      '/etc/‹word›/‹word›.conf repo:^‹word›$',
      'console.log(`${‹word›}`)',
      "def ‹word›(self, x='‹d›')",
      '${{ secrets.‹word› }}',
      '../‹word›/index',
      'os.system OR subprocess.call',
      'i <= n && j != 0 || k',
      '@Query("select u from User u where u.name = :name")',
      'console.error -file:test',
      'TODO|FIXME',
      '#include <‹word›.h>',
      '{{ ‹word› }} path:templates',
      "'use strict'; file:js",
    ],
    (r, q) =>
      asked(r, 'code.quay.example', r.pick(['/search', '/.api/search/stream', '/api/v4/search']), {
        [r.pick(['q', 'query', 'search'])]: q,
        scope: 'blobs',
      }),
  ),
];
