import type { Exchange } from '../exchange.ts';
import { boundedMemo } from '../sketch/bounded-memo.ts';
import type { Hit } from './rule.ts';

/** Tools by the name they give themselves, and paths that only somebody who is looking for holes asks for. */

const TOOLS =
  /sqlmap|nikto|nmap|masscan|zgrab|nuclei|wpscan|dirbuster|gobuster|ffuf|fuzz faster|feroxbuster|acunetix|netsparker|invicti|openvas|nessus|w3af|burp(?:suite|collaborator)|havij|arachni|whatweb|jaeles|dirsearch|wfuzz|thc-hydra|\bhydra\b|owasp[ _-]?zap|zaproxy|sqlninja|commix|xsser|skipfish|censysinspect|expanse|l9explore|l9tcpid|zmeu|morfeus|jorgee|metasploit|qualys|appscan|webinspect|vega\/|golismero|joomscan|droopescan|cmsmap|xspear|dalfox|interactsh|project-?discovery|httpx - open|internetmeasurement|leakix|paloaltonetworks|shodan|netsystemsresearch|wapiti|nosqlmap|jsql|ghauri|tplmap|xsstrike|crlfuzz|naabu|rustscan|kiterunner|gospider|hakrawler|\barjun\b|\bdirb\b|\bpatator\b|detectify|probely|tenable|rapid7|webshag|\bfimap\b|bbqsql|\bparos\/|uniscan|cmseek|testssl|sslyze|gitdumper|\bkatana\b|hello,? world|\bxfa1|alittle client|odin|onyphe|securitytrails|binaryedge|stretchoid|criminalip|fuzzer|vulnerability scanner|pentest|exploit/i;

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
  '.env .git .svn .hg .aws .ssh .htpasswd .htaccess .ds_store .vscode .idea .npmrc .dockerenv .bash_history wp-login.php wp-admin wp-content wp-includes wp-json wp-config.php xmlrpc.php wlwmanifest.xml phpmyadmin pma myadmin adminer.php phpinfo.php info.php test.php debug.php config.php shell.php cmd.php c99.php r57.php eval-stdin.php server-status server-info cgi-bin hnap1 boaform gponform jmx-console web-console invoker web.config id_rsa backup.sql dump.sql database.sql db.sql backup.zip docker-compose.yml composer.lock _ignition telescope geoserver solr jolokia druid nacos struts2-showcase owa autodiscover remote.php sdk evox setup.cgi login.cgi manager-html .well-known.php .git-credentials .gitconfig .gitlab-ci.yml .travis.yml .circleci .kube .docker .bashrc .bash_profile .mysql_history .psql_history .netrc .pgpass .bzr .history .viminfo .zsh_history .dockerignore .gitignore .gitmodules .npmignore .svnignore .env~ sftp-config.json .ftpconfig .vscode-server wp-cron.php wp-trackback.php wp-settings.php laravel.log error_log debug.log id_dsa id_ed25519 authorized_keys known_hosts server.key privatekey.pem private.key secrets.json secrets.yml appsettings.json application.properties application.yml database.yml parameters.yml web-inf meta-inf tomcat-users.xml phpinfo pma2 phpmyadmin2 phpmyadmin3 mysqladmin mysql-admin dbadmin sqladmin php-my-admin phppgadmin host-manager admin-console axis2 hudson webshell wso.php alfa.php b374k.php upload.php fckeditor elfinder kcfinder phpunit app_dev.php _profiler _wdt trace.axd elmah.axd _vti_bin _vti_pvt _vti_inf.html aspnet_client ecp dana-na +cscoe+ sslvpn goform luci wls-wsat _async bea_wls_internal uddiexplorer weblogic nginx_status fpm-status haproxy-status crossdomain.xml readme.html changelog.txt install.php setup.php installer.php update.php cron.php xampp whm plesk roundcube squirrelmail old-site wwwroot.rar www.zip site.zip web.zip html.zip backup.tar.gz backup.tgz backup.rar db_backup.sql users.sql mysql.sql data.sql prod.sql backup.db dump.rdb yarn.lock gemfile.lock gruntfile.js gulpfile.js vagrantfile jenkinsfile docker-compose.yaml docker-compose.override.yml .terraform terraform.tfstate terraform.tfvars serverless.yml kubeconfig credentials.json service-account.json firebase.json google-services.json swagger.php .aws-credentials cgi-bin.cgi shell.jsp cmd.jsp cmd.asp cmd.aspx shell.asp shell.aspx status.php env.php env.js version.php server.php proxy.php up.php ws.php x.php 1.php a.php index.php.bak'.split(
    ' ',
  ),
);
/** Health, and metrics of Spring's actuator are polled by every platform; these are not. */
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
  '_cat/indices',
  'v2/_catalog',
  'containers/json',
  'remote/fgt_lang',
  'remote/login',
  'jenkins/script',
  'console/css',
  'storage/logs',
  'debug/default',
  'latest/meta-data',
  'api/jsonws',
  'phpmyadmin/scripts',
  'admin/phpmyadmin',
  'admin/config.php',
  'admin/.env',
  'etc/passwd',
  'nacos/v1',
  'druid/index.html',
  'debug/pprof',
  'debug/vars',
]);

