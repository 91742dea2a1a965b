/** Words of shells, by what they prove behind a separator. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''));

/** Say something without arguments, and are no words of any language. */
export const STANDALONE = words(
  `whoami uname ifconfig ipconfig netstat printenv tasklist systeminfo lsof hostnamectl lscpu lsblk dmesg getent
  crontab lsusb lspci sysctl qwinsta lsb_release pstree lastlog hostid nproc iwconfig getmac sw_vers visudo blkid`,
);
/** Say something without arguments, and are also names of fields or short words. */
export const STANDALONE_SHORT = words('ls pwd');
export const STANDALONE_WORDS = words(
  'id env ps dir set w who df mount hostname ver last history uptime arp groups users reboot',
);
/** Mean a command only with an argument that a shell would take. */
const OTHERS = words(
  `wget curl nc ncat netcat bash sh zsh ksh dash csh tcsh cmd powershell pwsh ping ping6 sleep timeout echo printf python python2
  python3 perl php ruby node lua nslookup dig host chmod chown telnet tftp ftp scp ssh rsync busybox xxd sudo su certutil bitsadmin mknod
  mkfifo passwd rm cat tac nl more less head tail touch type net find kill killall export awk gawk sed grep egrep base64 base32 od sort cp mv ln mkdir
  rmdir tar zip unzip gzip useradd usermod adduser iptables nmap socat wmic rundll32 mshta regsvr32 cscript wscript schtasks sc reg copy del
  ren xcopy traceroute tracert mail sendmail openssl gcc make eval exec source test tee xargs dd ip ss systemctl service docker kubectl
  at nohup env which whereis stat file strings rev cut tr expr seq date shutdown start taskkill
  vi vim nano apt apt-get yum apk pip npm git lwp-download fetch mysql psql sqlite3 redis-cli aws gcloud route last id ls pwd dir ps df hostname set who
  tcpdump poweroff halt pgrep pkill fdisk ethtool nmcli netsh nbtstat pathping findstr icacls attrib wevtutil msiexec dpkg rpm gem pm2
  mongo mongodump mysqldump pg_dump sqlplus sqlcmd gdb strace ldd objdump readelf hexdump sha256sum md5sum wc uniq pushd umask ulimit
  command lynx links w3m axel aria2c ed screen script`,
);

/** Programs whose names are words of sentences, lists and logs. */
export const ENGLISH = words(
  `at find more less last set who date type start test source command route file which sort cut service screen script net mail copy
  host time touch head tail kill stat fetch links link strings rev users groups history mount export split join exec node go make`,
);

/** A program that the word names; its disguise (`c\at`, `c''at`, `who$@ami`, `/b?n/cat`) undone. */
export interface Program {
  readonly name: string;
  /** Written in a way that only hides it. */
  readonly disguised: boolean;
  /** With the folder of programs before it. */
  readonly absolute: boolean;
}

const FOLDER = /^(?:\/(?:usr\/|usr\/local\/)?s?bin\/|[a-z]:\\windows\\(?:system32\\)?)/i;

