import { body } from '../attack.ts';
import type { Exchange } from '../call-record.ts';
import type { Random } from '../random.ts';
import { send } from './calls.ts';
import { ok } from './reading.ts';

export function notebook(r: Random): Exchange {
  const cells = [
    "import pandas as pd\ndf = pd.read_csv('../data/sales.csv')\ndf[df.price > 5].groupby('region').sum()",
    '%matplotlib inline\nplt.plot(x, y); plt.show()',
    '!pip install -q numpy && python -V',
    "spark.sql('select region, sum(amount) from sales group by region order by 2 desc').show()",
    '# Heading\nText with $a<b$ and `code`',
    "os.path.join(os.getcwd(), '..', 'models')",
    'assert 1 == 1 and 2 == 2',
    "for row in cur.execute('SELECT name FROM items WHERE id = ?', (7,)): print(row)",
    'lambda s: s.replace("\'", "")',
  ];
  return send(
    'PUT',
    'lab.cloud.example',
    `/notebooks/${r.int(1, 120)}`,
    {
      cells: r.some(cells, 4).map((source) => ({ type: 'code', source, n: r.int(1, 99) })),
      kernel: 'python3',
    },
    ok(r),
  );
}

export function gist(r: Random): Exchange {
  const files = {
    'main.go':
      'package main\n\nimport "os/exec"\n\nfunc main() { out, _ := exec.Command("date").Output(); println(string(out)) }',
    'query.sql':
      "-- monthly report\nSELECT date_trunc('month', paid_at) AS m, sum(total)\nFROM invoices i JOIN clients c ON c.id = i.client_id\nWHERE c.name <> 'O''Reilly' OR c.vip\nGROUP BY 1 ORDER BY 1;",
    'index.html':
      '<!doctype html>\n<body>\n<button id="b">Go</button>\n<script src="main.js" defer></script>\n</body>',
    'App.vue': '<template><p v-if="a && b" @click="go">{{ title }}</p></template>',
    'install.sh':
      '#!/usr/bin/env sh\nset -e\nmkdir -p "$HOME/bin" && cp tool "$HOME/bin/"; chmod +x "$HOME/bin/tool"\ncommand -v curl >/dev/null || exit 1',
    'main.js': "document.getElementById('b').addEventListener('click', () => console.log(`n=${n}`));",
    'nginx.conf': 'location ~ /\\. { deny all; }\nroot /var/www/site;',
    Makefile: 'all:\n\t@$(CC) -o app $(wildcard *.c) || (echo failed; exit 1)',
    'q.graphql': 'query { me { id } }',
  };
  return send(
    'POST',
    'gists.cloud.example',
    '/api/gists',
    {
      description: r.pick(['example', 'repro', 'notes']),
      files: Object.fromEntries(
        r.some(Object.entries(files), 2).map(([name, content]) => [name, { content, rev: r.int(1, 999) }]),
      ),
      public: false,
    },
    ok(r),
    201,
  );
}

export function pageBlocks(r: Random): Exchange {
  const blocks = [
    {
      type: 'html',
      value: '<section class="hero"><h1>Harbour days</h1><p>3&ndash;5 May &bull; free entry</p></section>',
    },
    {
      type: 'richtext',
      value: '<p>Don&rsquo;t miss <a href="/programme#sat">Saturday</a> &amp; Sunday</p><hr>',
    },
    {
      type: 'embed',
      value:
        '<iframe width="560" height="315" src="https://video.press.example/embed/abc123" title="Video" allowfullscreen></iframe>',
    },
    { type: 'style', value: '.hero{background:url(/img/h.jpg) center/cover;color:#fff} /* hero */' },
    {
      type: 'html',
      value:
        '<picture><source srcset="/i/a.webp" type="image/webp"><img src="/i/a.jpg" alt="A &gt; B"></picture>',
    },
    {
      type: 'html',
      value:
        '<form action="/subscribe" method="post"><label>E-mail <input type="email" name="e" required></label><button>OK</button></form>',
    },
    {
      type: 'svg',
      value: '<svg viewBox="0 0 24 24" xmlns="http://www.w3.org/2000/svg"><path d="M4 12h16"/></svg>',
    },
    { type: 'math', value: '<math><mi>a</mi><mo>&lt;</mo><mn>5</mn></math>' },
  ];
  return send(
    'PUT',
    'builder.press.example',
    `/api/pages/${r.int(1, 150)}`,
    { slug: `page-${r.int(1, 150)}`, blocks: r.some(blocks, 4), locale: 'en' },
    ok(r),
  );
}