const PAIR_ENDS: ReadonlySet<string> = new Set([...PAIRS].map((pair) => pair.slice(pair.indexOf('/') + 1)));

/** Names of products that APIs and sites also run on: looked for where nothing answers. */
const PRODUCTS: ReadonlySet<string> = new Set(
  'wp-json wp-content wp-includes wp-admin wp-cron.php xmlrpc.php owa ecp autodiscover solr jolokia druid nacos geoserver telescope sdk cgi-bin remote.php status.php cron.php update.php upload.php install.php setup.php version.php server.php proxy.php index.php env.js readme.html changelog.txt crossdomain.xml yarn.lock xampp whm plesk roundcube squirrelmail hudson weblogic axis2 luci haproxy-status nginx_status fpm-status elfinder test.php config.php debug.php goform .gitignore .dockerignore .npmignore .history wp-settings.php host-manager .well-known.php'.split(
    ' ',
  ),
);

const isAmbiguous = (segment: string): boolean => PRODUCTS.has(segment);

function isUnserved({ call }: Exchange): boolean {
  return call.status === null || call.status >= 400;
}

/** `PUT /projects/7/repository/files/.gitlab-ci.yml`: files that somebody keeps, served by an API of files. */
function isFileOfProject(exchange: Exchange, segment: string): boolean {
  if (isUnserved(exchange)) return false;
  const before = exchange.segments.slice(0, exchange.segments.indexOf(segment));
  return before.length > 1 && before.some((part) => FILES_OF_PROJECTS.has(part.toLowerCase()));
}

const FILES_OF_PROJECTS: ReadonlySet<string> = new Set(
  'files contents blob blobs raw tree repository src objects drive items content'.split(' '),
);

/** Copies that editors and people leave beside a file of source or settings; databases by their usual names. */
const LEFTOVER =
  /^(?:\.?[\w-]{1,24}\.(?:php|asp|aspx|jsp|js|py|rb|json|ya?ml|xml|ini|conf|config|cfg|env|properties|html)(?:\.(?:bak|old|orig|save|swp|backup|copy|\d)|~|_bak|_old)|(?:backup|dump|db|database|mysql|site|www|prod|users|data)[\w-]{0,16}\.(?:sql|sql\.gz|sql\.zip|bak|tar|tar\.gz|tgz|zip|rar|7z|mdb|sqlite3?))$/;

/** A database written to a file, by any name, where none is. */
const DUMP = /^[\w.-]{1,40}\.sql(?:\.gz|\.bz2|\.zip|\.tgz)?$/;

/** What tools ask for to see what a server does with a path that cannot exist. */
const CALLING_CARD =
  /^(?:nmap(?:lower|upper)check\d{1,12}|nice[ +]ports|trinity\.txt\.bak|acunetix[-_](?:wvs|test)[\w.-]{0,24}|nikto[-_]test[\w.-]{0,24}|(?:nessus|openvas)[-_]?\d{4,12}[\w.-]{0,12})$/;

/** True where the text alone, or with the segment before it, may be a probe. Most segments are none, whatever stands before. */
export function mayBeProbe(lower: string): boolean {
  return (
    ACTUATOR.has(lower) ||
    PROBES.has(lower) ||
    PAIR_ENDS.has(lower) ||
    lower.startsWith('.env') ||
    (lower.startsWith('wp-') && lower.includes('.php')) ||
    LEFTOVER.test(lower) ||
    DUMP.test(lower) ||
    CALLING_CARD.test(lower)
  );
}

const LONGEST_PROBE = 32;
export const asksForProbe = boundedMemo((segment) => mayBeProbe(segment.toLowerCase()), 4096, LONGEST_PROBE);

/** No probe is a number. */
function isNumber(segment: string): boolean {
  for (let at = 0; at < segment.length; at += 1) {
    const code = segment.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/** The probe path of a call, or null. Cheap: one look-up a segment. */
export function probePath(exchange: Exchange): Hit | null {
  const { segments } = exchange;
  let previous = '';
  for (const segment of segments) {
    if (segment.length > LONGEST_PROBE) {
      previous = '';
      continue;
    }
    if (isNumber(segment) || !asksForProbe(segment)) {
      previous = segment;
      continue;
    }
    const lower = segment.toLowerCase();
    const before = previous.toLowerCase();
    const isActuator = before === 'actuator' && ACTUATOR.has(lower);
    const isProbe =
      PROBES.has(lower) ||
      lower.startsWith('.env') ||
      (lower.startsWith('wp-') && lower.includes('.php')) ||
      LEFTOVER.test(lower) ||
      (DUMP.test(lower) && isUnserved(exchange)) ||
      isActuator ||
      CALLING_CARD.test(lower) ||
      (PAIR_ENDS.has(lower) && PAIRS.has(`${before}/${lower}`));
    if (
      isProbe &&
      (isActuator || !isAmbiguous(lower) || isUnserved(exchange)) &&
      !isFileOfProject(exchange, segment)
    )
      return { rule: 'scanner-probe-path', at: Math.max(0, exchange.call.path.indexOf(segment) - 1) };
    previous = segment;
  }
  return null;
}
