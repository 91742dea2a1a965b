import type { ThreatType } from '../../model/vocabulary.ts';
import { isLoginPath } from '../auth/login-path.ts';
import type { Body, Exchange } from '../exchange.ts';
import { findVerboseError, hasSqlError } from '../signals/error-texts.ts';
import type { Hit, ThreatOutcome } from './rule.ts';

/**
 * How far an attack came, from the response alone. Success needs proof in the response; a server error or an error
 * text that the payload may have caused is probable; everything else is an attempt.
 */
export function outcomeOf(type: ThreatType, hit: Hit, text: string, exchange: Exchange): ThreatOutcome {
  const response = textOf(exchange.responseBody);
  if (isProven(type, hit, text, response, exchange)) return 'success';
  return isProbable(type, hit, text, response, exchange) ? 'probable' : 'attempt';
}

const MAX_RESPONSE = 65_536;

function textOf(body: Body): string {
  if (body.kind === 'not-captured' || body.kind === 'empty') return '';
  return body.text.length > MAX_RESPONSE ? body.text.slice(0, MAX_RESPONSE) : body.text;
}

function isProven(type: ThreatType, hit: Hit, text: string, response: string, exchange: Exchange): boolean {
  switch (type) {
    case 'sql-injection':
      return isSqlError(text, response) || (BYPASSES.has(hit.rule) && isLoggedIn(exchange, response));
    case 'nosql-injection':
      return BYPASSES.has(hit.rule) && isLoggedIn(exchange, response);
    case 'xss':
      return isReflected(hit, text, response, exchange);
    case 'path-traversal':
    case 'xxe':
      return (
        (SYSTEM_FILE.test(response) && !SYSTEM_FILE.test(text)) ||
        (type === 'path-traversal' && isAccepted(exchange) && SECRET_SETTING.test(response))
      );
    case 'command-injection':
      return isCommandOutput(text, response);
    case 'ssrf':
      return isFetchedContent(hit, text, response);
    case 'template-injection':
      return isComputed(text, response, exchange);
    case 'crlf-injection':
      return isHeaderSet(hit, text, exchange);
    case 'scanner':
      return isAccepted(exchange) && hit.rule === 'scanner-probe-path' && EXPOSED_FILE.test(response);
    case 'log4j-lookup':
    case 'id-enumeration':
    case 'credential-stuffing':
      // A lookup that loaded code shows elsewhere; behaviour is judged by counters.
      break;
  }
  return false;
}

/** Rules of conditions that are always true: where a credential belongs they open a session. */
const BYPASSES: ReadonlySet<string> = new Set([
  'sql-tautology',
  'sql-comment-truncation',
  'nosql-operator',
  'nosql-script-operator',
  'nosql-script-tautology',
  'nosql-script',
]);

/** Attacks that make a server fail when they reach what they aim at. */
const FAILING: ReadonlySet<ThreatType> = new Set<ThreatType>([
  'sql-injection',
  'nosql-injection',
  'command-injection',
  'template-injection',
  'xxe',
  'path-traversal',
  'ssrf',
]);

const WAITING: ReadonlySet<ThreatType> = new Set<ThreatType>([
  'sql-injection',
  'nosql-injection',
  'command-injection',
]);

function isProbable(type: ThreatType, hit: Hit, text: string, response: string, exchange: Exchange): boolean {
  if (!FAILING.has(type)) return false;
  const { status } = exchange.call;
  if (status !== null && status >= 500) return true;
  if (response !== '' && !isAccepted(exchange) && findVerboseError(response) !== null) return true;
  return WAITING.has(type) && hasWaited(hit, text, exchange);
}

function isAccepted(exchange: Exchange): boolean {
  const { status } = exchange.call;
  return status !== null && status >= 200 && status < 400;
}

/** Content of files that exist on every system. */
const SYSTEM_FILE =
  /root:[x*!]?:0:0:|root:\$[0-9a-z]{1,3}\$|root:[*!]{1,2}:\d{3,6}:|root:x:0:\r?\n|\[boot loader\]|; for 16-bit app support|\[extensions\]\s{0,4}\r?\n.{0,200}=|-----BEGIN (?:RSA |OPENSSH |EC |DSA )?PRIVATE KEY-----|<web-app[\s>]|DOCUMENT_ROOT=|(?:^|\0)(?:PATH|HOSTNAME|HOME|LANG|PWD|USER)=[^\0]{1,400}\0|(?:^|\n)127\.0\.0\.1[ \t]{1,20}localhost|\[mysqld\]|\nPRETTY_NAME="|Linux version \d|<connectionStrings>/;
