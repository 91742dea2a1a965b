import type { ThreatType } from '../../../../src/model/vocabulary.ts';
import { body, type LabelledAttack } from '../attack.ts';
import type { Exchange } from '../call-record.ts';
import type { Random } from '../random.ts';
import { mongoDocument, mongoQuery, mongoScript } from './payloads-database.ts';
import { entityDocument } from './payloads-server.ts';
import { refusal } from './spots.ts';

type Parts = Omit<LabelledAttack, 'accepted' | 'outcome' | 'shown'> & {
  readonly also?: readonly ThreatType[];
  readonly text: string;
};

function attempt({ also = [], text, ...rest }: Parts): LabelledAttack {
  return { ...rest, accepted: [rest.family, ...also], outcome: 'attempt', shown: text };
}

export function mongoAttack(r: Random): LabelledAttack {
  const family = 'nosql-injection';
  const roll = r.next();
  if (roll < 0.4) {
    const { text, technique } = mongoQuery(r);
    const get = r.chance(0.6);
    const exchange: Exchange = get
      ? { method: 'GET', host: 'api.shop.example', path: '/v2/members', query: text, ...refusal(r) }
      : {
          method: 'POST',
          host: 'login.shop.example',
          path: '/login',
          ...body('application/x-www-form-urlencoded', text),
          ...refusal(r),
        };
    return attempt({ family, technique, text, exchange, location: get ? 'request.query' : 'request.body' });
  }
  if (roll < 0.8) {
    const { document, technique } = mongoDocument(r);
    const text = JSON.stringify(document);
    const exchange = {
      method: 'POST',
      host: 'login.shop.example',
      path: '/v1/sessions',
      ...body('application/json', text),
      ...refusal(r),
    };
    return attempt({ family, technique, text, exchange, location: 'request.body' });
  }
  const { text, technique, alsoFamilies } = mongoScript(r);
  const exchange = {
    method: 'GET',
    host: 'api.shop.example',
    path: '/v2/members',
    query: `filter=${encodeURIComponent(text)}`,
    ...refusal(r),
  };
  return attempt({
    family,
    technique,
    text,
    exchange,
    location: 'request.query',
    ...(alsoFamilies === undefined ? {} : { also: alsoFamilies }),
  });
}

export function entityAttack(r: Random): LabelledAttack {
  const { text, technique } = entityDocument(r);
  const type = r.pick(['application/xml', 'text/xml', 'application/xml; charset=utf-8']);
  const path = r.pick(['/orders/import', '/invoices', '/stock/check']);
  const exchange = { method: 'POST', host: 'soap.legacy.example', path, ...body(type, text), ...refusal(r) };
  return attempt({
    family: 'xxe',
    technique,
    text,
    exchange,
    location: 'request.body',
    also: ['ssrf', 'path-traversal'],
  });
}

const TOOLS: readonly ((r: Random) => string)[] = [
  (r) => `sqlmap/1.${r.int(4, 9)}.${r.int(1, 12)}#stable (https://sqlmap.org)`,
  (r) =>
    `Mozilla/5.00 (Nikto/2.${r.int(1, 5)}.${r.int(0, 6)}) (Evasions:None) (Test:${String(r.int(1, 6999)).padStart(6, '0')})`,
  () => 'Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)',
  (r) => `masscan/1.${r.int(0, 3)} (https://github.com/robertdavidgraham/masscan)`,
  (r) => `gobuster/3.${r.int(0, 6)}`,
  (r) => `DirBuster-1.0-RC${r.int(1, 2)} (http://www.owasp.org/index.php/Category:OWASP_DirBuster_Project)`,
  (r) => `WPScan v3.8.${r.int(1, 28)} (https://wpscan.com/wordpress-security-scanner)`,
];

const PROBES: readonly string[] = [
  '/.env',
  '/.env.local',
  '/.env.production',
  '/.env.bak',
  '/.git/config',
  '/.git/HEAD',
  '/.git/index',
  '/wp-login.php',
  '/wp-admin/setup-config.php',
  '/xmlrpc.php',
  '/wp-content/debug.log',
  '/wp-config.php.bak',
  '/phpmyadmin/index.php',
  '/pma/index.php',
  '/phpinfo.php',
  '/info.php',
  '/server-status',
  '/.htpasswd',
  '/.htaccess',
  '/actuator/heapdump',
  '/actuator/env',
  '/actuator/mappings',
  '/jmx-console/',
  '/web.config',
  '/.svn/entries',
  '/.ssh/id_rsa',
];
const PREFIXES = [
  '',
  '',
  '/api',
  '/old',
  '/backup',
  '/test',
  '/dev',
  '/app',
  '/public',
  '/v1',
  '/site',
  '/blog',
];

export function scannerAttack(r: Random): LabelledAttack {
  const family = 'scanner';
  const gone = { status: r.pick([404, 404, 404, 403]), responseBody: '{"error":"not_found"}' };
  if (r.chance(0.3)) {
    const agent = r.pick(TOOLS)(r);
    const path = r.pick(['/', '/v2/products', '/v2/cart', '/login', `/${r.hex(5)}`, '/v2/orders']);
    const exchange = {
      method: 'GET',
      host: 'api.shop.example',
      path,
      requestHeaders: { 'user-agent': agent },
      ...gone,
    };
    return attempt({
      family,
      technique: 'user agent of a tool',
      text: `${agent} ${path}`,
      exchange,
      location: 'request.header',
    });
  }
  const path = r.pick(PREFIXES) + r.pick(PROBES);
  const exchange = {
    method: 'GET',
    host: r.pick(['api.shop.example', 'files.office.example']),
    path,
    ...gone,
  };
  return attempt({
    family,
    technique: 'probe path',
    text: `${exchange.host}${path}`,
    exchange,
    location: 'request.path',
  });
}
