import { body, type LabelledAttack } from '../attack.ts';
import type { Random } from '../random.ts';
import { get, HTML, told } from './told.ts';

export function sqlError(r: Random): LabelledAttack {
  const text = `${r.int(1, 900)}${r.pick(["' OR 1=1-- '", "' AND 1=1 UNION SELECT NULL-- -", "' OR '1'='1' ORDER BY 9#"])}`;
  const near = text.slice(0, 12);
  const message = r.pick([
    `You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '${near}' at line 1`,
    `ERROR: unterminated quoted string at or near "'" LINE 1: SELECT * FROM products WHERE id = '${near}'`,
    `Unclosed quotation mark after the character string '${near}'.`,
    `ORA-01756: quoted string not properly terminated`,
    `SQLSTATE[42000]: Syntax error or access violation: 1064`,
    `PG::SyntaxError: ERROR: syntax error at or near "${near}"`,
  ]);
  const reply = r.chance(0.5)
    ? { status: 500, responseBody: JSON.stringify({ error: message }) }
    : {
        status: r.pick([200, 500]),
        responseHeaders: HTML,
        responseBody: `<html><body><b>Warning</b>: ${message}</body></html>`,
      };
  return told({
    family: 'sql-injection',
    outcome: 'success',
    technique: 'database error in the reply',
    location: 'request.query',
    text,
    ask: get('api.shop.example', '/v2/products', 'category', text),
    reply,
  });
}

export function loginBypass(r: Random): LabelledAttack {
  const text = JSON.stringify({ username: { $ne: r.hex(2) }, password: { $ne: null } });
  const ask = {
    method: 'POST',
    host: 'login.shop.example',
    path: '/v1/sessions',
    ...body('application/json', text),
  };
  const worked = r.chance(0.5);
  const reply = worked
    ? {
        status: 500,
        responseBody: JSON.stringify({
          error: `MongoServerError: unknown operator: $${r.pick(['foo', 'bar'])}`,
        }),
      }
    : { status: 401, responseBody: '{"error":"bad credentials"}' };
  return told({
    family: 'nosql-injection',
    outcome: worked ? 'success' : 'attempt',
    technique: worked ? 'database error in the reply' : 'login refused',
    location: 'request.body',
    text,
    ask,
    reply,
  });
}

export function slept(r: Random): LabelledAttack {
  const seconds = r.int(5, 9);
  const text = `${r.int(1, 99)}' AND SLEEP(${seconds})-- -`;
  const worked = r.chance(0.6);
  const reply = {
    status: 200,
    responseBody: '{"items":[],"total":0}',
    latencyMs: worked ? seconds * 1000 + r.int(10, 90) : r.int(12, 70),
  };
  return told({
    family: 'sql-injection',
    outcome: worked ? 'success' : 'attempt',
    technique: worked ? 'waited as told' : 'did not wait',
    location: 'request.query',
    text,
    ask: get('api.shop.example', '/v2/products', 'category', text),
    reply,
  });
}