export function programOf(word: string): Program | null {
  if (word.length === 0 || word.length > 48) return null;
  const disguised = /['"\\]|\$[@*]/.test(word.slice(1, -1)) && !/^[a-z]:\\/i.test(word);
  const plain = disguised ? word.replace(/['"\\]|\$[@*]/g, '') : word;
  if (plain.startsWith('/') && /[?*]/.test(plain) && /^\/[\w?*]{2,6}\/[\w?*/]{1,20}$/.test(plain))
    return { name: '', disguised: true, absolute: true };
  const absolute = FOLDER.test(plain);
  const base = absolute ? plain.replace(FOLDER, '') : plain;
  // A sentence starts with a capital letter; Windows does not mind the case.
  if (!absolute && /^[A-Z][a-z]/.test(base)) return null;
  const name = base.toLowerCase().replace(/\.(?:exe|com)$/, '');
  if (isProgram(name)) return { name, disguised: disguised && plain !== word, absolute };
  return absolute && /^[\w.-]{2,30}$/.test(base) ? { name, disguised: false, absolute } : null;
}

export function isProgram(name: string): boolean {
  return OTHERS.has(name) || STANDALONE.has(name) || STANDALONE_WORDS.has(name) || STANDALONE_SHORT.has(name);
}

/** Words that follow a program instead of a flag. */
const SUBCOMMANDS: ReadonlyMap<string, RegExp> = new Map([
  ['ps', /^(?:aux|auxw+|ax|ef|faux)$/],
  ['net', /^(?:user|users|localgroup|group|view|share|start|stop|use|accounts|session)$/i],
  ['ip', /^(?:a|addr|address|r|route|link|neigh)$/],
  ['arp', /^-a$/],
  ['sc', /^(?:query|qc|start|stop)$/],
  ['reg', /^(?:query|add|delete)$/],
  ['wmic', /^[a-z]+$/],
  ['uname', /^-/],
  ['docker', /^(?:ps|images|run|exec)$/],
  ['kubectl', /^(?:get|exec|describe)$/],
  ['aws', /^(?:s3|sts|iam|ec2)$/],
  ['systemctl', /^(?:status|stop|start|list-units)$/],
  ['service', /^--status-all$/],
  ['cat', /^(?:passwd|shadow|flag|hosts)$/],
  ['xargs', /^[a-z]+$/],
  ['sudo', /^(?:su|cat|ls|id|bash|sh|rm|-\w)$/],
  ['nohup', /^(?:nc|bash|sh|curl|wget)$/],
  ['exec', /^(?:sh|bash|\d)/],
  ['eval', /^(?:[$"'`]|id$|whoami$)/],
  ['openssl', /^(?:s_client|enc|passwd|rand)$/],
  ['socat', /^(?:TCP|UDP|EXEC|OPENSSL|FILE|STDIN|-)/i],
  ['chmod', /^(?:[0-7]{3,4}|[ugoa]?\+[rwxs]+)$/],
  ['expr', /^\d+$/],
  ['getent', /^(?:passwd|shadow|group|hosts)$/],
  ['route', /^(?:print|-n)$/],
  ['lsb_release', /^-/],
  ['git', /^(?:clone|config|log|status)$/],
  ['shutdown', /^[-/]/],
  ['busybox', /^(?:nc|sh|ash|wget|telnetd?|ls|cat|id|whoami)$/],
]);

/** Takes a bare number. */
const COUNTING = words('sleep timeout echo printf seq kill expr su');

const SHELL_ARGUMENT =
  /^(?:-{1,2}[a-z0-9]|\/(?:[a-z?*]|$)|[a-z]:\\|\\\\|~(?:\/|$)|\*|\.{1,2}(?:\/|$)|\$(?:[\w({@*]|$)|https?:|ftp:|\d{1,3}(?:\.\d{1,3}){3}|[\w-]{1,60}(?:\.[\w-]{1,60}){0,6}\.[a-z]{2,8}(?:$|[/:])|[<>](?!\/?[a-z][a-z0-9]{0,9}\/?>)|%[a-z]{2,20}%|[+@]\S|\.[a-z]{2,14}$|[\w.-]{1,40}@[\w-]{1,40}\.|[a-z]{1,8}=\/)/i;
/** A quoted word is an argument of those that print or run it. */
const QUOTED = words(
  'echo printf python python2 python3 perl php ruby node bash sh awk sed grep find mail eval cat',
);

/** True when the words behind a program are those that a shell would take for its arguments. */
export function hasShellArguments(program: string, following: readonly string[], rest: string): boolean {
  const [first] = following;
  if (first === undefined) return /^\s{0,4}[\w./\\-]{1,48}\s{0,4}(?:<|\d?>{1,2}&?)\s{0,4}[\w/&.$]/.test(rest);
  if (SUBCOMMANDS.get(program)?.test(first) === true) return true;
  if (/^\d/.test(first) && /^\d{1,9}(?:[.,]\d{1,3})?[smhd]?$/.test(first))
    return COUNTING.has(program) && isEnd(following[1]);
  if (/^["']/.test(first) || /^\s{0,4}\S{1,40}\s{1,4}["']/.test(rest)) return QUOTED.has(program);
  if (!SHELL_ARGUMENT.test(first)) return false;
  return !isProse(following);
}

const isEnd = (word: string | undefined): boolean => word === undefined || /^[#\-/"'<>]/.test(word);

/** `cat ./ and who knows the rest`: three plain words in a row are a sentence. */
function isProse(following: readonly string[]): boolean {
  let plain = 0;
  for (const word of following) {
    plain = /^[a-z]{2,}[,.!?]?$/i.test(word) ? plain + 1 : 0;
    if (plain >= 3) return true;
  }
  return false;
}
