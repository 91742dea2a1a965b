import type { Exchange } from '../../call-record.ts';
import type { BenignSource } from '../../half-corpus.ts';
import type { Random } from '../../random.ts';
import { raw, sent, texts } from '../exchanges.ts';
import { drawn } from '../slots.ts';

const HOST = 'settings.meadow.example';

const VALUES = [
  'postgres://app:‹hex›@localhost:5432/‹word›?sslmode=disable',
  'redis://127.0.0.1:6379/‹d›',
  'http://‹svc›.prod.svc.cluster.local:8080',
  'jdbc:mysql://10.1.‹d›.7:3306/app?useSSL=false&allowMultiQueries=true',
  '${DB_HOST:-localhost}:${DB_PORT:-5432}',
  '${env:HOME}/.config/‹word›',
  '${file(../common/‹word›.yml):custom.${opt:stage}}',
  '${ssm:/app/‹word›/key}',
  '{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}',
  "{{ lookup('env', 'HOME') }}/{{ inventory_hostname }}",
  '%{NUMBER:n} %{WORD:w} "%{DATA:msg}"',
  '*/‹d› * * * * cd /srv/app && ./bin/console cron:run >> /var/log/cron.log 2>&1',
  '0 3 * * 1-5 root test -x /usr/bin/backup || exit 0',
  '^(?:GET|POST) /v\\d+/[^\\s?#]+$',
  "default-src 'self'; script-src 'self' 'unsafe-inline' https://cdn.‹word›.example; object-src 'none'",
  'server { listen 80; location ~ \\.php$ { fastcgi_pass unix:/run/php.sock; } location /api { proxy_pass http://127.0.0.1:3000; } }',
  'RewriteEngine On\nRewriteCond %{REQUEST_FILENAME} !-f\nRewriteRule ^(.*)$ index.php?q=$1 [L,QSA]',
  'FROM node:24\nRUN npm ci && npm cache clean --force; rm -rf /tmp/*\nCMD ["node", "server.js"]',
  'PATH=/usr/local/bin:/usr/bin:/bin',
  'file:///etc/‹word›/config.yml',
  '/etc/ssl/certs/ca-certificates.crt',
  '../config/‹word›.json',
  'C:\\Program Files\\‹word›\\app.exe --service',
  'ssh-ed25519 AAAAC3‹b64› ‹given›@‹word›',
  'v=spf1 include:_spf.‹word›.example ip4:‹ip› -all',
  'sh -c "sleep 5 && exec node server.js"',
  '["/bin/bash","-c","while ! nc -z db 5432; do sleep 1; done; exec ./start"]',
  'kubectl get pods -n ‹svc› | grep -v Running',
  "#{systemProperties['user.home']}",
  'classpath:/config/,file:./config/',
  '$(hostname -f)',
  '`hostname`.‹word›.example',
  'http.title:"x" && port:443',
  'a;b;c',
  'TZ=Europe/Berlin; LANG=C',
  '\'single\' "double"',
  '!ref MyBucket',
  '${self:service}-${sls:stage}',
  'arn:aws:iam::‹n›:role/*',
  'localhost',
  '127.0.0.1/8, ::1',
  '10.0.0.0/8',
  '0.0.0.0:‹n›',
];
const SCRIPTS = [
  '#!/bin/bash\napt-get update && apt-get install -y nginx\necho "‹word›" > /etc/motd; systemctl enable --now nginx',
  '#cloud-config\nruncmd:\n  - [sh, -c, "curl -fsSL https://get.‹word›.example | sh"]\n  - echo ok > /tmp/x\nwrite_files:\n  - path: /etc/‹word›.conf\n    content: |\n      a=1; b=2',
  "Set-ExecutionPolicy Bypass -Scope Process -Force; iex ((New-Object Net.WebClient).DownloadString('https://get.‹word›.example/i.ps1'))",
  'cat <<EOF > /etc/cron.d/‹word›\n0 ‹d› * * * root find /var/log -name "*.gz" -mtime +‹d› -delete\nEOF',
  'pg_dump -h localhost app | gzip > /backup/app-$(date +%F).sql.gz',
  'for i in $(seq 1 ‹d›); do curl -s http://localhost:8080/health || exit 1; sleep 2; done',
  'id -u ‹word› >/dev/null 2>&1 || useradd -r ‹word›; chown -R ‹word›: /srv',
  'python3 - <<PY\nimport os\nprint(os.environ["HOME"])\nPY',
];
const YAML = [
  'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: ‹svc›\n    image: ‹word›:‹v›\n    command: ["/bin/sh", "-c"]\n    args: ["cp /etc/config/* /data && exec ./run; sleep 10"]\n    livenessProbe: {httpGet: {path: /healthz, port: 8080, host: 127.0.0.1}}\n',
  'services:\n  db:\n    image: postgres:17\n    healthcheck: {test: ["CMD-SHELL", "pg_isready -U app || exit 1"]}\n  web:\n    environment:\n      - DB_URL=postgres://app@db:5432/app\n      - URL=http://localhost:${PORT:-3000}\n    volumes: [".:/srv", "../shared:/shared", "/var/run/docker.sock:/var/run/docker.sock"]\n',
  '- hosts: all\n  tasks:\n    - shell: cat /etc/os-release | grep ^ID= && uname -r\n      when: ansible_os_family == "Debian" and ‹word› is defined\n    - template: {src: ../templates/‹word›.j2, dest: "/etc/{{ item }}.conf"}\n',
  'on: push\njobs:\n  t:\n    runs-on: ubuntu-latest\n    if: github.ref == \'refs/heads/main\' && !cancelled()\n    steps:\n      - run: |\n          echo "${{ secrets.TOKEN }}" | docker login --password-stdin\n          npm test -- --grep "‹word›" || true\n',
  'groups:\n- name: a\n  rules:\n  - alert: Down\n    expr: up{job="‹svc›"} == 0 or absent(up)\n    annotations: {summary: "{{ $labels.instance }} is down ({{ $value }})"}\n',
  'alias: ‹noun›\ntrigger: {platform: template, value_template: "{{ states(\'sensor.‹word›\') | float > ‹d› }}"}\naction: [{service: shell_command.‹word›}]\n',
];