export function manifest(r: Random): Exchange {
  const yaml = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web-${r.int(1, 99)}\nspec:\n  containers:\n  - name: web\n    image: registry.cloud.example/web:${r.int(1, 9)}.2\n    command: ["/bin/sh", "-c"]\n    args: ["${r.pick(['exec node server.js', 'sleep 5; exec nginx -g \\"daemon off;\\"', 'cp -r /src/. /data && ls /data'])}"]\n    volumeMounts:\n    - mountPath: /etc/nginx/conf.d\n      name: conf\n`;
  return {
    method: 'PATCH',
    host: 'ops.cloud.example',
    path: `/apis/v1/pods/web-${r.int(1, 99)}`,
    ...body('application/yaml', yaml),
    status: 200,
    responseBody: JSON.stringify(ok(r)),
  };
}

export function terraform(r: Random): Exchange {
  return send(
    'POST',
    'ops.cloud.example',
    '/api/plans',
    {
      workspace: `ws-${r.int(1, 30)}`,
      config: `resource "vm" "a" {\n  name = "\${var.prefix}-web"\n  user_data = file("\${path.module}/../init.sh")\n  tags = { for k, v in local.tags : k => v if v != "" }\n}\n`,
      variables: { prefix: r.pick(['dev', 'prod']), cidr: '10.0.0.0/16' },
    },
    ok(r),
    202,
  );
}

export function deployLog(r: Random): Exchange {
  const lines = [
    '+ docker compose up -d',
    'Step 4/9 : RUN apk add --no-cache curl && rm -rf /var/cache/apk/*',
    'sh: 1: tool: not found',
    'npm ERR! code ELIFECYCLE',
    'Copying ../shared/a.so -> /usr/lib/a.so',
    'ERROR 1045 (28000): Access denied for user',
    'GET /healthz 200 1ms',
    'java.lang.NullPointerException\n\tat app.Main.run(Main.java:42)',
    '==> default: uid=1000 home=/home/app',
    'warning: unused variable: `x`',
    '\u001b[32mok\u001b[0m done; 12 passed | 0 failed',
    'PING db.internal: 56 data bytes',
    'migrating: ALTER TABLE orders ADD COLUMN note text',
  ];
  return send(
    'POST',
    'ops.cloud.example',
    '/api/logs',
    { service: r.pick(['web', 'worker']), level: 'info', lines: r.some(lines, 5), offset: r.int(0, 90000) },
    ok(r),
    202,
  );
}

export function jsonPathRules(r: Random): Exchange {
  return send(
    'POST',
    'flows.cloud.example',
    '/api/rules',
    {
      name: `rule ${r.int(1, 99)}`,
      when: r.pick([
        "$.order.total > 100 && $.order.country == 'FR'",
        '$.items[?(@.price < 10)]',
        "event.type in ['a','b'] || !event.test",
        'user.age >= 18 and user.plan != null',
      ]),
      effect: {
        set: { 'order.flag': '{{ rule.name }}' },
        call: `https://automation.partner${r.int(1, 40)}.example/hook/${r.hex(10)}`,
      },
      pattern: r.pick([
        '^[\\w.+-]+@[\\w-]+\\.[a-z.]{2,}$',
        '^/v[0-9]+/(users|items)/[^/]+$',
        '\\$\\{([^}]+)\\}',
        '(?<=<b>).*?(?=</b>)',
        '^(?:\'[^\']*\'|"[^"]*")$',
      ]),
    },
    ok(r),
    201,
  );
}

export function letterTemplate(r: Random): Exchange {
  return send(
    'PUT',
    'letters.bank.example',
    `/api/templates/${r.int(1, 60)}`,
    {
      name: `letter-${r.int(1, 60)}`,
      engine: r.pick(['handlebars', 'freemarker', 'erb']),
      content: r.pick([
        'Dear {{title}} {{surname}}, your balance on {{formatDate date}} is {{balance}}.',
        '<#if customer.vip>Thank you!</#if> Amount: ${amount?string.currency}',
        'Hello <%= customer.name %>, <%= rows.size %> bookings.',
        '{{#each bookings}}{{@index}}: {{this.text}}\n{{else}}none{{/each}}',
        'Total: {{ net | plus: tax }} {{ currency }}',
      ]),
    },
    ok(r),
  );
}

export function beacon(r: Random): Exchange {
  return send(
    'POST',
    'beacon.press.example',
    '/collect',
    {
      $app: 'web',
      $event: r.pick(['click', 'view']),
      'user.$id': r.uuid(),
      $set_once: { first: 'mail' },
      url: `https://www.press.example/a?ref=%2Fhome&x=${r.int(1, 9)}#c`,
      error: r.pick([
        null,
        "TypeError: Cannot read properties of null (reading 'x')\n    at <anonymous>:1:2",
        'SyntaxError: Unexpected token <',
      ]),
      ua: 'Mozilla/5.0',
    },
    ok(r),
    202,
  );
}
