/** Texts by which a response gives away what runs behind it. Fixed strings first: they cost least. */

/** A database parsed something that it should not have seen. */
const SQL_ERRORS: readonly string[] = [
  'You have an error in your SQL syntax',
  'SQLSTATE[',
  'syntax error at or near',
  'unterminated quoted string',
  'Unclosed quotation mark',
  'quoted string not properly terminated',
  'Incorrect syntax near',
  'SQLITE_ERROR',
  'sqlite3.OperationalError',
  'unrecognized token: "',
  'SQLSyntaxErrorException',
  'PSQLException',
  'PG::SyntaxError',
  'com.mysql.jdbc',
  'ER_PARSE_ERROR',
  'SqlException',
  'mysql_fetch',
  'mysqli_',
  'pg_query()',
  'Microsoft OLE DB Provider',
  'ODBC SQL Server Driver',
  'DB2 SQL error',
  'XPATH syntax error',
  'SequelizeDatabaseError',
  'ORA-00933',
  'ORA-01756',
  'ORA-00936',
  'ORA-00921',
  'near "UNION": syntax error',
];

export function hasSqlError(text: string): boolean {
  return SQL_ERRORS.some((error) => text.includes(error));
}

type VerboseKind = 'stack-trace' | 'sql-error' | 'debug-page' | 'version';

interface VerboseRule {
  readonly kind: VerboseKind;
  readonly rule: string;
  readonly pattern: RegExp;
}

const VERBOSE_RULES: readonly VerboseRule[] = [
  { kind: 'stack-trace', rule: 'java', pattern: /\([\w$]{1,80}\.(?:java|kt|scala):\d{1,6}\)/ },
  {
    kind: 'stack-trace',
    rule: 'java',
    pattern:
      /\b(?:java|javax|jakarta|org\.springframework|org\.hibernate)\.[\w.$]{3,150}(?:Exception|Error)\b/,
  },
  {
    kind: 'stack-trace',
    rule: 'python',
    pattern: /Traceback \(most recent call last\)|\.py\\?", line \d{1,6}/,
  },
  {
    kind: 'stack-trace',
    rule: 'node',
    pattern: /\.(?:[cm]?[jt]s|[jt]sx):\d{1,6}:\d{1,6}|\(node:[\w/]{1,80}:\d{1,6}:\d{1,6}\)/,
  },
  {
    kind: 'stack-trace',
    rule: 'go',
    pattern: /\bgoroutine \d{1,8} \[|panic: runtime error|\.go:\d{1,6} \+0x/,
  },
  {
    kind: 'stack-trace',
    rule: 'php',
    pattern:
      /\.php(?:<\/b>)? on line (?:<b>)?\d|\.php\(\d{1,6}\)|\bPHP (?:Fatal|Parse) error: |Uncaught [^\n]{0,200}\.php:\d/,
  },
  {
    kind: 'stack-trace',
    rule: 'dotnet',
    pattern: /\.(?:cs|vb):line \d{1,6}|\bSystem\.[\w.]{3,80}Exception\b/,
  },
  { kind: 'stack-trace', rule: 'ruby', pattern: /\.rb:\d{1,6}:in [`']/ },
  { kind: 'stack-trace', rule: 'rust', pattern: /' panicked at / },
  {
    kind: 'debug-page',
    rule: 'django',
    pattern: /You're seeing this error because you have <code>DEBUG = True|Using the URLconf defined in/,
  },
  { kind: 'debug-page', rule: 'werkzeug', pattern: /Werkzeug Debugger|__debugger__=yes/ },
  {
    kind: 'debug-page',
    rule: 'laravel',
    pattern: /Whoops! There was an error|Illuminate\\\\?[A-Z]\w{1,40}\\\\?/,
  },
  { kind: 'debug-page', rule: 'symfony', pattern: /Symfony Exception|Symfony\\\\?Component\\\\?/ },
  {
    kind: 'debug-page',
    rule: 'rails',
    pattern: /Action Controller: Exception caught|ActionController::\w{3,40}/,
  },
  { kind: 'debug-page', rule: 'spring', pattern: /Whitelabel Error Page/ },
  {
    kind: 'debug-page',
    rule: 'aspnet',
    pattern: /Server Error in '[^']{0,80}' Application|<title>Runtime Error<\/title>/,
  },
  {
    kind: 'version',
    rule: 'server-version',
    pattern:
      /(?:Apache Tomcat|Apache|nginx|Microsoft-IIS|Jetty|JBoss|WebLogic|PHP|OpenSSL|Werkzeug)[/ ]\d{1,3}\.\d{1,3}(?:\.\d{1,3})?/,
  },
];

interface VerboseHit {
  readonly kind: VerboseKind;
  readonly rule: string;
  readonly at: number;
}

/** Longer texts show their trace at the beginning. */
const MAX_TEXT = 16_384;

/** The first thing that a response text gives away, or null. */
export function findVerboseError(text: string): VerboseHit | null {
  const head = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
  if (hasSqlError(head)) return { kind: 'sql-error', rule: 'sql', at: 0 };
  for (const { kind, rule, pattern } of VERBOSE_RULES) {
    const at = head.search(pattern);
    if (at >= 0) return { kind, rule, at };
  }
  return null;
}
