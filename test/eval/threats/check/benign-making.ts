import type { Exchange } from '../call-record.ts';
import type { BenignSource } from '../half-corpus.ts';
import type { Random } from '../random.ts';
import { raw, read, write } from './calls.ts';
import { day, person, product, prose, slug, word } from './words.ts';

const CODE: readonly ((r: Random) => string)[] = [
  (r) =>
    `SELECT id, total FROM ${word(r)}_orders WHERE total > ${r.int(5, 900)} ORDER BY id LIMIT ${r.int(5, 90)};`,
  (r) => `if (a${r.int(1, 99)} < b && c > d) { return '${word(r)}'; }`,
  (r) => `const ${word(r)} = items.filter((x) => x.price > ${r.int(1, 99)}).map(({ id }) => \`\${id}\`);`,
  (r) => `grep -rn "${word(r)}" src/ | sort | uniq -c | head -${r.int(5, 50)}`,
  (r) => `docker compose up -d && docker logs -f ${word(r)}-${r.int(1, 9)}`,
  (r) => `ALTER TABLE ${word(r)} ADD COLUMN ${word(r)}_${r.int(1, 99)} integer NOT NULL DEFAULT 0;`,
  (r) => `import { ${word(r)} } from '../../${word(r)}/${slug(r)}';`,
  (r) => `kubectl -n ${word(r)} get pods -o json | jq '.items[${r.int(0, 9)}].status'`,
  (r) => `for f in *.log; do gzip "$f"; done  # ${day(r)}`,
  (r) => `print(f"{${word(r)}:>${r.int(5, 20)}} | {total!r}")`,
  (r) => `<Button onClick={() => set${r.int(1, 99)}(!open)}>${word(r)}</Button>`,
  (r) => `UPDATE ${word(r)} SET state = 'done' WHERE id IN (${r.int(1, 99)}, ${r.int(100, 199)});`,
];
const code = (r: Random): string => r.pick(CODE)(r);

const ticket = (r: Random): Exchange =>
  write(r, 'tickets.brackenridge.example', '/api/v3/tickets', {
    subject:
      r.pick(['Slow query', 'Build fails', 'Question about syntax', 'Docs are wrong']) + ` (${slug(r)})`,
    description: `Hi,\nwe run\n\n    ${code(r)}\n\nand it takes ${r.int(2, 90)} s. ${prose(r)}\n`,
    requester: person(r),
    priority: r.pick(['low', 'normal', 'high']),
    tags: [word(r), word(r)],
  });

const wikiMarkdown = (r: Random): Exchange =>
  write(
    r,
    'wiki.quillmere.example',
    `/rest/pages/${r.int(100, 9999)}`,
    {
      title: `How to ${word(r)} the ${word(r)}`,
      format: 'markdown',
      body: `# ${slug(r)}\n\n${prose(r)}\n\n\`\`\`\n${code(r)}\n${code(r)}\n\`\`\`\n\n| a | b |\n|---|---|\n| 1 | ${r.int(2, 99)} |\n\n![logo](../images/${slug(r)}.png) [next](./${slug(r)}.md)\n`,
      author: person(r),
    },
    'PUT',
  );

const wikiHtml = (r: Random): Exchange =>
  write(
    r,
    'cms.quillmere.example',
    `/api/articles/${slug(r)}`,
    {
      title: `${product(r)} — ${day(r)}`,
      html: `<h2 class="t">${word(r)} &amp; ${word(r)}</h2><p style="color:#${r.hex(6)}">${r.int(1, 99)} &lt; 100, <em>${word(r)}</em> <a href="https://${word(r)}.example/${slug(r)}?a=1&amp;b=2" target="_blank" rel="noopener">more</a></p><img src="/media/${slug(r)}.webp" alt="${word(r)}" loading="lazy"><pre><code>${code(r).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</code></pre><table><tr><td>${r.int(1, 999)}</td></tr></table>`,
      locale: 'en',
    },
    'PUT',
  );

