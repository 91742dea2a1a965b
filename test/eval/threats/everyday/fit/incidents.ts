import type { Exchange } from '../../call-record.ts';
import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const ERRORS = [
  'SequelizeDatabaseError: column "‹col›" does not exist in SELECT "id" FROM "‹tab›" WHERE "‹col›" = \'x\'',
  'SyntaxError: Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON',
  "ENOENT: no such file or directory, open '/etc/‹word›/../‹word›.pem'",
  'psycopg2.errors.UndefinedTable: relation "‹tab›" does not exist\nLINE 1: SELECT * FROM ‹tab› WHERE id = ‹n› -- ‹word›',
  "jinja2.exceptions.UndefinedError: '{{ ‹word› }}' is undefined",
  'Command failed: git clone https://git.‹word›.example/a.git && cd a; exit code ‹n›',
  'java.io.IOException: Cannot run program "/bin/bash": error=2\n\tat java.lang.ProcessBuilder.start(ProcessBuilder.java:‹n›)',
  'Refused to execute inline script because it violates "script-src \'self\'". <script>window.‹word›=1</script>',
  'connect ECONNREFUSED 127.0.0.1:‹n›',
  'Blocked a frame with origin "https://www.‹word›.example" from accessing javascript:false',
  "undefined local variable or method `‹word›' for #<User:0x0000‹hex›>",
  'MongoServerError: unknown operator: $‹word› in {"‹col›":{"$ne":null}}',
  "Cannot find module '../../../‹word›'",
  'panic: runtime error: index out of range [‹d›] with length ‹d›',
  'NoClassDefFoundError: javax/naming/‹word›\n\tat org.apache.logging.log4j.core.lookup.JndiLookup.<clinit>',
  'ReferenceError: alert is not defined at onclick (index.html:‹n›:‹d›)',
  "You have an error in your SQL syntax; check the manual near '‹family›' at line 1",
  "OperationalError: (1205, 'Lock wait timeout exceeded') [SQL: UPDATE ‹tab› SET ‹col›=%s WHERE ‹tab›.id = %s]",
  'Error: Command `rm -rf /tmp/‹word›` timed out after ‹n› ms',
];

function crash(r: Random): Exchange {
  const value = drawn(r, ERRORS);
  const frames = [
    {
      filename: drawn(r, [
        '../src/‹word›.ts',
        'C:\\build\\‹word›.cs',
        '/usr/lib/‹word›.py',
        'webpack:///./‹word›.js',
        '<anonymous>',
      ]),
      function: drawn(r, ['<lambda>', 'Object.‹word›', 'exec', 'eval', '‹word›::operator()']),
      lineno: r.int(1, 900),
      context_line: drawn(r, [
        "  if (a && b || c) { return '‹word›'; }",
        '  cursor.execute("select 1 from ‹tab› where id = %s" % id)',
        '  out.innerHTML = "<b>" + x + "</b>";',
        '  os.system("ls " + path)',
      ]),
    },
  ];
  return sent(r, 'POST', 'errors.harbour.example', `/api/${r.int(1, 90)}/store/`, {
    event_id: r.hex(32),
    exception: { values: [{ type: 'Error', value, stacktrace: { frames } }] },
    breadcrumbs: [
      { category: 'console', message: drawn(r, ERRORS) },
      {
        category: 'query',
        message: drawn(r, ['SELECT ‹col› FROM ‹tab› WHERE id IN (‹d›, ‹d›) OR ‹col› IS NULL', 'COMMIT']),
      },
      {
        category: 'navigation',
        data: { to: drawn(r, ['/a?x=<b>', '/a/../b', 'http://localhost:3000/#/‹word›']) },
      },
    ],
    request: {
      url: drawn(r, ['https://www.‹word›.example/?q=%27', 'http://127.0.0.1:8000/‹tab›']),
      headers: [['Cookie', '[Filtered]']],
    },
  });
}

const TICKETS = [
  'Steps:\n1. Open http://localhost:8080/‹tab›\n2. Run `curl -XPOST localhost:8080/api | jq`\n3. See "ORA-‹n›: invalid identifier"\n\nExpected: no error; actual: `null`',
  'After `sudo systemctl restart ‹svc› && tail -f /var/log/syslog` I see:\n\n‹date› ‹time› ERROR cat: /proc/‹n›/status: No such file',
  'Form breaks when the name is O\'Brien -- "You have an error in your SQL syntax". Also for <b>‹given›</b>.',
  'Browser console: Uncaught SyntaxError: Unexpected token < in JSON; page has `<script src="/js/‹word›.js">`.',
  'SELECT count(*) FROM ‹tab› takes ‹n› s since ‹date›; EXPLAIN attached; index on ‹col› is missing or dropped?',
  'C:\\> ping ‹word›\nRequest timed out.\nC:\\> ipconfig /all | findstr IPv4',
  'Mail shows {{first_name}} instead of name; also %FIRSTNAME% & ${name}',
  'user@‹word›:~$ ls -la /etc/‹word›\ntotal ‹n›\ndrwxr-xr-x ‹d› root root ‹n› .\ndrwxr-xr-x ‹d› root root ‹n› ..\n',
  'Export fails with >‹n› rows; CSV has "=SUM(A1)" and \'--\' in it',
  'Upload of "../‹word›.pdf" or "a;b.pdf" gets renamed; pls fix',
  'PHP Fatal error: Uncaught PDOException: SQLSTATE[42000] in /var/www/html/includes/db.php:‹n›\nStack trace:\n#0 {main}',
  'Redirect to http://10.0.‹d›.4:8080/login instead of the public name after deploy; nginx has proxy_pass http://127.0.0.1:8080;',
  "Title: Dropdown: select from list doesn't work\nWhere: Settings > Users; Browser: Edge or Chrome",
];
const ALERTS = [
  '[FIRING:‹d›] HighLatency (‹svc›) {{ $labels.x }}',
  'disk / at ‹d›5% on n‹d›; run: du -xh / | sort -h | tail',
  'SELECT latency > ‹n› ms on ‹tab›',
  '‹svc› down: dial tcp 10.2.‹d›.9:5432: connect: connection refused',
  'OOMKilled: /bin/sh -c node --max-old-space-size=‹n› ../app.js',
  'Runbook: ssh n‹d› && sudo journalctl -u ‹svc› | tail -n ‹n›',
  'TLS cert of ‹word›.example expires; do `certbot renew; systemctl reload nginx`',
  'WAF: ‹n› requests blocked (rule 942100) from ‹ip›',
];

export const INCIDENTS: readonly BenignSource[] = [
  { name: 'crash reports', count: 360, exchange: crash },
  texts('tickets', 320, TICKETS, (r, description) =>
    sent(r, 'POST', 'tickets.harbour.example', '/rest/api/2/issue', {
      fields: {
        project: { key: 'OPS' },
        summary: drawn(r, ["Can't ‹verb› ‹noun›", '‹noun› & ‹noun› broken', 'Error "‹adj›"']),
        description,
        labels: ['bug'],
      },
    }),
  ),
  texts('alerts', 200, ALERTS, (r, summary) =>
    sent(r, 'POST', 'pager.harbour.example', '/v2/enqueue', {
      routing_key: r.hex(16),
      event_action: 'trigger',
      payload: {
        summary,
        source: drawn(r, ['10.0.‹d›.‹d›', '‹svc›-‹d›']),
        severity: 'warning',
        custom_details: { cmd: drawn(r, ALERTS) },
      },
    }),
  ),
];
