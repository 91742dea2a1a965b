import type { Exchange } from '../../call-record.ts';
import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { raw, sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const STEPS = [
  'npm ci && npm test -- --coverage',
  'docker build -t ‹word›:$(git rev-parse --short HEAD) . && docker push ‹word›',
  'curl -fsS https://get.‹word›.example/install.sh | bash',
  'echo "v=${VERSION}" >> $GITHUB_ENV; cat $GITHUB_ENV',
  'mvn -B package -DskipTests || (cat target/*.log; exit 1)',
  "find . -name '*.py' | xargs pylint --rcfile=../.pylintrc",
  'tar czf - dist | ssh deploy@‹word›.example "tar xzf - -C /srv/‹svc›"',
  'psql "$DB" -c "DROP TABLE IF EXISTS tmp_‹word›; VACUUM"',
  'kubectl rollout status deploy/‹svc› --timeout=‹n›s && kubectl get pods -o wide',
  'sleep ‹d›0; wget -q --spider http://localhost:8080/health',
  'if [ -f ../‹word›.env ]; then source ../‹word›.env; fi',
  'python -c "import sys; print(sys.version)"',
  "sed -i 's/a|b/c/' /etc/‹word›.conf; service ‹svc› reload",
  'export TOKEN=`cat /run/secrets/token`',
  'set -x; id; whoami; uname -a; env | sort',
  'cd /var/www/html && php artisan migrate --force > /dev/null 2>&1 &',
  'powershell -Command "Get-Process | Sort-Object CPU -Descending"',
  'git diff --name-only origin/main...HEAD | grep -E "\\.tsx?$" || true',
  'rm -rf ./dist ../cache/*; mkdir -p dist',
  'ping -c 1 db && nc -z db 5432',
  'gcc -O2 -o ‹word› ‹word›.c; ./‹word› <in.txt >out.txt',
  'jq -r ".[] | .id" a.json | while read i; do echo $i; done',
  "awk '{print $1}' /var/log/nginx/access.log | uniq -c",
  'make clean && make -j$(nproc)',
  'test "$A" = "b" && echo yes',
];
const FILES = [
  'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y curl; rm -rf /var/lib/apt/lists/*\nCOPY ../app /app\nENTRYPOINT ["sh", "-c", "exec gunicorn ‹word›:app"]\n',
  'pipeline {\n  agent any\n  stages { stage("b") { steps { sh \'mvn clean install && ls -l\' ; sh "echo ${env.BUILD_ID} | tee id.txt" } } }\n}\n',
  'resource "aws_instance" "‹word›" {\n  user_data = <<-EOF\n    #!/bin/bash\n    curl -s https://dl.‹word›.example | sh\n    cat /etc/hosts; echo ${var.name}\n  EOF\n  count = var.a == "b" || local.c ? 1 : 0\n}\n',
  'version: 2.1\njobs:\n  build:\n    steps:\n      - run: |\n          echo "export X=$(cat x)" >> $BASH_ENV\n          ./run.sh && rm -rf tmp\n      - when: {condition: {equal: [<< pipeline.git.branch >>, main]}}\n',
  '{{- if and .Values.a (or .Values.b (not .Values.c)) }}\ncommand: ["/bin/sh", "-c", "{{ .Values.cmd | default "sleep ‹n›" }}"]\n{{- end }}\n',
  '- name: ‹word›\n  shell: "cat /etc/passwd | grep {{ user }} ; exit 0"\n  when: "\'‹word›\' in group_names and x|int > ‹d›"\n',
  'trigger: [main]\nsteps:\n- script: |\n    echo $(Build.SourceBranch) && dir ..\\\\..\n- powershell: Write-Host "$env:PATH"; exit 0\n',
  '[Unit]\nAfter=network.target\n[Service]\nExecStart=/usr/bin/env bash -lc "node server.js || exit 1"\nExecStartPre=/bin/sleep ‹d›\n',
  'log_format m \'$remote_addr - "$request" $status\';\nserver { location ~ ^/(\\.git|\\.env) { deny all; } location / { try_files $uri /index.php?$args; proxy_pass http://localhost:‹n›; } }\n',
  '*/‹d› * * * * /usr/bin/curl -s http://localhost/cron.php >/dev/null 2>&1\n@daily find /tmp -mtime +‹d› -delete; echo done | mail -s ok root\n',
  'variable "cidr" { default = "10.0.0.0/16" }\noutput "u" { value = "http://${aws_instance.a.private_ip}:8080/" }\n',
  'DB_HOST=127.0.0.1\nDB_PASS="p@ss;word\'‹hex›"\nAPP_URL=http://localhost\nPATH=$PATH:/opt/‹word›/bin\n',
  '<?xml version="1.0"?><project name="‹word›"><target name="a"><exec executable="/bin/sh"><arg value="-c"/><arg value="ls | wc -l"/></exec></target></project>',
  'function handler(event) { var r = event.request; if (r.uri.endsWith("/") || !r.uri.includes(".")) { r.uri += "index.html"; } return r; }\n',
  "select * from cron.job; -- seeds\ninsert into ‹tab› (name) values ('‹family›''s');\n",
];

const build = (r: Random, command: string): Exchange =>
  sent(
    r,
    'POST',
    'ci.harbour.example',
    r.pick(['/v1/builds', '/api/v2/projects/a/b/pipeline', '/v1/triggers']),
    r.pick<unknown>([
      { steps: [{ name: 'a', command, env: { X: drawn(r, ['a=‹n›; b', '$(pwd)', '‹word›']) } }] },
      { script: [command, drawn(r, STEPS)], image: 'node:24' },
      { definition: { jobs: [{ run: command, if: "always() && github.ref == 'refs/heads/main'" }] } },
    ]),
  );

export const PIPELINES: readonly BenignSource[] = [
  texts('build steps', 360, STEPS, build),
  texts('definition files', 240, FILES, (r, content) =>
    sent(r, 'PUT', 'ci.harbour.example', `/v1/repos/${r.int(1, 90)}/contents`, {
      path: drawn(r, ['../ci/‹word›.yml', 'Dockerfile', '.github/workflows/‹word›.yml']),
      content,
      message: drawn(r, ["Don't ‹verb› cache; fix #‹n›"]),
    }),
  ),
  texts('definition files as bodies', 140, FILES, (r, text) =>
    raw(
      r,
      'PUT',
      'ci.harbour.example',
      `/v1/lint/${r.hex(6)}`,
      r.pick(['text/plain', 'application/octet-stream', 'text/x-shellscript', 'application/yaml']),
      text,
    ),
  ),
  texts('output of steps', 200, STEPS, (r, command) =>
    sent(r, 'PATCH', 'ci.harbour.example', `/v1/jobs/${r.int(1, 9e5)}/trace`, {
      offset: r.int(0, 9000),
      log: `$ ${command}\n${drawn(r, ['uid=0(root) gid=0(root) groups=0(root)', 'total ‹n›\ndrwxr-xr-x 2 root root 4096 .', 'Linux n‹d› 6.1.0-‹d› x86_64 GNU/Linux', 'sh: 1: ‹word›: not found', '> ‹word›@‹v› build\n> tsc && cp -r ../x dist', '127.0.0.1 localhost\n::1 localhost'])}\n`,
    }),
  ),
];
