import type { ThreatType } from '../../../../src/model/vocabulary.ts';
import { body, type LabelledAttack } from '../attack.ts';
import type { Exchange } from '../call-record.ts';
import type { Random } from '../random.ts';
import { bracketed, databaseScript, operatorDocument } from './database.ts';
import { entityXml } from './machine-room.ts';
import { BANK, CARE, FORUM, MEDIA, OPS, turnedDown } from './places.ts';

interface Built {
  readonly family: ThreatType;
  readonly technique: string;
  readonly location: LabelledAttack['location'];
  readonly shown: string;
  readonly exchange: Exchange;
}

const only = (built: Built, also: readonly ThreatType[] = []): LabelledAttack => ({
  ...built,
  accepted: [built.family, ...also],
  outcome: 'attempt',
});

export function documentDatabase(r: Random): LabelledAttack {
  const family = 'nosql-injection';
  const way = r.int(1, 10);
  if (way <= 4) {
    const { text, technique } = bracketed(r);
    const exchange: Exchange = r.chance(0.5)
      ? {
          method: 'GET',
          host: FORUM,
          path: '/members',
          query: `${text}&limit=${r.int(1, 90)}`,
          ...turnedDown(r),
        }
      : {
          method: 'POST',
          host: BANK,
          path: '/core/v3/recover',
          ...body('application/x-www-form-urlencoded', `${text}&step=${r.int(1, 3)}`),
          ...turnedDown(r),
        };
    return only({
      family,
      technique,
      shown: text,
      exchange,
      location: exchange.query === undefined ? 'request.body' : 'request.query',
    });
  }
  if (way <= 8) {
    const { text, technique } = operatorDocument(r);
    const asQuery = r.chance(0.25);
    const exchange: Exchange = asQuery
      ? {
          method: 'GET',
          host: FORUM,
          path: '/members',
          query: `where=${encodeURIComponent(text)}`,
          ...turnedDown(r),
        }
      : {
          method: 'POST',
          host: r.pick([BANK, FORUM]),
          path: r.pick(['/core/v3/recover', '/members/query']),
          ...body('application/json; charset=utf-8', text),
          ...turnedDown(r),
        };
    return only({
      family,
      technique,
      shown: text,
      exchange,
      location: asQuery ? 'request.query' : 'request.body',
    });
  }
  const { text, technique } = databaseScript(r);
  const exchange = {
    method: 'POST',
    host: FORUM,
    path: '/members/query',
    ...body('application/json', JSON.stringify({ nick: text, limit: r.int(1, 50) })),
    ...turnedDown(r),
  };
  return only({ family, technique, shown: text, exchange, location: 'request.body' }, [
    'sql-injection',
    'xss',
  ]);
}

export function xmlEntities(r: Random): LabelledAttack {
  const { text, technique } = entityXml(r);
  const also: readonly ThreatType[] = ['ssrf', 'path-traversal', 'command-injection'];
  if (r.chance(0.15)) {
    const exchange: Exchange = {
      method: 'POST',
      host: BANK,
      path: '/sso/acs',
      ...body(
        'application/x-www-form-urlencoded',
        `SAMLResponse=${encodeURIComponent(btoa(text))}&RelayState=${r.hex(8)}`,
      ),
      ...turnedDown(r),
    };
    return only(
      {
        family: 'xxe',
        technique: `${technique}, base64 in a form`,
        shown: text,
        exchange,
        location: 'request.body',
      },
      also,
    );
  }
  const type =
    technique === 'SVG'
      ? 'image/svg+xml'
      : r.pick(['text/xml', 'application/soap+xml', 'application/hl7-v3+xml', 'application/atom+xml']);
  const exchange: Exchange = {
    method: r.pick(['POST', 'PUT']),
    host: CARE,
    path: r.pick(['/hl7/import', '/scans/annotation', '/documents/upload']),
    ...body(type, text),
    ...turnedDown(r),
  };
  return only({ family: 'xxe', technique, shown: text, exchange, location: 'request.body' }, also);
}

