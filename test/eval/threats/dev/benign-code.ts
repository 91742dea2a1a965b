import { body } from '../attack.ts';
import type { Exchange } from '../call-record.ts';
import type { Random } from '../random.ts';
import { post } from './calls.ts';

const SNIPPETS: readonly (readonly [string, string])[] = [
  [
    'sql',
    "SELECT u.id, u.name, COUNT(o.id) AS orders\nFROM users u\nLEFT JOIN orders o ON o.user_id = u.id\nWHERE u.created_at > '2026-01-01' AND u.active = 1\nGROUP BY u.id\nHAVING COUNT(o.id) > 3\nORDER BY orders DESC\nLIMIT 20;",
  ],
  [
    'sql',
    "CREATE TABLE invoice (id INT PRIMARY KEY, note TEXT DEFAULT '');\nINSERT INTO invoice VALUES (1, 'first');\n-- remove the old one\nDROP TABLE IF EXISTS invoice_old;",
  ],
  [
    'javascript',
    "const items = await fetch('/api/items').then((r) => r.json());\ndocument.querySelector('#list').innerHTML = items.map((i) => `<li>${i.name}</li>`).join('');",
  ],
  [
    'javascript',
    "export function clamp(x, lo, hi) {\n  return x < lo ? lo : x > hi ? hi : x;\n}\nif (a || b && c) console.log('ok');",
  ],
  [
    'html',
    '<!DOCTYPE html>\n<html lang="en">\n<head><title>Demo</title><link rel="stylesheet" href="style.css"></head>\n<body><h1>Hello</h1><script src="app.js"></script></body>\n</html>',
  ],
  [
    'bash',
    '#!/bin/bash\nset -euo pipefail\nfor f in *.log; do\n  grep -c error "$f" | sort -n\ndone\necho "done: $(date)" && exit 0',
  ],
  [
    'python',
    "import os, sys\n\ndef main():\n    path = os.path.join('..', 'data', 'in.csv')\n    with open(path) as fh:\n        print(sum(1 for _ in fh))\n\nif __name__ == '__main__':\n    main()",
  ],
  [
    'php',
    "<?php\n$stmt = $pdo->prepare('SELECT * FROM posts WHERE id = ?');\n$stmt->execute([$id]);\necho htmlspecialchars($stmt->fetch()['title']);",
  ],
  [
    'xml',
    '<?xml version="1.0" encoding="UTF-8"?>\n<project><modelVersion>4.0.0</modelVersion><dependency><version>${lib.version}</version></dependency></project>',
  ],
  [
    'jsx',
    'export const Card = ({ title }) => <div className="card" onClick={() => select(title)}>{title}</div>;',
  ],
  ['css', 'a:hover { color: #c00; background: url("../img/bg.png"); } /* note */'],
  [
    'dockerfile',
    'FROM node:24-slim\nWORKDIR /app\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nCMD ["node", "server.js"]',
  ],
];

export function paste(r: Random): Exchange {
  const [language, code] = r.pick(SNIPPETS);
  return post(
    'paste.dev.example',
    '/v1/pastes',
    {
      title: r.pick(['snippet', 'help please', 'wip']),
      language,
      code: `${code}\n${language === 'html' ? '' : `\n// rev ${r.int(1, 9999)}`}`,
      expiresIn: r.pick(['1d', '1w', null]),
      public: r.chance(0.6),
    },
    r,
  );
}

const HTML_BLOCKS: readonly string[] = [
  '<h2>Summer sale</h2><p>Up to <strong>50&nbsp;%</strong> off &mdash; only until <em>Sunday</em>.</p>',
  '<p>Read <a href="https://www.shop.example/guide?step=1&amp;lang=en" target="_blank" rel="noopener">the guide</a>.</p>',
  '<figure><img src="/media/2026/hero.jpg" alt="Boats" width="640" height="360" loading="lazy"><figcaption>Harbour</figcaption></figure>',
  '<table class="sizes"><thead><tr><th>Size</th><th>EU</th></tr></thead><tbody><tr><td>M</td><td>38</td></tr></tbody></table>',
  '<blockquote>“Don’t select from the table, order by phone.”</blockquote>',
  '<ul style="margin:0"><li>one</li><li>two &amp; three</li></ul>',
  '<video controls poster="/media/p.jpg"><source src="/media/v.mp4" type="video/mp4"></video>',
  '<pre><code>npm install &amp;&amp; npm start</code></pre>',
];

export function cms(r: Random): Exchange {
  const html = r.some(HTML_BLOCKS, r.int(2, 5)).join('\n');
  return {
    ...post(
      'cms.shop.example',
      `/v1/articles/${r.int(1, 80)}`,
      {
        title: r.pick(['Sale', 'About us', "What's new"]),
        slug: `a-${r.int(1, 80)}`,
        contentHtml: html,
        seo: { description: 'Boats & more' },
        published: r.chance(0.5),
      },
      r,
    ),
    method: 'PUT',
  };
}

