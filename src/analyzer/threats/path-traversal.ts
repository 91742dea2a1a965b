import type { ContentRule, Hit, Probe } from './rule.ts';
import { SHAPE } from './text-shape.ts';

/** Walking out of a folder, or naming a file that only an attacker asks an API for. */
export const pathTraversal: ContentRule = {
  type: 'path-traversal',
  needs: SHAPE.dots | SHAPE.systemPath | SHAPE.escape | SHAPE.slashes,
  detect,
};

const STEP = /\.{2,4};?[/\\]{1,4}/g;
const SENSITIVE =
  /(?:^|[/\\])(?:etc[/\\]{1,3}(?:passwd|shadow|hosts|group|issue|hostname|ssh|nginx|apache2|httpd|crontab|motd|fstab|my\.cnf|mysql)|proc[/\\]{1,3}(?:self|version|cpuinfo|\d{1,7})[/\\]?|windows[/\\]{1,3}(?:win\.ini|system32|system\.ini|repair)|win\.ini|boot\.ini|winnt[/\\]|web-inf[/\\]|meta-inf[/\\]|id_rsa|\.ssh[/\\]|\.htpasswd|\.bash_history|var[/\\]{1,3}log[/\\]|root[/\\]{1,3}\.)/i;
const SENSITIVE_ABSOLUTE =
  /^(?:file:\/{2,3}(?:localhost\/)?)?(?:[a-z]:)?[/\\]{1,3}(?:etc[/\\]{1,3}(?:passwd|shadow|gshadow|sudoers|group|hosts|hostname|issue|fstab|crontab|motd|resolv\.conf|os-release|ssh[/\\]|mysql[/\\]|my\.cnf|nginx[/\\]|apache2?[/\\]|httpd[/\\]|redis[/\\]|kubernetes[/\\]|php)|proc[/\\]{1,3}(?:self|version|cpuinfo|meminfo|mounts|net|\d{1,7})(?:[/\\]|$|[?#%\0])|windows[/\\]{1,3}(?:win\.ini|system32|system\.ini|repair|panther|debug)|winnt[/\\]|boot\.ini|inetpub[/\\]|root[/\\]{1,3}\.|home[/\\]{1,3}[\w.-]{1,40}[/\\]{1,3}\.(?:ssh|aws|bash|env|git|kube|docker)|users[/\\]{1,3}[\w.-]{1,40}[/\\]{1,3}(?:\.ssh|ntuser\.dat)|var[/\\]{1,3}(?:log[/\\]{1,3}(?:apache|nginx|httpd|auth|secure|messages|syslog)|run[/\\]{1,3}(?:secrets|docker\.sock)|lib[/\\]{1,3}mysql)|run[/\\]{1,3}secrets[/\\])/i;

/** Settings of Windows, and a path that starts at a drive only to climb out of it. */
const DRIVE_FILE =
  /^[a-z]:[/\\]{1,4}(?:\.{2}[/\\]|(?:windows|winnt)[/\\]{1,4}(?:[\w-]{1,24}[/\\]{1,4}){0,4}[\w-]{1,24}\.(?:ini|inf|log|dat|sys|exe|dll|hiv|xml|config)$)/i;

const WRAPPER =
  /^(?:php|phar|expect|zip|glob|ogg|compress\.\w{1,8}):\/\/(?:filter|input|data|[\w./#%-]{0,80}$)|^data:\/\/text\/plain/i;

function detect(probe: Probe): Hit | null {
  const { location } = probe;
  const text = probe.text.includes('/./') ? probe.text.replace(/\/(?:\.\/)+/g, '/') : probe.text;
  if (probe.location === 'request.path') return inPath(text);
  if (text.startsWith('http') && !text.includes('..')) return null;
  if (
    SENSITIVE_ABSOLUTE.test(text) &&
    !IN_SENTENCE.test(text) &&
    (location !== 'request.body' || (isAsked(probe) && isPathLike(text)))
  )
    return { rule: 'traversal-system-file', at: 0 };
  if (WRAPPER.test(text)) return { rule: 'traversal-wrapper', at: 0 };
  if (/^(?:\/)?(?:web|meta)-inf\//i.test(text)) return { rule: 'traversal-system-file', at: 0 };
  if (location !== 'request.body' && location !== 'request.header') {
    if (isPathLike(text) && SECRET_PATH.test(text)) return { rule: 'traversal-system-file', at: 0 };
    if (text.startsWith('\\\\') && FILE_NAME.test(probe.name) && /^\\\\[\w.-]{1,80}\\\w/.test(text))
      return { rule: 'traversal-remote-share', at: 0 };
  }
  if (DRIVE_FILE.test(text) && isPathLike(text) && (location !== 'request.body' || isAsked(probe)))
    return { rule: 'traversal-system-file', at: 0 };
  const steps = countSteps(text);
  if (steps.count === 0) return null;
  const hit: Hit = { rule: 'traversal-steps', at: steps.first };
  if (
    APPLICATION_FILE.test(text) &&
    isPathLike(text) &&
    (location !== 'request.body' || FILE_NAME.test(probe.name))
  )
    return hit;
  if (SENSITIVE.test(text) && (location !== 'request.body' || isPathLike(text))) return hit;
  if (!isPathLike(text)) return null;
  // Relative imports and links go up one or two folders; nobody sends them encoded.
  if (location === 'request.body' && REFERS.test(probe.name) && !steps.odd) return null;
  if (steps.count >= 3 || steps.odd || text.includes('\0')) return hit;
  if (location !== 'request.body' && location !== 'request.header' && FILE_NAME.test(probe.name)) {
    if (steps.count >= 2 || steps.first === 0) return hit;
  }
  return probe.raw !== text && (location === 'request.cookie' ? TWICE : ENCODED).test(probe.raw) ? hit : null;
}

/** `C:\\Windows\\System32 missing`: the path and a word about it. */
const IN_SENTENCE = /^[^\s\0]{4,200}\s[a-z]{3,20}(?:\s|$)/i;
const ENCODED = /%(?:25)?2e|%(?:25)?2f|%(?:25)?5c|%c0|%u/i;
/** Whoever sets a cookie encodes its slashes; nobody encodes a dot, or a slash twice. */
const TWICE = /%(?:25)?2e|%252f|%255c|%c0|%u/i;

/** Clients resolve `..` before they send a path: one that arrives was meant. */
function inPath(text: string): Hit | null {
  const at = text.search(/(?:^|[/\\])\.{2};?(?:[/\\]|$)|\.{4}[/\\]{2}/);
  if (at >= 0) return { rule: 'traversal-steps', at };
  if ((SENSITIVE_ABSOLUTE.test(text) && !IN_SENTENCE.test(text)) || WRAPPER.test(text))
    return { rule: 'traversal-system-file', at: 0 };
  const file =
    /[/\\](?:etc[/\\]{1,3}(?:passwd|shadow)|proc[/\\]self[/\\]|windows[/\\]win\.ini|web-inf[/\\])/i.exec(
      text,
    );
  return file === null ? null : { rule: 'traversal-system-file', at: file.index };
}

/** Files of accounts and servers that no parameter asks for by right. */
const SECRET_PATH =
  /^[~/\\].{0,200}(?:[/\\]\.(?:ssh|aws|kube|docker)[/\\]|[/\\]\.(?:htpasswd|bash_history|netrc|pgpass|git-credentials)(?:$|[?#%])|[/\\]id_(?:rsa|dsa|ed25519)|[/\\]\.git[/\\](?:config|head))|(?:^|[/\\])etc[/\\](?:passwd|shadow)(?:$|[?#%\0])/i;
/** Behind a step upwards: settings and secrets of the application. */
const APPLICATION_FILE =
  /(?:^|[/\\])(?:\.env|\.git[/\\]|\.htaccess|web\.config|wp-config|config(?:uration)?\.(?:php|inc|ini|ya?ml|json|xml|py|rb)|settings\.(?:py|php|ya?ml|json)|database\.(?:ya?ml|php|sqlite)|parameters\.ya?ml|secrets?\.(?:ya?ml|json)|credentials|application\.(?:properties|ya?ml)|appsettings\.json|tomcat-users\.xml|server\.xml|docker-compose\.ya?ml|dockerfile|package\.json|composer\.json|\.npmrc|id_rsa|private\.key|server\.key)/i;

/** Members by which files of a project name each other. */
const REFERS =
  /^(?:extends|imports?|requires?|from|to|links?|symlink|linkname|target|references?|\$ref|main|types|typings|root_?dir|base_?url|out_?dir|sources?|sourceroot|relative|href|include|exclude|files|module|modules|dependencies|context|schema|\$schema)$/i;

/** Parameters that name a file of the server. */
const FILE_NAME =
  /^(?:file_?(?:name|path)?|path|page|template|tpl|doc(?:ument)?|folder|dir(?:ectory)?|include|download|theme|skin|style|view|layout|module|attachment|report|log|conf(?:ig)?|lang(?:uage)?|locale|load|read|asset|resource|img|image|src|name)$/i;

/** In a body a path of the system may be an order to back it up; one or two of these are not, and neither are secrets. */
function isAsked({ text, name }: Probe): boolean {
  if (CONFIGURES.test(name) && !/system32[/\\]{1,4}config/i.test(text) && /system32/i.test(text))
    return false;
  return SECRET_FILE.test(text) || (FILE_NAME.test(name) && !CONFIGURES.test(name));
}

const SECRET_FILE =
  /^[a-z]:[/\\]{1,4}(?:\.\.|windows[/\\]{1,4}\w{1,24}\.ini)|etc\/group|passwd|shadow|sudoers|\.ssh|environ|win\.ini|boot\.ini|\.bash_history|system32|\.aws|file:/i;
const CONFIGURES =
  /^(?:include|exclude|paths?|mounts?|mount_?path|volumes?|watch|logs?|sources?|targets?|destination|config(?:_?file)?|directory|root)$/i;

interface Steps {
  readonly count: number;
  readonly first: number;
  /** `....//` and `..;/` exist only to slip past a filter. */
  readonly odd: boolean;
}

function countSteps(text: string): Steps {
  let count = 0;
  let first = -1;
  let odd = false;
  STEP.lastIndex = 0;
  for (let match = STEP.exec(text); match !== null && count < 64; match = STEP.exec(text)) {
    if (first < 0) first = match.index;
    count += 1;
    // `and/or.../maybe` is a text.
    const isSegment = match.index === 0 || !/\w/.test(text.charAt(match.index - 1));
    if ((match[0].startsWith('...') && isSegment) || match[0].includes(';')) odd = true;
  }
  return { count, first, odd };
}

/** One path and nothing else: no white space, no markup. */
function isPathLike(text: string): boolean {
  return text.length <= 512 && !/[\s<>"'(){}]/.test(text.replaceAll('\0', ''));
}