const TOOL_AGENTS: readonly ((r: Random) => string)[] = [
  (r) =>
    `Mozilla/5.0 (compatible; Nuclei/${r.int(2, 3)}.${r.int(0, 9)}.${r.int(0, 9)}; +https://nuclei.projectdiscovery.io)`,
  (r) => `Nuclei - Open-source project (github.com/projectdiscovery/nuclei) ${r.int(1, 99)}`,
  (r) => `Fuzz Faster U Fool v${r.int(1, 2)}.${r.int(0, 5)}.${r.int(0, 9)}-dev`,
  (r) => `feroxbuster/2.${r.int(1, 11)}.${r.int(0, 9)}`,
  (r) => `Wfuzz/3.${r.int(0, 2)}.${r.int(0, 3)}`,
  (r) => `Arachni/v1.${r.int(2, 6)}`,
  (r) => `Mozilla/5.0 (compatible; OpenVAS-VT ${r.int(9, 23)}.${r.int(0, 9)})`,
  (r) => `Mozilla/5.0 (compatible; Nessus SOAP v0.0.${r.int(1, 9)} (Nessus.org))`,
  (r) => `Mozilla/5.0 zgrab/0.${r.int(1, 9)}`,
  (r) => `dirsearch/0.${r.int(3, 4)}.${r.int(0, 9)}`,
  (r) => `commix/v3.${r.int(1, 9)}-stable (https://commixproject.com)`,
];

const DOORS: readonly string[] = [
  '/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php',
  '/cgi-bin/luci/;stok=/locale',
  '/boaform/admin/formLogin',
  '/HNAP1/',
  '/solr/admin/info/system',
  '/manager/html',
  '/.aws/credentials',
  '/.DS_Store',
  '/_ignition/execute-solution',
  '/telescope/requests',
  '/.vscode/sftp.json',
  '/.npmrc',
  '/.dockerenv',
  '/id_rsa',
  '/dump.sql',
  '/backup.sql.gz',
  '/database.sql',
  '/config/database.yml',
  '/adminer.php',
  '/shell.php',
  '/c99.php',
  '/wp-json/wp/v2/users',
  '/wp-includes/wlwmanifest.xml',
  '/cgi-bin/test.cgi',
  '/invoker/JMXInvokerServlet',
  '/console/login/LoginForm.jsp',
  '/.circleci/config.yml',
  '/sftp-config.json',
  '/actuator/gateway/routes',
  '/actuator/jolokia',
  '/phpMyAdmin-5.1.0/setup/index.php',
  '/nmaplowercheck1700000000',
  '/.hg/hgrc',
  '/web-console/ServerInfo.jsp',
];
const FRONTS = [
  '',
  '',
  '',
  '/core',
  '/staging',
  '/new',
  '/home',
  '/laravel',
  '/www',
  '/2026',
  '/shop',
  '/old-site',
];

export function probing(r: Random): LabelledAttack {
  const family = 'scanner';
  const away = {
    status: r.pick([404, 404, 403, 301]),
    responseHeaders: { 'content-type': 'text/html' },
    responseBody: '<html><body>Not here</body></html>',
  };
  const host = r.pick([BANK, MEDIA, OPS, FORUM]);
  if (r.chance(0.35)) {
    const agent = r.pick(TOOL_AGENTS)(r);
    const path = r.pick(['/', '/topics', '/core/v3/ping', '/stream', `/${r.token(6)}`, '/search']);
    return only({
      family,
      technique: 'agent of a tool',
      shown: `${agent} ${path}`,
      location: 'request.header',
      exchange: {
        method: r.pick(['GET', 'HEAD']),
        host,
        path,
        requestHeaders: { 'User-Agent': agent },
        ...away,
      },
    });
  }
  const path = r.pick(FRONTS) + r.pick(DOORS);
  return only({
    family,
    technique: 'known door',
    shown: `${host}${path}`,
    location: 'request.path',
    exchange: { method: 'GET', host, path, ...away },
  });
}