const commit = (r: Random): Exchange =>
  write(r, 'git.quillmere.example', `/api/v1/repos/${word(r)}/${slug(r)}/commits`, {
    branch: r.pick([`feature/${slug(r)}`, 'main', `fix/#${r.int(1, 999)}`]),
    message: r.pick([
      `fix(db): drop table ${word(r)} if it exists; union of ids`,
      `feat: select ${word(r)} from the menu (#${r.int(1, 999)})`,
      `Revert "${word(r)} && ${word(r)}"\n\nThis reverts commit ${r.hex(40)}.`,
      `chore: delete from README where it's wrong -- ${prose(r)}`,
      `Escape ' and " in ${word(r)} names; closes #${r.int(1, 9999)}`,
    ]),
    actions: [
      { action: 'update', path: `src/${word(r)}/${slug(r)}.ts`, content: `${code(r)}\n${code(r)}\n` },
    ],
    author: { name: person(r), email: `${word(r)}@quillmere.example` },
  });

const gitFile = (r: Random): Exchange =>
  read(
    r,
    'git.quillmere.example',
    `/api/v1/repos/${word(r)}/${slug(r)}/contents/${r.pick(['src/index.ts', '.github/workflows/ci.yml', 'docs/etc/setup.md', 'bin/run.sh', '.env.example', 'package.json'])}`,
    { ref: r.pick(['main', `v${r.int(1, 9)}.${r.int(0, 30)}.0`, r.hex(40)]) },
  );

const pipeline = (r: Random): Exchange =>
  write(r, 'ci.quillmere.example', `/projects/${r.int(1, 900)}/pipelines`, {
    name: slug(r),
    steps: [
      {
        run: `npm ci && npm test -- --shard=${r.int(1, 4)}/4`,
        env: { TOKEN: '${{ secrets.TOKEN }}', REF: '${{ github.ref }}' },
      },
      { run: `docker build -t registry.quillmere.example/${slug(r)}:\${CI_COMMIT_SHA} . || exit 1` },
      { run: `echo "done in $(($(date +%s) - START)) s" | tee ${word(r)}.log` },
    ],
    schedule: `*/${r.int(2, 30)} ${r.int(0, 23)} * * 1-5`,
  });

const cron = (r: Random): Exchange =>
  write(r, 'jobs.brackenridge.example', '/api/schedules', {
    name: slug(r),
    cron: `${r.int(0, 59)} ${r.int(0, 23)} ${r.pick(['*', '1', '*/2', 'L', '1,15'])} * ${r.pick(['*', 'MON-FRI', '0', '?'])}`,
    zone: 'Europe/Dublin',
    note: prose(r),
  });

const regex = (r: Random): Exchange =>
  write(r, 'rules.hollowbrook.example', '/v1/rules', {
    name: slug(r),
    pattern: r.pick([
      `^[A-Z]{${r.int(2, 4)}}-\\d{${r.int(3, 8)}}$`,
      `(?i)\\b(${word(r)}|${word(r)}|${word(r)})\\b`,
      `^/api/(v\\d+)/${word(r)}/([^/?]+)(\\?.*)?$`,
      `[\\w.+-]+@${word(r)}\\.example`,
      `"(?:[^"\\\\]|\\\\.)*"`,
      `\\$\\{${word(r)}\\}`,
    ]),
    replacement: r.pick(['$1-$2', '\\1', '***', '']),
    action: r.pick(['mask', 'allow', 'reject']),
    weight: r.int(1, 9999),
  });

const mailTemplate = (r: Random): Exchange =>
  write(
    r,
    'mailer.brackenridge.example',
    `/v3/templates/${r.int(10, 9999)}`,
    {
      subject: r.pick([
        'Hi {{name}}!',
        'Order {{ order.id }} shipped',
        '{{#if vip}}VIP{{/if}} news',
        'Your ${product} is here',
      ]),
      html: `<p>Dear {{ customer.first_name | default: "friend" }},</p>{% for item in order.items %}<li>{{ item.title }} x {{ item.quantity }} — {{ item.price | money }}</li>{% endfor %}<p>${word(r)} ${r.int(1, 99)}% %recipient.${word(r)}% *|UNSUB|* [[${word(r)}]]</p><a href="{{unsubscribe_url}}">Unsubscribe</a>`,
      text: `Dear {{name}}, ${prose(r)} <%= company %> #{${word(r)}}`,
      engine: r.pick(['liquid', 'handlebars', 'mustache']),
    },
    'PUT',
  );

