import type { Exchange } from '../../call-record.ts';
import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { sent, texts } from '../exchanges.ts';
import { drawn, fill } from '../slots.ts';

const HOST = 'code.meadow.example';

const FILES: readonly (readonly [string, string])[] = [
  [
    'src/‹word›.js',
    "const fs = require('fs');\nfs.readFile(`/etc/${process.env.APP}/‹word›.conf`, 'utf8', (err, data) => {\n  if (err) throw err;\n  console.log(data);\n});\n",
  ],
  [
    'src/‹word›.ts',
    "export const ‹word› = (rows: Row[]) => rows.filter((r) => r.‹col› !== null && r.‹col› > ‹n›).map((r) => `${r.id}: ${r.name}`);\ndocument.querySelector('#out')!.innerHTML = html;\n",
  ],
  [
    'app/‹word›.py',
    "import os, subprocess\n\ndef main():\n    out = subprocess.run(['ls', '-la', os.path.join('..', 'data')], capture_output=True)\n    cur.execute('SELECT ‹col› FROM ‹tab› WHERE ‹col› = %s', (‹n›,))\n    print(f'{out!r}')\n\nif __name__ == '__main__':\n    main()\n",
  ],
  [
    'public/‹word›.php',
    "<?php\nrequire_once __DIR__ . '/../vendor/autoload.php';\n$id = (int) $_GET['id'];\n$stmt = $pdo->prepare('SELECT * FROM ‹tab› WHERE id = ?');\n$stmt->execute([$id]);\necho htmlspecialchars($row['‹col›'] ?? '');\n",
  ],
  [
    'src/main/java/‹word›.java',
    'public class ‹word› {\n  private static final Logger log = LoggerFactory.getLogger(‹word›.class);\n  void run() throws IOException {\n    Process p = Runtime.getRuntime().exec(new String[] {"/bin/sh", "-c", "df -h | grep sda"});\n    log.info("started {} in ${env}", p);\n  }\n}\n',
  ],
  [
    'cmd/‹word›.go',
    'package main\n\nfunc main() {\n\trows, err := db.Query("SELECT ‹col›, ‹col› FROM ‹tab› WHERE ‹col› = $1 OR ‹col› IS NULL", os.Args[1])\n\tif err != nil || rows == nil {\n\t\tlog.Fatal(err)\n\t}\n\thttp.ListenAndServe("127.0.0.1:8080", nil)\n}\n',
  ],
  [
    'src/‹word›.rs',
    'fn main() -> Result<(), Box<dyn Error>> {\n    let v: Vec<_> = std::env::args().filter(|a| a != "--" && !a.is_empty()).collect();\n    println!("{:?} {{}}", v);\n    Ok(())\n}\n',
  ],
  [
    'lib/‹word›.rb',
    'puts `git log --oneline -n ‹d›`\nUser.where(\'‹col› = ? OR ‹col› = ?\', params[:a], params[:b]).order(:‹col›)\nputs "Hello #{user.name}" if $PROGRAM_NAME == __FILE__\n',
  ],
  [
    'bin/‹word›.sh',
    '#!/usr/bin/env bash\nset -euo pipefail\ncd "$(dirname "$0")/.." || exit 1\nfor f in *.csv; do cut -d, -f‹d› "$f" | sort | uniq -c > "/tmp/$f.out"; done\ncurl -fsSL "https://get.‹word›.example/install.sh" | bash -s -- --yes\nrm -rf "$TMP" && echo "done; bye"\n',
  ],
  [
    'scripts/‹word›.ps1',
    "Get-ChildItem -Path C:\\Windows\\Temp -Recurse | Where-Object { $_.Length -gt ‹n› } | Remove-Item -WhatIf\nInvoke-WebRequest -Uri 'https://dl.‹word›.example/a.zip' -OutFile $env:TEMP\\a.zip; powershell -File .\\next.ps1\n",
  ],
  [
    'migrations/‹n›_‹word›.sql',
    "BEGIN;\nALTER TABLE ‹tab› ADD COLUMN ‹col› varchar(40) NOT NULL DEFAULT '';\nUPDATE ‹tab› SET ‹col› = 'n/a' WHERE ‹col› IS NULL OR ‹col› = '';\nDROP TABLE IF EXISTS ‹tab›_old; -- cleanup\nCOMMIT;\n",
  ],
  [
    'templates/‹word›.html',
    '<!doctype html>\n<html>\n<head><title>{{ title }}</title><script src="/static/‹word›.js" defer></script></head>\n<body onload="init()">\n<a href="javascript:void(0)" onclick="toggle(this)">menu</a>\n{% for x in items %}<li>{{ x.name|escape }}</li>{% endfor %}\n</body>\n</html>\n',
  ],
  [
    'src/‹word›.c',
    '#include <stdio.h>\nint main(int argc, char **argv) {\n  char buf[‹n›];\n  if (argc < 2 || !argv[1]) return 1;\n  snprintf(buf, sizeof buf, "cat %s | wc -l", argv[1]);\n  return system(buf);\n}\n',
  ],
  [
    'src/‹word›.vue',
    '<template>\n  <div v-if="a && b" @click="$emit(\'close\')" :class="{ on: active }">{{ price * 1.2 }} {{ $t("‹word›.title") }}</div>\n</template>\n<script setup>\nimport x from "../../‹word›.vue";\n</script>\n',
  ],
  [
    '‹word›.lua',
    "local f = io.popen('uname -a'); local s = f:read('*a'); f:close()\nngx.say(s .. ' -- ' .. os.getenv('HOME'))\n",
  ],
  [
    'R/‹word›.R',
    "df <- read.csv('../data/‹word›.csv')\nsubset(df, ‹col› > ‹n› & ‹col› != 'x' | is.na(‹col›))\n",
  ],
  [
    '‹word›.pl',
    "open(my $fh, '<', '/etc/passwd') or die $!;\nwhile (<$fh>) { my @f = split /:/; print \"$f[0]\\n\" if $f[2] >= 1000; }\n",
  ],
  [
    'Makefile',
    '.PHONY: all\nall: ; @echo "build" && $(MAKE) -C ../‹word› && ./bin/‹word› || true\nclean:\n\trm -rf build/ dist/; find . -name "*.o" -exec rm {} \\;\n',
  ],
  [
    '.gitlab-ci.yml',
    'build:\n  script:\n    - npm ci && npm run build\n    - echo "$CI_JOB_TOKEN" | docker login -u ci --password-stdin registry.‹word›.example\n    - wget -qO- https://dl.‹word›.example/tool.tgz | tar xz\n',
  ],
  [
    'Dockerfile',
    'FROM alpine:3.20\nRUN apk add --no-cache curl bash && curl -sSL https://dl.‹word›.example/i.sh | sh \\\n  && rm -rf /var/cache/apk/*\nCOPY --from=build /app/../dist /srv\nCMD ["/bin/sh", "-c", "nginx -g \'daemon off;\'"]\n',
  ],
  [
    'web.xml',
    '<?xml version="1.0" encoding="UTF-8"?>\n<web-app><servlet><servlet-name>‹word›</servlet-name><init-param><param-name>cfg</param-name><param-value>/WEB-INF/‹word›.xml</param-value></init-param></servlet></web-app>\n',
  ],
  [
    'log4j2.xml',
    '<Configuration><Properties><Property name="dir">${sys:log.dir:-logs}</Property></Properties><Appenders><File name="f" fileName="${dir}/‹word›.log"><PatternLayout pattern="%d{ISO8601} [%t] %-5p %c - %m%n"/></File></Appenders></Configuration>\n',
  ],
  [
    'queries/‹word›.graphql',
    'query Q($id: ID!) { node(id: $id) { ... on User { id name orders(first: ‹d›, where: {status: {_eq: "open"}}) { nodes { id } } } } }\n',
  ],
  [
    '‹word›_test.py',
    'def test_escape():\n    assert escape("O\'Brien") == "O\\\'Brien"\n    assert render("{{ 1 + 1 }}") == "2"\n    assert quote("a;b") == "\'a;b\'"\n',
  ],
  [
    '‹word›.ex',
    'defmodule ‹word› do\n  def run(list), do: list |> Enum.filter(&(&1.‹col› > ‹n›)) |> Enum.map(& &1.id)\nend\n',
  ],
  [
    '‹word›.hs',
    'main = do { xs <- lines <$> readFile "../‹word›.txt"; print $ sum [x * y | x <- [1..‹d›], y <- [1..x], x /= y || True] }\n',
  ],
  [
    '‹word›.jsp',
    '<%@ page import="java.util.*" %>\n<% for (int i = 0; i < ‹d›; i++) { %><li><%= items.get(i) %></li><% } %>\n${fn:escapeXml(user.name)}\n',
  ],
  [
    '‹word›.erb',
    "<h1><%= @user.name %></h1>\n<%= link_to 'Back', :back %>\n<% if @a && @b || @c %>yes<% end %>\n",
  ],
];