function variable(r: Random, value: string): Exchange {
  return r.chance(0.5)
    ? sent(r, 'PUT', HOST, `/v1/apps/${r.hex(6)}/env`, {
        key: drawn(r, ['DATABASE_URL', 'START_CMD', 'APP_‹n›', 'ORIGIN']),
        value,
        secret: r.chance(0.2),
      })
    : sent(r, 'PATCH', HOST, `/v1/kv/${drawn(r, ['‹svc›/‹word›', 'config/‹svc›'])}`, {
        [drawn(r, ['‹word›'])]: value,
        [drawn(r, ['‹word›'])]: drawn(r, VALUES),
        enabled: true,
      });
}

const pods = (r: Random): Exchange =>
  sent(r, 'POST', 'cluster.meadow.example', `/apis/batch/v1/namespaces/${drawn(r, ['‹svc›'])}/jobs`, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: drawn(r, ['‹word›-‹n›']) },
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'm',
              image: 'busybox',
              command: ['/bin/sh', '-c', drawn(r, SCRIPTS)],
              env: [{ name: 'URL', value: drawn(r, VALUES) }],
              volumeMounts: [{ mountPath: '/var/run/secrets', name: 's' }],
            },
          ],
          restartPolicy: 'Never',
        },
      },
    },
  });

const exec = (r: Random, script: string): Exchange =>
  sent(
    r,
    'POST',
    'cluster.meadow.example',
    r.pick(['/v1/instances', '/v1/runcommand', '/api/2.1/jobs/create']),
    r.pick<unknown>([
      { name: 'vm', image: 'debian-13', userData: script },
      { commandId: 'RunShellScript', script: script.split('\n') },
      { tasks: [{ key: 'a', shell: { script } }], schedule: '0 0 * * * ?' },
    ]),
  );

const FLAGS = [
  "user.country == 'DE' && (user.plan in ['pro','team'] || user.id % 100 < ‹d›)",
  'percentage(‹d›) and not beta',
  "#user.age > ‹d› and #user.name matches '[A-Z].*'",
  'request.auth.uid != null && resource.data.owner == request.auth.uid',
  'T(java.time.LocalDate).now().isAfter(#order.date)',
  'size(items) > 0 && items.exists(i, i.price > ‹n›)',
  'when $o : Order(total > ‹n›) then $o.setDiscount(10); end',
  'input.method == "GET"; startswith(input.path, "/public")',
  '{"and":[{">":[{"var":"age"},‹d›]},{"==":[{"var":"c"},"DE"]}]}',
  'len(user.roles) > 0 or user.email.endswith("@‹word›.example")',
  'allow if { input.user == "‹word›" }',
  'principal == User::"‹word›" && context.mfa == true',
];

export const CONFIG: readonly BenignSource[] = [
  texts('configuration values', 380, VALUES, variable),
  texts('start scripts of machines', 160, SCRIPTS, exec),
  { name: 'cluster jobs', count: 160, exchange: pods },
  texts('YAML in JSON', 140, YAML, (r, content) =>
    sent(r, 'PUT', HOST, `/v1/stacks/${r.hex(5)}`, { file: 'stack.yml', content }),
  ),
  texts('YAML as body', 100, YAML, (r, text) =>
    raw(
      r,
      'PUT',
      HOST,
      `/v1/manifests/${r.hex(5)}`,
      r.pick(['application/yaml', 'text/yaml', 'text/plain']),
      text,
    ),
  ),
  texts('flag rules', 180, FLAGS, (r, rule) =>
    sent(r, 'POST', 'flags.meadow.example', '/api/v2/rules', {
      flag: drawn(r, ['‹word›']),
      expression: rule,
      rollout: r.int(0, 100),
    }),
  ),
];
