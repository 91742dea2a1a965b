import type { TrinoServer } from './trino.ts';

/** Columns of `data.message` in connector 3.7, in their order. */
const COLUMNS = `
  id varchar, agent_category varchar, agent_device varchar, agent_name varchar, graphql_operations varchar,
  graphql_operations_count integer, host varchar, interval_millis bigint, request_body varchar,
  request_content_type varchar, request_headers varchar, request_json_type varchar, request_method varchar,
  request_params varchar, request_url varchar, request_user_agent varchar, response_body varchar,
  response_code varchar, response_content_type varchar, response_headers varchar, response_json_type varchar,
  response_time_millis bigint, size_request_bytes integer, size_response_bytes integer, custom_fields varchar,
  request_address varchar, session_fields varchar, cookies varchar, cookies_count integer, response_status varchar,
  size_total_bytes bigint, bitmap_versioning bigint, bitmap_request_info bigint, bitmap_request_json bigint,
  bitmap_request_graphql bigint, bitmap_request_pii bigint, bitmap_request_threat bigint,
  bitmap_response_info bigint, bitmap_response_json bigint, bitmap_response_pii bigint,
  bitmap_response_threat bigint, bitmap_attack_request bigint, bitmap_attack_application bigint,
  bitmap_attack_injection bigint, bitmap_response_leak bigint, bitmap_unused2 bigint, bitmap_unused3 bigint,
  bitmap_unused4 bigint, bitmap_unused5 bigint, shard_file varchar, size_host_bytes integer,
  size_request_body_bytes integer, size_request_headers_bytes integer, size_request_params_bytes integer,
  size_request_url_bytes integer, size_response_body_bytes integer, size_response_headers_bytes integer`;

export async function createMessageTable(server: TrinoServer): Promise<void> {
  await server.query('CREATE SCHEMA resurface.data');
  await server.query(`CREATE TABLE resurface.data.message (${COLUMNS})`);
}

/**
 * Results in every form that is understood, beside views that are none: all calls, a view whose table is gone, a table
 * without a place in the traffic.
 */
export async function createResultViews(server: TrinoServer): Promise<void> {
  const messages = 'resurface.data.message';
  for (const schema of ['runtime', 'custom', 'volatile'])
    await server.query(`CREATE SCHEMA resurface.${schema}`);
  for (const sql of [
    `CREATE VIEW resurface.runtime.all_api_calls AS SELECT * FROM ${messages}`,
    `CREATE VIEW resurface.custom.slow_calls AS SELECT * FROM ${messages} WHERE interval_millis >= 82`,
    `CREATE VIEW resurface.volatile.not_looked_at AS SELECT * FROM ${messages} WHERE interval_millis >= 82`,
    'CREATE TABLE resurface.custom.gone AS SELECT 1 AS response_time_millis, 1 AS request_url',
    'CREATE VIEW resurface.custom.stale AS SELECT * FROM resurface.custom.gone',
    'DROP TABLE resurface.custom.gone',
    `CREATE TABLE resurface.custom.settings AS SELECT 'a' AS rule, 1 AS value`,
    `CREATE TABLE resurface.custom.signatures AS SELECT 'SQL injection' AS signature, 'HIGH' AS severity,
       'GET' AS request_method, 'https://api.shop.example/v1/items/' || cast(n AS varchar) || '?q=%27' AS request_url
       FROM UNNEST(sequence(1, 3)) t(n)`,
    `CREATE TABLE resurface.custom.api_risk AS SELECT * FROM (VALUES ('api.shop.example', '/v1', 2.4e0),
       ('api.shop.example', '/v1/items', 1.1e0), ('forged.example', '/', 5e0)) t(host, base_path, risk_score)`,
    `INSERT INTO ${messages} (id, request_method, request_url, response_code, response_time_millis, bitmap_attack_injection)
       SELECT id || 'x', request_method, request_url, response_code, response_time_millis, 4 FROM ${messages} ORDER BY id LIMIT 25`,
  ])
    await server.query(sql);
}

export interface MessageRows {
  readonly prefix: string;
  readonly count: number;
  readonly fromMs: number;
  /** Rows of one time, before the next. */
  readonly perTime: number;
  readonly stepMs: number;
}

/** Every tenth message was masked by its logger: neither headers nor bodies. */
const MASKED_EVERY = 10;

/** Made by the server itself: calls of `/v1/items/{n}` with a JSON answer, in no order. */
export async function insertMessages(server: TrinoServer, rows: MessageRows): Promise<void> {
  const { prefix, count, fromMs, perTime, stepMs } = rows;
  const masked = `n % ${MASKED_EVERY} = 0`;
  await server.query(`
    INSERT INTO resurface.data.message (id, request_method, request_url, response_code, response_time_millis,
      interval_millis, request_address, request_headers, request_user_agent, response_headers,
      response_content_type, response_body, graphql_operations_count, host)
    SELECT '${prefix}' || lpad(cast(n AS varchar), 8, '0'), 'GET',
      'https://api.shop.example/v1/items/' || cast(n % 50 AS varchar), '200',
      ${fromMs} + (n / ${perTime}) * ${stepMs}, 10 + n % 90, '203.0.113.' || cast(n % 200 AS varchar),
      if(${masked}, NULL, '[["authorization","Bearer t"],["accept","application/json"]]'), 'shop-app/1',
      if(${masked}, NULL, '[["x-request-id","r"]]'), 'application/json',
      if(${masked}, NULL, '{"item":' || cast(n % 50 AS varchar) || ',"price":12.5}'), 0, 'logger-1'
    FROM (SELECT a * 1000 + b AS n FROM UNNEST(sequence(0, ${Math.ceil(count / 1000) - 1})) x(a)
      CROSS JOIN UNNEST(sequence(0, 999)) y(b)) WHERE n < ${count}`);
}
