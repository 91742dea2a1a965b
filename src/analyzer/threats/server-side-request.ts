import { reachOf } from './internal-address.ts';
import type { ContentRule, Hit, Probe } from './rule.ts';
import { SHAPE } from './text-shape.ts';

/** A value that makes the server fetch from itself, its network or its cloud's metadata service. */
export const serverSideRequest: ContentRule = {
  type: 'ssrf',
  needs: SHAPE.slashes | SHAPE.escape | SHAPE.systemPath,
  detect,
};

/** The authority ends at a slash of either kind: browsers and many servers take them for one. */
const URL_HEAD =
  /^\s{0,4}(?:(?:url|view-source|jar|feed):)?([a-z][a-z0-9+.-]{1,14}):[/\\]{2,4}([^\s/?#\\\0]{1,255})|^[/\\]{2}([^\s/?#\\\0]{1,255})/i;
const EXOTIC: ReadonlySet<string> = new Set(
  'gopher dict tftp ldap ldaps netdoc sftp smb cifs nfs'.split(' '),
);
/** Places that people connect a product to. */
const STORES = /^(?:sftp|ldaps?|smb|cifs|nfs)$/;
/** A socket of the machine itself. */
const SOCKET = /^\s{0,4}unix:\/{0,2}\/(?:var|run|tmp)\//i;
/** A URL without authority reaches nothing but these. */
const FILE_URL = /^\s{0,4}file:(?:\/\/localhost)?\/{1,3}[\w.]/i;

function detect(probe: Probe): Hit | null {
  const { text, location } = probe;
  if (isOwnHeader(probe)) return null;
  const match = URL_HEAD.exec(text);
  if (match === null || /^file$/i.test(match[1] ?? '')) {
    if (SOCKET.test(text) && FETCHED.test(probe.name)) return SCHEME;
    if (!FILE_URL.test(text)) return null;
    const isFetch = FETCHED.test(probe.name);
    const isAsked =
      location === 'request.query' ? match === null || isFetch : isFetch && SERVER_FILE.test(text);
    return isAsked ? FILE : null;
  }
  const scheme = (match[1] ?? 'http').toLowerCase();
  if (EXOTIC.has(scheme)) {
    const isStore = STORES.test(scheme);
    const isOrdered = location === 'request.query' && FETCHED.test(probe.name);
    return isStore && !isOrdered && !isInternal(match[2] ?? '') ? null : SCHEME;
  }
  return isFetchable(scheme) ? judgeHost(probe, (match[2] ?? match[3] ?? '').toLowerCase()) : null;
}

/** Files that only the server itself has. */
const SERVER_FILE =
  /^\s{0,4}file:(?:\/\/localhost)?\/{1,3}(?:[a-z]:\/)?(?:etc|proc|root|var|windows|sys|dev|boot|inetpub)\//i;
const FILE: Hit = { rule: 'ssrf-scheme', at: 0 };
const SCHEME: Hit = { rule: 'ssrf-scheme', at: 0 };

const isFetchable = (scheme: string): boolean => /^(?:https?|ftps?|wss?)$/.test(scheme);

/** Headers that name the place a browser comes from. */
function isOwnHeader({ location, name }: Probe): boolean {
  return (
    location === 'request.header' &&
    /^(?:referer|origin|host|user-agent|x-forwarded-host|forwarded|baggage|from)$/.test(name)
  );
}

function judgeHost(probe: Probe, authority: string): Hit | null {
  const host = hostOf(authority);
  const { reach, disguised } = reachOf(host);
  if (reach === 'metadata') return { rule: 'ssrf-metadata', at: 0 };
  if (reach === 'outside') {
    if (isInside(host, probe)) return { rule: 'ssrf-internal-name', at: 0 };
    return FETCHED.test(probe.name) && leadsInside(probe.text) ? { rule: 'ssrf-redirected', at: 0 } : null;
  }
  if (UNSPECIFIED.test(host) && isOrder(probe)) return { rule: 'ssrf-disguised-address', at: 0 };
  if (disguised || authority.includes('@') || CARRIER.test(probe.text) || isWrapped(probe.text))
    return { rule: 'ssrf-disguised-address', at: 0 };
  if (probe.location === 'request.path') return null;
  return isFetched(probe, authority, reach === 'private') ? { rule: 'ssrf-internal-address', at: 0 } : null;
}

const isOrder = ({ name }: Probe): boolean =>
  (CALLED.test(name) || FETCHED.test(name)) && !REDIRECTED.test(name);

/** No machine is called so: a connection to it ends at the machine that makes it, or on its own wire. */
const UNSPECIFIED = /^(?:0\.0\.0\.0|\[::\]|\[fe80:[0-9a-f:.%]{1,40}\])$/;

/** `https://open.example/redirect?to=http://169.254.169.254/`: a page of somebody else that sends the fetch inside. */
function leadsInside(text: string): boolean {
  const match = /[?&#][\w.-]{1,40}=https?:\/\/([^\s/?#&\\]{1,255})/i.exec(text);
  if (match === null) return false;
  const { reach, disguised } = reachOf(hostOf((match[1] ?? '').toLowerCase()));
  return reach === 'metadata' || (reach !== 'outside' && disguised);
}

/** An inner address that ends like the name of a permitted host: `http://127.0.0.1/a#.shop.example`. */
const CARRIER =
  /^[^#]{8,200}#[@.][\w-]{1,60}\.[a-z]{2,12}[\w./-]{0,40}$|^\s{0,4}https?:\/\/[^/#?]{1,80}#[\w-]{1,60}\.[\w.-]{2,60}\/?$/i;

/** A scheme around the scheme: `jar:http:`, `url:http:`. */
const isWrapped = (text: string): boolean => /^\s{0,4}(?:url|jar|view-source):[a-z]/i.test(text);

function isInternal(authority: string): boolean {
  return reachOf(hostOf(authority.toLowerCase())).reach !== 'outside';
}

function hostOf(authority: string): string {
  const afterUser = authority.slice(authority.lastIndexOf('@') + 1);
  if (afterUser.startsWith('[')) return afterUser.slice(0, afterUser.indexOf(']') + 1);
  const dotted = afterUser.replaceAll('\u3002', '.');
  const colon = dotted.indexOf(':');
  const host = colon < 0 ? dotted : dotted.slice(0, colon);
  return host.endsWith('.') ? host.slice(0, -1) : host;
}

/** Names of what a server loads by itself. */
const FETCHED =
  /^(?:(?:image|img|feed|file|page|document|proxy|target|dest|source|remote|xml|pdf|avatar|load|fetch|import|preview|logo|photo|picture|icon|thumbnail|media|download|data|rss|schema|wsdl|manifest|template)_?-?(?:url|uri|src|link)?|url|uri|u|src|link|href|site|domain|host|path|endpoint|stockapi|address|server|service|resource|load|reference|location|reply_?to|referrer|wsa:to)$/i;
/** What a page shows or a server reads at once: nobody keeps that on a machine of a private network. */
const LOADED =
  /^(?:image|img|feed|avatar|import|preview|pdf|thumbnail|logo|photo|picture|icon|oembed|rss|wsdl|proxy|screenshot)_?-?(?:url|uri|src|link)$/i;
/** Where servers send events. */
const CALLED =
  /(?:callback|webhook|hook|notify|notification|postback|ping|listener|subscriber|endpoint|reply_?to|forward|mirror|upstream|url|uri|link|src|href)/i;
/** Where browsers are sent, and what only names a place: developers write their own machine there. */
const REDIRECTED =
  /(?:redirect|return|success|cancel|failure|error|logout|origin|referr?er|login|continue|issuer|audience|base|home|app|front|dev|local|self|client|public|allowed|cors)/i;

/**
 * A developer registers `http://localhost:3000/callback`; nobody registers the port of a database or the admin pages
 * of the server itself. Devices in a private network are registered by their address.
 */
function isFetched({ name, location, text }: Probe, authority: string, isPrivate: boolean): boolean {
  if (REDIRECTED.test(name)) return false;
  const isBody = location === 'request.body';
  const innerPort = INNER_PORTS.test(authority);
  // Monitors and inventories of devices hold private addresses with pages of any name.
  const odd = innerPort || (INNER_PAGES.test(text) && !(isPrivate && isBody));
  if (isPrivate && LOADED.test(name)) return true;
  if (FETCHED.test(name)) return !isBody || odd || (!isPrivate && !/:\d{4,5}$/.test(authority));
  if (location === 'request.header') return CALLED.test(name) && odd;
  if (isPrivate) return CALLED.test(name) && (odd || !isBody);
  return CALLED.test(name) ? odd || !isBody : false;
}

/** Ports of services that only machines of the same network talk to. */
const INNER_PORTS =
  /:(?:2[1235]|53|110|111|135|139|143|389|445|514|636|873|1433|1521|2049|2181|2375|2376|2379|2380|3306|3389|4369|5432|5601|5672|5900|5984|6379|6443|7001|7474|8200|8500|8600|9042|9092|9200|9300|10250|10255|11211|15672|27017|28017|50070|61616)$/;
const INNER_PAGES =
  /[^/]\/(?:admin|internal|private|console|actuator|metrics|debug|manage|management|manager|server-status|server-info|status|config|env|users|_cat|_cluster|_search|v1\/(?:agent|kv|secret|sys)|cgi-bin|containers|api\/v1\/(?:pods|secrets|namespaces)|latest|computemetadata|solr|jenkins|script|shutdown|flushall)(?:[/?#]|$)/i;

const INSIDE = /\.(?:local|internal|intranet|corp|lan|svc|cluster\.local|consul|localdomain)$/;

/** Names that no public DNS knows, with a port or page that only machines ask for. */
function isInside(host: string, probe: Probe): boolean {
  const isName = INSIDE.test(host) || (/^[a-z][a-z0-9-]{1,40}$/.test(host) && probe.text.includes('://'));
  if (!isName || probe.location === 'request.header') return false;
  if (!FETCHED.test(probe.name) || REDIRECTED.test(probe.name)) return false;
  const authority = URL_HEAD.exec(probe.text)?.[2] ?? '';
  if (probe.location !== 'request.body') return true;
  return INSIDE.test(host) ? INNER_PORTS.test(authority) : INNER_PAGES.test(probe.text);
}
