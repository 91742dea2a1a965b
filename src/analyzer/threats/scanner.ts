import type { Exchange } from '../exchange.ts';
import type { Hit } from './rule.ts';

/** Tools by the name they give themselves, and paths that only somebody who is looking for holes asks for. */

const TOOLS =
  /sqlmap|nikto|nmap|masscan|zgrab|nuclei|wpscan|dirbuster|gobuster|ffuf|fuzz faster|feroxbuster|acunetix|netsparker|invicti|openvas|nessus|w3af|burp(?:suite|collaborator)|havij|arachni|whatweb|jaeles|dirsearch|wfuzz|thc-hydra|\bhydra\b|owasp[ _-]?zap|zaproxy|sqlninja|commix|xsser|skipfish|censysinspect|expanse|l9explore|l9tcpid|zmeu|morfeus|jorgee|metasploit|qualys|appscan|webinspect|vega\/|golismero|joomscan|droopescan|cmsmap|xspear|dalfox|interactsh|project-?discovery|httpx - open|internetmeasurement|leakix|paloaltonetworks|shodan|netsystemsresearch/i;

const MEMO_ENTRIES = 4096;
const LONGEST_AGENT = 512;
const agentMemo = new Map<string, boolean>();

/** True for the user agent of a scanner. Memoised; the memo is a pure cache. */
export function isScannerAgent(agent: string): boolean {
  const known = agentMemo.get(agent);
  if (known !== undefined) return known;
  const answer = TOOLS.test(agent.slice(0, LONGEST_AGENT));
  if (agentMemo.size >= MEMO_ENTRIES) agentMemo.clear();
  agentMemo.set(agent, answer);
  return answer;
}

const PROBES: ReadonlySet<string> = new Set(
  '.env .git .svn .hg .aws .ssh .htpasswd .htaccess .ds_store .vscode .idea .npmrc .dockerenv .bash_history wp-login.php wp-admin wp-content wp-includes wp-json wp-config.php xmlrpc.php wlwmanifest.xml phpmyadmin pma myadmin adminer.php phpinfo.php info.php test.php debug.php config.php shell.php cmd.php c99.php r57.php eval-stdin.php server-status server-info cgi-bin hnap1 boaform gponform jmx-console web-console invoker web.config id_rsa backup.sql dump.sql database.sql db.sql backup.zip docker-compose.yml composer.lock _ignition telescope geoserver solr jolokia druid nacos struts2-showcase owa autodiscover remote.php sdk evox setup.cgi login.cgi manager-html .well-known.php'.split(
    ' ',
  ),
);
/** Health, info and metrics of Spring's actuator are polled by every platform; these are not. */
const ACTUATOR = new Set(
  'env heapdump beans dump mappings gateway jolokia logfile configprops threaddump trace shutdown httptrace refresh'.split(
    ' ',
  ),
);
const PAIRS: ReadonlySet<string> = new Set([
  'manager/html',
  'vendor/phpunit',
  'solr/admin',
  'console/login',
  'index.php/admin',
  'script/console',
]);

const PAIR_ENDS: ReadonlySet<string> = new Set([...PAIRS].map((pair) => pair.slice(pair.indexOf('/') + 1)));

/** The probe path of a call, or null. Cheap: one look-up a segment. */
export function probePath(exchange: Exchange): Hit | null {
  const { segments } = exchange;
  let previous = '';
  for (const segment of segments) {
    if (segment.length > 32) {
      previous = '';
      continue;
    }
    const lower = segment.toLowerCase();
    const isProbe =
      PROBES.has(lower) ||
      lower.startsWith('.env') ||
      (lower.startsWith('wp-') && lower.includes('.php')) ||
      (previous === 'actuator' && ACTUATOR.has(lower)) ||
      (PAIR_ENDS.has(lower) && PAIRS.has(`${previous}/${lower}`));
    if (isProbe)
      return { rule: 'scanner-probe-path', at: Math.max(0, exchange.call.path.indexOf(segment) - 1) };
    previous = lower;
  }
  return null;
}
