import { body, type LabelledAttack } from '../attack.ts';
import type { Random } from '../random.ts';
import { asked, page } from './answers.ts';
import { BANK } from './places.ts';

export function databaseSpeaks(r: Random): LabelledAttack {
  const n = r.int(100, 9999);
  const payload = r.pick([
    `${n}' AND 1=CONVERT(int,@@version)--`,
    `${n}'||(SELECT banner FROM v$version WHERE rownum=1)||'`,
    `${n}) UNION SELECT sql FROM sqlite_master--`,
  ]);
  const spoken = r.pick([
    "Conversion failed when converting the nvarchar value 'Microsoft SQL Server 2019' to data type int.",
    'ORA-00933: SQL command not properly ended',
    'ORA-00907: missing right parenthesis',
    'SQLite3::SQLException: near "UNION": syntax error',
    'sqlite3.OperationalError: unrecognized token: "\'"',
    'com.microsoft.sqlserver.jdbc.SQLServerException: Incorrect syntax near the keyword',
    'org.postgresql.util.PSQLException: ERROR: unterminated quoted string at or near',
    'DB2 SQL Error: SQLCODE=-104, SQLSTATE=42601',
  ]);
  const say = asked('sql-injection', BANK, '/core/v3/transactions', 'counterparty', payload);
  return say(
    'database error shown',
    'success',
    r.chance(0.5)
      ? page(`<pre>${spoken.replaceAll('"', '&quot;')}</pre>`, r.pick([200, 500]))
      : {
          status: 500,
          responseBody: JSON.stringify({ status: 500, exception: spoken, path: '/core/v3/transactions' }),
        },
  );
}

export function waitsOrNot(r: Random): LabelledAttack {
  const wait = r.int(8, 14);
  const say = asked(
    'sql-injection',
    BANK,
    '/core/v3/transactions',
    'counterparty',
    `${r.int(1, 9)}'XOR(if(now()=sysdate(),sleep(${wait}),0))XOR'${r.token(2)}`,
  );
  const did = r.chance(0.6);
  return say(did ? 'waited' : 'answered at once', did ? 'success' : 'attempt', {
    status: 200,
    responseBody: '{"data":[],"meta":{"count":0}}',
    latencyMs: did ? wait * 1000 + r.int(20, 400) : r.int(9, 60),
  });
}

export function documentError(r: Random): LabelledAttack {
  const asText = JSON.stringify({
    account: { [r.pick(['$foo', '$inn', '$neq'])]: r.hex(2) },
    pass: { $gt: '' },
  });
  const did = r.chance(0.5);
  return {
    family: 'nosql-injection',
    accepted: ['nosql-injection'],
    technique: did ? 'database error shown' : 'refused',
    outcome: did ? 'success' : 'attempt',
    location: 'request.body',
    shown: asText,
    exchange: {
      method: 'POST',
      host: BANK,
      path: '/core/v3/recover',
      ...body('application/json', asText),
      ...(did
        ? {
            status: 500,
            responseBody: JSON.stringify({
              name: 'MongoError',
              code: 2,
              errmsg: r.pick(['unknown operator: $inn', 'BadValue: unknown top level operator: $foo']),
            }),
          }
        : { status: 400, responseBody: '{"code":"E400"}' }),
    },
  };
}