function commit(r: Random): Exchange {
  const [path, content] = r.pick(FILES);
  const text = fill(r, content);
  const name = fill(r, path);
  const repo = `/api/v4/projects/${r.int(1, 300)}/repository`;
  if (r.chance(0.3)) {
    const encoded = {
      branch: 'main',
      content: Buffer.from(text).toString('base64'),
      encoding: 'base64',
      commit_message: drawn(r, MESSAGES),
    };
    return sent(r, 'PUT', HOST, `${repo}/files/${encodeURIComponent(name)}`, encoded);
  }
  const actions = [{ action: r.pick(['create', 'update']), file_path: name, content: text }];
  return sent(r, 'POST', HOST, `${repo}/commits`, {
    branch: fill(r, 'fix/‹word›'),
    commit_message: drawn(r, MESSAGES),
    actions,
  });
}

const MESSAGES = [
  'fix: escape quotes in ‹col› (#‹n›)',
  "Don't select from ‹tab› when ‹col› is null",
  "Merge branch 'fix/‹word›' into 'main'",
  'chore(deps): bump ‹word› from ‹v› to ‹v›',
  'refactor: drop table prefix; update ‹tab› view',
  'feat: add `WHERE` builder && tests',
  'Revert "Use ../shared/‹word› instead of ./‹word›"',
  'docs: explain ${VAR} and {{ var }}',
  'ci: run `rm -rf node_modules` before install',
];

