/**
 * What is kept of an attack: its syntax. Words of the attack languages and single characters stay; every other run of
 * letters and digits, which may be a name, a number or a key of somebody, becomes `x`.
 */
const VOCABULARY: ReadonlySet<string> = new Set(
  `or and not xor union all select from where insert into update set delete drop table database order group by having like
  null true false sleep benchmark waitfor delay pg_sleep exec xp_cmdshell information_schema version concat char if case when then
  else end limit outfile dumpfile load_file extractvalue updatexml ascii substring count exists between is in as procedure analyse shutdown
  script alert prompt confirm eval document cookie window location img svg iframe onerror onload onclick onmouseover onfocus autofocus
  src href body style javascript data html text base64 vbscript fetch function constructor srcdoc object embed
  etc passwd shadow hosts proc self environ windows win ini system32 boot file php filter web inf xml root ssh
  cat ls id whoami uname wget curl nc bash sh ping echo python perl powershell cmd dir type bin tmp ifs
  http https ftp gopher dict ldap ldaps rmi dns jndi lower upper env sys latest meta metadata localhost
  doctype entity system public xinclude include parse
  class mro subclasses globals builtins import config request self application runtime exec getruntime popen java lang
  ne gt gte lt lte regex where nin this return while
  cookie location type content length transfer encoding
  git svn htaccess htpasswd wp login admin phpmyadmin actuator heapdump cgi status server index
  sqlmap nikto nmap masscan zgrab nuclei wpscan gobuster ffuf acunetix`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** A report shows one line. */
const LONGEST_SAMPLE = 120;
/** Text before the place where the rule fired shows what was left: a string, a number, a tag. */
const LEAD = 24;

/** The attack around `at`, redacted, one line of at most 120 characters. */
export function redactAttack(text: string, at: number): string {
  const from = startOfRun(text, Math.max(0, at - LEAD));
  let sample = '';
  let cursor = from;
  while (cursor < text.length && sample.length < LONGEST_SAMPLE) {
    const end = endOfRun(text, cursor);
    if (end > cursor) {
      const run = text.slice(cursor, Math.min(end, cursor + 40));
      sample +=
        run.length === 1 && run.charCodeAt(0) < 0x80 ? run : VOCABULARY.has(run.toLowerCase()) ? run : 'x';
      cursor = end;
    } else {
      sample += visible(text.charAt(cursor));
      cursor += 1;
    }
  }
  return sample;
}

function isRunPart(code: number): boolean {
  const isLetter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
  return isLetter || (code >= 0x30 && code <= 0x39) || code === 0x5f || code >= 0x80;
}

function startOfRun(text: string, at: number): number {
  let start = at;
  while (start > 0 && isRunPart(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

function endOfRun(text: string, at: number): number {
  let end = at;
  while (end < text.length && isRunPart(text.charCodeAt(end))) end += 1;
  return end;
}

function visible(character: string): string {
  if (character === '\r') return '\\r';
  if (character === '\n') return '\\n';
  const code = character.charCodeAt(0);
  return code < 0x20 || code === 0x7f ? ' ' : character;
}