const STEPS: readonly string[] = [
  'npm ci && npm test',
  'docker build -t app:$CI_COMMIT_SHA . && docker push app:$CI_COMMIT_SHA',
  'cd services/api; make build; make test',
  'echo "version=$(git describe --tags)" >> build.env',
  'rm -rf dist && mkdir -p dist',
  'curl -fsSL https://artifacts.dev.example/tool.tgz | tar xz',
  'cat /etc/os-release',
  'export PATH=$PATH:/opt/bin && tool --version',
  'if [ -f .env.ci ]; then source .env.ci; fi',
  'ls -la; id; uname -a',
];

export function pipeline(r: Random): Exchange {
  return {
    ...post(
      'ci.dev.example',
      `/v1/projects/${r.int(1, 30)}/pipeline`,
      {
        stages: ['build', 'test'],
        jobs: {
          build: { image: 'node:24', script: r.some(STEPS, 3) },
          test: { needs: ['build'], script: r.some(STEPS, 2) },
        },
      },
      r,
    ),
    method: 'PUT',
  };
}

export function buildLog(r: Random): Exchange {
  const lines = Array.from({ length: r.int(5, 14) }, () =>
    r.pick([
      ...STEPS.map((s) => `$ ${s}`),
      'added 412 packages in 6s',
      `PASS src/app.test.ts (${r.int(10, 900)} ms)`,
      'drwxr-xr-x 2 root root 4096 Nov 1 10:00 dist',
      "Error: ENOENT: no such file or directory, open '../config/local.json'",
      '    at Object.<anonymous> (/builds/app/src/index.js:12:5)',
      'warning: <unknown> pragma',
    ]),
  );
  return {
    ...post('ci.dev.example', `/v1/jobs/${r.int(1, 900)}/trace`, {}, r),
    method: 'PATCH',
    ...body('text/plain', lines.join('\n')),
  };
}

const TEMPLATES: readonly string[] = [
  'Hi {{first_name}}, your order {{order.number}} ships on {{order.date}}.',
  'Hello {{#if vip}}valued {{/if}}customer, use code {{coupon}}!',
  'Dear {{ customer.name | default: "friend" }}, total: {{ order.total | money }}',
  '{% for item in order.items %}<li>{{ item.title }} × {{ item.quantity }}</li>{% endfor %}',
  'Your balance is ${balance} and your limit ${limit}.',
  'Reset your password: {{reset_url}} (valid {{hours}} h)',
];

export function mailTemplate(r: Random): Exchange {
  return {
    ...post(
      'mail.office.example',
      `/v1/templates/${r.pick(['welcome', 'shipped', 'reset', 'invoice', 'newsletter'])}`,
      {
        subject: r.pick(['Hello {{first_name}}', 'Order {{order.number}}']),
        html: `<html><body><p>${r.pick(TEMPLATES)}</p><p>${r.pick(TEMPLATES)}</p></body></html>`,
        engine: 'liquid',
        version: r.int(1, 40),
      },
      r,
    ),
    method: 'PUT',
  };
}

export function schemaUpload(r: Random): Exchange {
  const document = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://schemas.office.example/${r.pick(['order', 'item'])}.json`,
    type: 'object',
    properties: {
      id: { $ref: '#/$defs/id' },
      email: { type: 'string', pattern: '^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$' },
      code: { type: 'string', pattern: '^(?:[A-Z]{2}|\\d{3})[-/](\\w+)$', maxLength: r.int(8, 40) },
    },
    $defs: { id: { type: 'integer' } },
  };
  return { ...post('registry.dev.example', `/v1/schemas/${r.int(1, 60)}`, document, r), method: 'PUT' };
}

export function graphql(r: Random): Exchange {
  const query = r.pick([
    'query Products($first: Int!, $where: ProductFilter) {\n  products(first: $first, where: $where) { edges { node { id name price { amount currency } } } }\n}',
    'mutation UpdateCart($input: CartInput!) { updateCart(input: $input) { cart { id total } errors { message } } }',
    'query Me { me { id ...on Customer { orders(last: 5) { number } } } }',
    'fragment F on Item { id title } query Search($q: String!) { search(text: $q) { ...F __typename } }',
  ]);
  return {
    ...post(
      'graph.shop.example',
      '/graphql',
      {
        query,
        variables: {
          first: r.int(5, 50),
          q: r.pick(["women's", 'a & b', '<100']),
          input: { id: r.uuid(), quantity: 2 },
        },
      },
      r,
    ),
    status: 200,
    responseBody: JSON.stringify({ data: { products: { edges: [] } } }),
  };
}
