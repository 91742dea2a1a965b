import type { Exchange } from '../../call-record.ts';
import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { raw, sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const HOST = 'logs.meadow.example';

const LINES = [
  '‹ip› - - [‹date›T‹time›:00Z] "GET /v1/‹tab›/‹n›?sort=-‹col›&limit=‹n› HTTP/1.1" 200 ‹n› "-" "curl/8.9.1"',
  'ERROR ‹svc› java.lang.NullPointerException: Cannot invoke "String.length()" because "<local4>" is null\n\tat com.acme.‹word›.Main.run(Main.java:‹n›)\n\tat java.base/java.lang.Thread.run(Thread.java:833)',
  'Traceback (most recent call last):\n  File "/srv/app/‹svc›/main.py", line ‹n›, in <module>\n    raise ValueError(f"bad value: {x!r}")\nValueError: bad value: \'‹family›\'',
  'level=info ts=‹date›T‹time›:01Z caller=main.go:‹n› msg="server listening" addr=0.0.0.0:8080',
  'kernel: [‹n›.‹big›] eth0: link up; sda1: ext4 mounted ro; 3 < 4',
  'cron[‹n›]: (root) CMD (cd / && run-parts --report /etc/cron.hourly)',
  'sshd[‹n›]: Accepted publickey for ‹given› from ‹ip› port ‹n› ssh2: ED25519 SHA256:‹id›',
  "duration: ‹dec› ms  statement: SELECT ‹col› FROM ‹tab› WHERE id = $1 AND ‹col› <> 'x'",
  "STATEMENT:  UPDATE ‹tab› SET ‹col› = '‹family›' WHERE id = ‹n›",
  "TypeError: Cannot read properties of undefined (reading '‹col›')\n    at Object.<anonymous> (/app/src/../lib/‹word›.js:‹n›:‹d›)\n    at Module._compile (node:internal/modules/cjs/loader:1554:14)",
  'nginx: 2026/11/02 ‹time›:02 [error] ‹n›#‹d›: *‹big› connect() failed (111: Connection refused) while connecting to upstream, client: ‹ip›, server: _, request: "GET /health HTTP/1.1", upstream: "http://127.0.0.1:3000/health"',
  'sudo:   ‹word› : TTY=pts/0 ; PWD=/home/‹word› ; USER=root ; COMMAND=/usr/bin/systemctl restart ‹svc›',
  'npm ERR! code ELIFECYCLE\nnpm ERR! ‹svc›@‹v› build: `tsc && node ../scripts/‹word›.js`\nnpm ERR! Exit status ‹d›',
  'PHP Warning:  include(../inc/‹word›.php): failed to open stream: No such file or directory in /var/www/html/index.php on line ‹n›',
  "org.hibernate.SQL - select u1_0.id, u1_0.name from ‹tab› u1_0 where u1_0.id=? and u1_0.name like ? escape ''",
  'goroutine ‹n› [running]:\nmain.main()\n\t/go/src/‹word›/main.go:‹n› +0x1d',
  'ORA-00942: table or view does not exist',
  "ERROR 1064 (42000): You have an error in your SQL syntax near 'WHERE ‹col› =' at line ‹d›",
  'WARN  slow query (‹n› ms): db.‹tab›.find({ status: { $in: ["open","paid"] }, total: { $gt: ‹n› } }).sort({ _id: -1 })',
  'GC (Allocation Failure) [PSYoungGen: ‹n›K->‹n›K(‹big›K)] ‹dec› secs',
  'docker: Error response from daemon: Conflict. The container name "/‹svc›" is already in use by container "‹hex›".',
  "systemd[1]: Started /etc/rc.local Compatibility; ExecStart=/bin/sh -c 'test -x /etc/rc.local && /etc/rc.local'",
  'audit: type=1400 apparmor="ALLOWED" operation="open" name="/proc/sys/net/core/somaxconn" pid=‹n› comm="‹svc›"',
  "Exception in thread \"main\" java.sql.SQLSyntaxErrorException: Unknown column '‹col›' in 'where clause'",
  "undefined method `‹word›' for nil:NilClass (NoMethodError)\n\tfrom ./lib/‹word›.rb:‹d›:in `<main>'",
  '[‹date› ‹time›] production.ERROR: SQLSTATE[42S02]: Base table or view not found (SQL: select * from `‹tab›` where `id` = ‹n› limit 1)',
  'user ‹family› logged in; redirect=/home?tab=1&x=<none>',
  "rm: cannot remove '/tmp/‹word›': Permission denied",
  '$ cd /srv/‹svc› && git pull && systemctl reload ‹svc›',
  'wget: unable to resolve host address ‘‹word›.internal’',
  'Config loaded from ${HOME}/.‹word›rc, PATH=/usr/local/sbin:/usr/sbin:/bin',
];

const labels = (r: Random) => ({
  app: drawn(r, ['‹svc›']),
  level: r.pick(['info', 'warn', 'error']),
  host: `n${r.int(1, 40)}`,
});

function loki(r: Random): Exchange {
  const values = Array.from({ length: r.int(1, 4) }, () => [`17934912${r.int(1e10, 9e10)}`, drawn(r, LINES)]);
  return {
    ...sent(r, 'POST', HOST, '/loki/api/v1/push', { streams: [{ stream: labels(r), values }] }),
    status: 204,
    responseBody: '',
  };
}

function bulk(r: Random): Exchange {
  const lines = Array.from(
    { length: r.int(1, 3) },
    () =>
      `{"index":{"_index":"logs-${r.int(1, 9)}"}}\n${JSON.stringify({ '@timestamp': '2026-11-02T08:00:00Z', message: drawn(r, LINES), ...labels(r) })}\n`,
  );
  return raw(r, 'POST', HOST, '/_bulk', 'application/x-ndjson', lines.join(''));
}

const splunk = (r: Random, event: string): Exchange => ({
  ...sent(r, 'POST', HOST, '/services/collector/event', {
    time: 1793491200 + r.int(0, 9e4),
    sourcetype: '_json',
    event: { message: event, ...labels(r) },
  }),
  responseBody: '{"text":"Success","code":0}',
});

const OTEL = [
  'db.statement',
  'http.url',
  'exception.stacktrace',
  'process.command_line',
  'code.filepath',
  'db.query.text',
  'url.full',
] as const;
const OTEL_VALUES: Readonly<Record<(typeof OTEL)[number], readonly string[]>> = {
  'db.statement': [
    'SELECT ‹col› FROM ‹tab› WHERE id = ? OR ‹col› = ?',
    'INSERT INTO ‹tab› (id) VALUES (?)',
    'HGETALL session:‹hex›',
    'FLUSHALL',
    '{"find":"‹tab›","filter":{"status":{"$ne":"closed"}}}',
    'BEGIN; DELETE FROM ‹tab› WHERE ‹col› IS NULL; COMMIT',
  ],
  'db.query.text': [
    "select * from ‹tab› where ‹col› like '%‹word›%' and 1 = 1 limit ‹d›",
    'UPDATE ‹tab› SET ‹col› = $1 WHERE id IN ($2, $3)',
  ],
  'http.url': [
    'http://‹svc›.default.svc.cluster.local:8080/v1/‹tab›/‹n›',
    'http://127.0.0.1:9200/_cluster/health',
    'http://10.2.‹d›.14:8500/v1/agent/self',
    'http://localhost:4318/v1/traces',
  ],
  'url.full': [
    'http://169.254.169.254/latest/meta-data/instance-id',
    'https://api.‹word›.example/a?b=c&d=%27e%27',
  ],
  'exception.stacktrace': [
    'java.lang.IllegalStateException: x\n\tat com.acme.‹word›.A$B.<init>(A.java:‹n›)\n\tat com.acme.C.lambda$run$0(C.java:‹d›)',
  ],
  'process.command_line': [
    'java -jar /opt/‹svc›.jar --spring.config.location=../conf/',
    '/bin/sh -c exec node server.js',
    'python3 -m ‹svc› --port 8080; true',
  ],
  'code.filepath': [
    '../src/‹word›.ts',
    '/usr/src/app/node_modules/‹word›/index.js',
    'C:\\build\\‹svc›\\Program.cs',
  ],
};

function otel(r: Random): Exchange {
  const key = r.pick(OTEL);
  const attributes = [
    { key, value: { stringValue: drawn(r, OTEL_VALUES[key]) } },
    { key: 'peer.service', value: { stringValue: 'db' } },
  ];
  const span = {
    traceId: r.hex(32),
    spanId: r.hex(16),
    name: drawn(r, ['GET /v1/‹tab›', 'SELECT ‹tab›', '‹svc› call']),
    attributes,
  };
  return sent(r, 'POST', 'otel.meadow.example', '/v1/traces', {
    resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ spans: [span] }] }],
  });
}

const SYSLOG = LINES.map((line) => `<‹d›4>1 ‹date›T‹time›:00Z n‹d› ‹svc› ‹n› - - ${line}`);

export const LOGS: readonly BenignSource[] = [
  { name: 'log lines pushed by stream', count: 260, exchange: loki },
  { name: 'log lines in bulk', count: 240, exchange: bulk },
  texts('log events', 200, LINES, splunk),
  { name: 'trace spans', count: 240, exchange: otel },
  texts('syslog over HTTP', 140, SYSLOG, (r, text) =>
    raw(r, 'POST', HOST, `/ingest/${r.hex(8)}`, 'text/plain', text),
  ),
];