const css = (r: Random): Exchange =>
  raw(
    r,
    'themes.quillmere.example',
    `/themes/${slug(r)}/style.css`,
    'text/css',
    `@import url("../base/${word(r)}.css");\n.a > .b::before{content:"\\201C";color:#${r.hex(6)};background:url(data:image/gif;base64,R0lGODlhAQABAAAAACw=) no-repeat}\n@media (max-width:${r.int(300, 900)}px){.${word(r)}{width:calc(100% - ${r.int(2, 30)}px)!important}}`,
    'PUT',
  );

const sqlWorkbench = (r: Random): Exchange =>
  write(r, 'bi.brackenridge.example', '/api/dataset', {
    database: r.int(1, 9),
    type: 'native',
    native: {
      query: `SELECT date_trunc('month', created_at) AS m, count(*) FROM ${word(r)}_${word(r)} WHERE region = {{region}} AND amount > ${r.int(1, 900)} GROUP BY 1 ORDER BY 1 DESC`,
      'template-tags': { region: { type: 'text' } },
    },
    pivot: false,
  });

const settings = (r: Random): Exchange =>
  write(
    r,
    'sync.quillmere.example',
    `/v1/settings/${r.uuid()}`,
    {
      'editor.fontSize': r.int(9, 18),
      'go.toolsGopath': `\${workspaceFolder}/${word(r)}`,
      'files.exclude': { '**/node_modules': true, [`**/*.${word(r)}`]: true },
      'terminal.args': ['-l', '-c', `echo ${word(r)}`],
      launch: { program: `\${workspaceFolder}/src/${slug(r)}.js`, cwd: '${fileDirname}' },
    },
    'PUT',
  );

const notebook = (r: Random): Exchange =>
  write(
    r,
    'lab.hollowbrook.example',
    `/api/contents/${slug(r)}.ipynb`,
    {
      type: 'notebook',
      content: {
        cells: [
          {
            cell_type: 'code',
            source: [
              `import os\n`,
              `df = pd.read_csv(os.path.join('..', 'data', '${slug(r)}.csv'))\n`,
              `df[df.x > ${r.int(1, 99)}].groupby('${word(r)}').sum()`,
            ],
          },
          {
            cell_type: 'markdown',
            source: [`$\\sum_{i=1}^{${r.int(3, 99)}} x_i < \\infty$ and $a \\ne b$\n${prose(r)}`],
          },
        ],
        nbformat: 4,
      },
    },
    'PUT',
  );

const forum = (r: Random): Exchange =>
  write(r, 'community.quillmere.example', `/t/${r.int(100, 9999)}/posts`, {
    raw: `> ${prose(r)}\n\n@${word(r)} try \`${code(r)}\` instead. ${prose(r)}`,
    reply_to: r.int(1, 99),
    author: word(r),
  });

const helm = (r: Random): Exchange =>
  raw(
    r,
    'deploy.brackenridge.example',
    `/charts/${slug(r)}`,
    'application/yaml',
    `image: "{{ .Values.image.repo }}:{{ .Values.image.tag | default .Chart.AppVersion }}"\nreplicas: ${r.int(1, 9)}\ncommand: ["sh", "-c", "exec node server.js --port=\${PORT:-${r.int(3000, 9000)}}"]\nresources: {limits: {cpu: ${r.int(100, 900)}m}}\n`,
    'PUT',
  );

export const MAKING: readonly BenignSource[] = [
  { name: 'tickets with code', exchange: ticket, count: 200 },
  { name: 'wiki in markdown', exchange: wikiMarkdown, count: 170 },
  { name: 'articles in html', exchange: wikiHtml, count: 150 },
  { name: 'commits', exchange: commit, count: 150 },
  { name: 'repository files', exchange: gitFile, count: 120 },
  { name: 'pipelines', exchange: pipeline, count: 100 },
  { name: 'schedules', exchange: cron, count: 90 },
  { name: 'rule editor', exchange: regex, count: 110 },
  { name: 'mail templates', exchange: mailTemplate, count: 120 },
  { name: 'stylesheets', exchange: css, count: 70 },
  { name: 'sql workbench', exchange: sqlWorkbench, count: 60 },
  { name: 'editor settings', exchange: settings, count: 50 },
  { name: 'notebooks', exchange: notebook, count: 80 },
  { name: 'forum', exchange: forum, count: 140 },
  { name: 'charts', exchange: helm, count: 50 },
];