const COMMENTS = [
  "Shouldn't this be `a || b`? With `a | b` we always get ‹n›.",
  'nit: `SELECT *` -> `SELECT ‹col›, ‹col›`',
  "Please use `path.join(__dirname, '..', '‹word›')` instead of `'../' + x`.",
  '```suggestion\n    if (x === null || x.length < ‹d›) return;\n```',
  'This regexes `(.*)` -> catastrophic; use `[^"]*`',
  '> rm -rf dist; cp -r ../‹word› .\n\nwhy the second command?',
  "I'd rather have `WHERE ‹col› IN (...)` than `OR ‹col› = ...`",
  'The `<script>` tag in `‹word›.html` blocks rendering, add `defer`.',
  'LGTM :+1: -- but see ../../pull/‹n›',
  "What happens for `‹family›`? The query `name = '‹family›'` breaks, doesn't it.",
  '`{{ user.name }}` is escaped by default, `{{{ user.name }}}` is not.',
  'On Windows this gives `C:\\Users\\‹given›\\AppData\\Local\\Temp\\‹word›.log`',
  '`curl -s http://localhost:8080/health | jq .status` prints `"UP"` for me',
  'Try `EXPLAIN ANALYZE SELECT count(*) FROM ‹tab› WHERE ‹col› > ‹n›;`',
  '`$(pwd)` is not expanded in single quotes; use `"$(pwd)"`.',
  'Does `sleep 5` here make CI slow? Use `wait-for-it` instead',
  'The union of both sets: `select id from a union select id from b`, could be one query.',
];

const DIFFS = [
  'diff --git a/‹word›.js b/‹word›.js\nindex ‹hex›..‹hex› 100644\n--- a/‹word›.js\n+++ b/‹word›.js\n@@ -1,‹d› +1,‹d› @@\n-const a = require("../‹word›");\n+const a = require("../../‹word›");\n',
  "--- a/schema.sql\n+++ b/schema.sql\n@@ -‹n›,2 +‹n›,3 @@\n-DROP TABLE ‹tab›;\n+DROP TABLE IF EXISTS ‹tab› CASCADE;\n+INSERT INTO ‹tab› VALUES (‹d›, '‹family›');\n",
  '--- a/run.sh\n+++ b/run.sh\n@@ -1 +1 @@\n-cat /etc/hosts | grep ‹word›\n+getent hosts ‹word› || true\n',
];

export const CODE: readonly BenignSource[] = [
  { name: 'files committed', count: 500, exchange: commit },
  texts('review comments', 260, COMMENTS, (r, note) =>
    sent(r, 'POST', HOST, `/api/v4/merge_requests/${r.int(1, 900)}/notes`, {
      body: note,
      position: { line: r.int(1, 400) },
    }),
  ),
  texts('patches', 120, DIFFS, (r, diff) =>
    sent(r, 'POST', HOST, '/api/v4/patches', { title: drawn(r, MESSAGES), diff }),
  ),
];