/** Lines of settings with a secret, as files of applications hold them. */
const SECRET_SETTING =
  /^(?:export )?[A-Z][A-Z0-9_]{0,60}(?:PASSWORD|SECRET|KEY|TOKEN)[A-Z0-9_]{0,20}=.|^\s{0,8}(?:password|db_password|secret_key_base)\s{0,4}[:=]\s{0,4}\S|^<\?php|^ref: refs\/|^\[core\]/m;
const COMMAND_OUTPUT =
  /uid=\d{1,10}\([a-z_][\w-]{0,31}\) gid=\d|Linux [\w.-]{1,64} \d{1,2}\.\d{1,3}\.\d|Volume Serial Number is|inet6? (?:addr:)?\d|Windows IP Configuration|USER\s{1,12}PID\s{1,4}%CPU|PID\s{1,4}TTY\s{1,12}(?:STAT\s{1,4})?TIME|(?:^|\n)total \d{1,9}\r?\n[-dl][rwx-]{9}|(?:^|\n)drwx[rwx-]{6}|(?:^|\n)PATH=\/usr|Directory of [A-Z]:\\|(?:^|\n)bin\r?\nboot\r?\ndev\r?\n|nt authority\\system|Microsoft Windows \[Version|Active Internet connections|Image Name\s{1,30}PID|User accounts for \\\\|(?:^|\n)Alias name\s{1,12}\w|(?:^|\n)Host Name:\s{1,24}\w/;
const METADATA_CONTENT =
  /\bami-id\b|"AccessKeyId"\s{0,4}:|\binstance-id\b[\s\S]{0,300}\blocal-ipv4\b|"compute"\s{0,4}:\s{0,4}\{[\s\S]{0,200}"subscriptionId"|"accountId"\s{0,4}:[\s\S]{0,600}"instanceId"|"instanceId"\s{0,4}:[\s\S]{0,600}"accountId"|\.ec2\.internal\b|\.compute\.internal\b|(?:^|\n)#cloud-config/;
const TOKEN_CONTENT = /"access_token"\s{0,4}:\s{0,4}"[^"]{8}[\s\S]{0,2000}"token_type"/;
/** What services say that only machines of the same network talk to. */
const INNER_SERVICE =
  /redis_version:|"You Know, for Search"|"cluster_name"\s{0,4}:|SSH-2\.0-|STAT pid \d|"kind"\s{0,4}:\s{0,4}"(?:PodList|SecretList|NamespaceList|APIVersions)"|<title>(?:Dashboard \[Jenkins\]|Consul|phpMyAdmin|RabbitMQ|Grafana|Kibana)|"azEnvironment"|"droplet_id"|"compartmentId"|"serviceAccounts"|(?:^|\n)-ERR (?:wrong|unknown)|mysql_native_password|"ApiVersion"\s{0,4}:[\s\S]{0,200}"MinAPIVersion"|\+PONG|"HostConfig"\s{0,4}:\s{0,4}\{\s{0,4}"NetworkMode"|"Config"\s{0,4}:\s{0,4}\{"Datacenter"/;
const EXPOSED_FILE =
  /^(?:[A-Z][A-Z0-9_]{2,60}=.{0,300}\r?\n){2}|^(?:export )?[A-Z][A-Z0-9_]{0,60}(?:PASSWORD|SECRET|KEY|TOKEN)[A-Z0-9_]{0,20}=.|^ref: refs\/|^\[(?:core|remote "[^"]{1,60}")\]\s|"propertySources"\s{0,4}:|<title>phpinfo\(\)|PHP Version \d|Apache Server Status for|name="wp-submit"|^# Netscape|-----BEGIN (?:RSA |OPENSSH |EC |DSA )?PRIVATE KEY-----|^JAVA PROFILE|^DIRC|Bud1|^SQLite format 3|^version: ['"]?\d|^\d{1,2}\r?\n\r?\ndir|^<configuration>|"activeProfiles"|^aws_access_key_id|^<\?php|DB_PASSWORD|^CREATE TABLE|^INSERT INTO|^[\w.-]{1,40}:\$(?:apr1|2[aby]|[156])\$|^services:\r?\n|<title>Index of \/|^root:[x*!]?:0:0:|"heap"\s{0,4}:\s{0,4}\{|phpMyAdmin|<title>Log ?in/m;

/** What databases say that the signals of every answer do not look for; what the payload itself said proves nothing. */
const SQL_MESSAGE =
  /\bORA-\d{5}\b|\bSQL syntax\b|check the manual that corresponds to your (?:MySQL|MariaDB)|The used SELECT statements have a different number of columns|\bUnknown column '|Unknown table '|Table '[^']{1,80}' doesn't exist|Subquery returns more than 1 row|Truncated incorrect|Duplicate entry '[^']{0,80}' for key|Operand should contain \d column|invalid input syntax for (?:type|integer|uuid)|operator does not exist:|(?:column|relation|function) "?[\w.()]{1,80}"? does not exist|each UNION query must have the same number of columns|UNION types \w+ and \w+ cannot be matched|unterminated (?:quoted|dollar)|SELECTs to the left and right of UNION|unrecognized token|no such (?:column|table|function):|near "[^"]{1,40}": syntax error|Conversion failed when converting|All queries combined using a UNION|Msg \d{3,5}, Level \d{1,2}|Microsoft SQL (?:Server|Native Client)|Procedure or function '[^']{1,80}'|SQLCODE|SQLSTATE|\bPDOException\b|\bpsycopg2?\.|\bpymysql\.|\bSqliteException|SQLite3?::|\bOperationalError\b|\bProgrammingError\b|\bQueryFailedError\b|\bJDBCException|JdbcSQL|\bSQLGrammarException|Dynamic SQL Error|Syntax error in (?:query expression|string in query)|JET Database|\bmysqli?::|\bpg_(?:query|exec)\b|division by zero|ER_[A-Z_]{6,40}|FUNCTION [\w.]{1,60} does not exist|ODBC [\w ]{2,30} Driver/;

function isSqlError(text: string, response: string): boolean {
  return hasSqlError(response) || (SQL_MESSAGE.test(response) && !SQL_MESSAGE.test(text));
}

function isCommandOutput(text: string, response: string): boolean {
  if (response === '') return false;
  if ((COMMAND_OUTPUT.test(response) || SYSTEM_FILE.test(response)) && !COMMAND_OUTPUT.test(text))
    return true;
  if (/\bwhoami\b/.test(text) && WHOAMI.test(response)) return true;
  const echoed = /\becho\s{1,4}["']?([\w-]{5,40})/.exec(text)?.[1];
  return echoed !== undefined && response.includes(echoed) && !/\becho\b/.test(response);
}

const WHOAMI =
  /(?:^|[\n">])(?:root|www-data|nobody|apache|nginx|httpd|daemon|tomcat|node)\s{0,2}(?:$|[\n"<])/;

function isFetchedContent(hit: Hit, text: string, response: string): boolean {
  if (METADATA_CONTENT.test(response) && !METADATA_CONTENT.test(text)) return true;
  if (hit.rule === 'ssrf-metadata') return TOKEN_CONTENT.test(response) || COMMAND_LIST.test(response);
  return INNER_SERVICE.test(response) || SYSTEM_FILE.test(response);
}

/** The index that a metadata service gives for its root. */
const COMMAND_LIST = /(?:^|\n)(?:hostname|instance-type|local-hostname|public-keys\/|placement\/)\r?(?:\n|$)/;

/** The markup came back as it was sent, in a page that a browser runs. */
function isReflected(hit: Hit, text: string, response: string, exchange: Exchange): boolean {
  if (response === '' || !isPage(exchange, response)) return false;
  const fragment = text.slice(hit.at, hit.at + 200).trim();
  return fragment.length >= 8 && response.includes(fragment);
}

/** A page of any status: browsers show what refuses, too. */
function isPage(exchange: Exchange, response: string): boolean {
  const type = responseHeader(exchange, 'content-type').toLowerCase();
  if (type === '') return /^\s{0,64}<(?:!doctype html|html)/i.test(response);
  return type.startsWith('text/html') || type.startsWith('application/xhtml') || type.startsWith('image/svg');
}

function responseHeader(exchange: Exchange, name: string): string {
  return exchange.responseHeaders?.find((field) => field.name === name)?.value ?? '';
}

const ARITHMETIC = /(\d{1,9})\s{0,4}([*+-])\s{0,4}(['"]?)(\d{1,9})\3/;

/** The result stands where the expression was, between what stood before and behind it. */
function isComputed(text: string, response: string, exchange: Exchange): boolean {
  const match = ARITHMETIC.exec(text);
  if (match === null || !isAccepted(exchange) || response.includes(match[0])) return false;
  const left = Number(match[1]);
  const right = Number(match[4]);
  const result = match[2] === '*' ? left * right : match[2] === '+' ? left + right : left - right;
  if (!Number.isSafeInteger(result)) return false;
  const before = /[\w-]{0,20}$/.exec(text.slice(0, match.index).replace(/[^\w-]{1,8}$/, ''))?.[0] ?? '';
  const behind =
    /^[\w-]{0,20}/.exec(text.slice(match.index + match[0].length).replace(/^[^\w-]{1,8}/, ''))?.[0] ?? '';
  const isRepeated = match[3] !== '' && match[2] === '*' && left <= 40;
  const grouped = String(result).replace(/\B(?=(?:\d{3})+$)/g, ',');
  const written = isRepeated
    ? [String(result), (match[4] ?? '').repeat(left)]
    : [String(result), ...(result >= 1000 ? [grouped] : [])];
  return written.some((value) => standsAlone(response, before + value + behind));
}

/** Not part of a longer number, an amount, a date or a name. */
function standsAlone(response: string, value: string): boolean {
  const isNumber = value.length < 4;
  for (let at = response.indexOf(value); at >= 0; at = response.indexOf(value, at + 1)) {
    const before = response.charAt(at - 1);
    const behind = response.slice(at + value.length, at + value.length + 2);
    if (isNumber ? /[\w.,:%$€£#/=-]/.test(before) : /\d/.test(before)) continue;
    if (isNumber ? /^(?:[\w%€$£:/=-]|[.,]\d)/.test(behind) : /^\d/.test(behind)) continue;
    return true;
  }
  return false;
}

/** The header that the value tried to add is in the response. */
function isHeaderSet(hit: Hit, text: string, exchange: Exchange): boolean {
  const match = /[\r\n]\s{0,4}([\w-]{1,60})\s{0,4}:\s{0,4}([^\r\n]{1,200})/.exec(text.slice(hit.at));
  const name = match?.[1]?.toLowerCase();
  const value = match?.[2]?.trim();
  if (name === undefined || value === undefined || value.length < 3) return false;
  // Every page has these: only an answer that let the request pass can prove them.
  if (ORDINARY_HEADERS.has(name)) return false;
  return (
    exchange.responseHeaders?.some((field) => field.name === name && field.value.startsWith(value)) ?? false
  );
}

const ORDINARY_HEADERS: ReadonlySet<string> = new Set(
  'content-type content-length content-encoding cache-control connection date server vary expires transfer-encoding x-xss-protection x-content-type-options x-frame-options strict-transport-security'.split(
    ' ',
  ),
);

/** An operator in place of a credential opened a session. */
function isLoggedIn(exchange: Exchange, response: string): boolean {
  if (!isAccepted(exchange) || exchange.call.method !== 'POST') return false;
  if (
    /"(?:access_?token|token|jwt|session(?:_?id)?|id_token|auth_?token)"\s{0,4}:\s{0,4}"[^"]{8}/i.test(
      response,
    )
  )
    return true;
  if (
    isLoginPath(exchange) &&
    /"(?:role|roles|is_?admin|user_?id|user|account|logged_?in|authenticated)"\s{0,4}:\s{0,4}(?:true|[{["\d])/i.test(
      response,
    )
  )
    return true;
  return (
    exchange.responseHeaders?.some(
      (field) => field.name === 'set-cookie' && /sess|sid=|token|auth/i.test(field.value),
    ) ?? false
  );
}

const DELAY =
  /(?:sleep|pg_sleep|delay|timeout(?:\s{1,4}\/t)?|ping\s{1,4}-[nc])\s{0,4}[('"\s]{1,4}(?:0{1,2}:0{1,2}:)?(\d{1,6})|receive_message\s{0,4}\([^)]{1,60},\s{0,4}(\d{1,3})/i;
/** A shorter wait happens by itself. */
const SHORTEST_DELAY_S = 3;

/** The answer took at least as long as the payload asked for. JavaScript counts milliseconds; `ping -c 5` waits four times. */
function hasWaited(hit: Hit, text: string, exchange: Exchange): boolean {
  const { latencyMs } = exchange.call;
  const match = DELAY.exec(text.slice(hit.at));
  if (match === null || latencyMs === null) return false;
  const count = Number(match[1] ?? match[2] ?? '0');
  const asked = count >= 1000 ? count / 1000 : /^ping/i.test(match[0]) ? count - 1 : count;
  return asked >= SHORTEST_DELAY_S && latencyMs >= asked * 1000;
}
