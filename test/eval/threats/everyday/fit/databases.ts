import type { BenignSource } from '../../half-corpus.ts';
import { asked, filled, sent, texts } from '../exchanges.ts';

const STATEMENTS = [
  'SELECT ‹col›, ‹col› FROM ‹tab› WHERE ‹col› = ‹n› ORDER BY ‹col› DESC LIMIT ‹n›',
  "select count(*) as n from ‹tab› where ‹col› >= '‹date›' and ‹col› < '‹date›'",
  "SELECT t.‹col›, c.name FROM ‹tab› t LEFT JOIN ‹tab› c ON c.id = t.‹col› WHERE c.name LIKE '‹family›%' OR t.status IN ('open','paid')",
  "WITH recent AS (SELECT * FROM ‹tab› WHERE created_at > now() - interval '‹d› days') SELECT ‹col›, sum(amount) FROM recent GROUP BY 1 HAVING sum(amount) > ‹n›",
  "INSERT INTO ‹tab› (id, name, note) VALUES (‹n›, 'O''Brien', NULL), (‹n›, 'x', 'y')",
  "UPDATE ‹tab› SET status = 'closed', updated_at = CURRENT_TIMESTAMP WHERE id = ‹n›;",
  "DELETE FROM ‹tab› WHERE ‹col› IS NULL OR ‹col› = ''",
  'SELECT id FROM ‹tab› UNION ALL SELECT id FROM ‹tab› -- both',
  "select table_name, column_name from information_schema.columns where table_schema = 'public'",
  "SHOW TABLES LIKE '‹word›%'",
  'DESCRIBE ‹tab›',
  "SELECT * FROM ‹tab› WHERE 1=1 AND region = 'EU' AND amount BETWEEN ‹n› AND ‹big›",
  "CREATE TABLE ‹word› (id bigint PRIMARY KEY, name text NOT NULL DEFAULT '', CHECK (id > 0))",
  "SELECT CASE WHEN amount > ‹n› THEN 'big' ELSE 'small' END AS size, CAST(‹col› AS varchar(10)) FROM ‹tab›",
  "COPY ‹tab› FROM 's3://‹word›/load/‹date›.csv' IAM_ROLE default CSV IGNOREHEADER 1",
  'EXPLAIN SELECT * FROM ‹tab› WHERE id = ‹n›',
  "SELECT CONCAT(first_name, ' ', last_name) FROM ‹tab› WHERE SUBSTRING(‹col›, 1, 3) = 'abc'",
  'GRANT SELECT ON ‹tab› TO reporting',
  'CALL refresh_‹word›(‹n›)',
  "SET search_path = 'app', public; SELECT version();",
  'MERGE INTO ‹tab› t USING stage s ON t.id = s.id WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)',
  "SELECT date_trunc('day', created_at) d, approx_distinct(user_id) FROM ‹tab› GROUP BY d ORDER BY 1",
  'TRUNCATE TABLE stage_‹tab›',
  "SELECT *\nFROM ‹tab›\n/* last week only */\nWHERE created_at > date('now', '-7 day');",
  "select pg_size_pretty(pg_total_relation_size('‹tab›'))",
  'DROP TABLE IF EXISTS tmp_‹word›; CREATE TABLE tmp_‹word› AS SELECT * FROM ‹tab›;',
  "SELECT json_extract(payload, '$.‹word›') FROM ‹tab› WHERE id > ‹n›",
  "SELECT TOP ‹n› * FROM dbo.‹tab› WHERE name = N'‹word›'",
  'BEGIN TRANSACTION; UPDATE ‹tab› SET qty = qty - 1 WHERE id = ‹n›; COMMIT;',
];

const MODELS = [
  "{{ config(materialized='incremental') }}\nselect * from {{ ref('‹tab›') }}\n{% if is_incremental() %}where created_at > (select max(created_at) from {{ this }}){% endif %}",
  "select {{ dbt_utils.generate_surrogate_key(['‹col›','‹col›']) }} as id from {{ source('raw','‹tab›') }} where 1=1",
  "{% set days = var('days', ‹d›) %}\nselect ‹col› from {{ ref('‹tab›') }} where ‹col› >= current_date - {{ days }}",
];

const FRAGMENTS = [
  "amount > ‹n› AND status = 'open'",
  "region IN ('EU','US') OR region IS NULL",
  "created_at >= '‹date›'",
  "lower(name) like '%‹word›%'",
  'price * qty > ‹n› and not deleted',
  "status <> 'closed' and (amount > ‹n› or priority = 1)",
];

const ORDERS = [
  '‹col› desc',
  '-‹col›,‹col›',
  '‹col› asc, ‹col› desc nulls last',
  'sum(‹col›) desc',
  '‹col›:desc',
  'lower(name)',
  'count(*) desc',
];

const FORMULAS = [
  'SUM([Sales]) / COUNTD([Customer ID])',
  "IF [Region] = 'EU' THEN [Price]*1.2 ELSE [Price] END",
  "CASE([Status], 'a', 1, 0)",
  'concat([First Name], " ", [Last Name])',
  'CALCULATE(SUM(Sales[Amount]), FILTER(ALL(Dates), Dates[Day] <= MAX(Dates[Day])))',
  "datediff('day', [Created At], now()) > ‹d›",
  'coalesce([‹col›], 0) + ‹n›',
  'substring([Name], 1, ‹d›)',
];

const CARD = (query: string) => ({
  name: 'Weekly',
  display: 'table',
  dataset_query: { type: 'native', native: { query, 'template-tags': {} }, database: 2 },
});

export const DATABASES: readonly BenignSource[] = [
  texts('SQL console', 420, STATEMENTS, (r, sql) =>
    sent(
      r,
      'POST',
      'warehouse.meadow.example',
      r.pick(['/api/2.0/sql/statements', '/v1/statement', '/sql/execute']),
      r.pick([
        { statement: sql, warehouse_id: r.hex(8) },
        { sql, limit: 1000 },
        { query: sql, parameters: [] },
      ]),
    ),
  ),
  texts('SQL as text/plain', 80, STATEMENTS, (r, sql) => ({
    ...sent(r, 'POST', 'warehouse.meadow.example', '/v1/statement', {}),
    requestHeaders: { 'content-type': 'text/plain' },
    requestBody: sql,
  })),
  texts('SQL by query parameter', 140, STATEMENTS, (r, sql) =>
    asked(
      r,
      'warehouse.meadow.example',
      '/v2/query',
      r.pick<Record<string, string>>([{ q: sql, db: 'metrics' }, { query: sql }, { sql, format: 'JSON' }]),
    ),
  ),
  texts('SQL by form', 80, STATEMENTS, (r, sql) =>
    filled(r, 'warehouse.meadow.example', '/admin/run', {
      statement: sql,
      database: 'app',
      explain: 'false',
    }),
  ),
  texts('dashboard cards', 140, STATEMENTS, (r, sql) =>
    sent(r, r.pick(['POST', 'PUT']), 'bi.meadow.example', `/api/card/${r.int(1, 600)}`, CARD(sql)),
  ),
  texts('models of a warehouse', 80, MODELS, (r, code) =>
    sent(r, 'PUT', 'bi.meadow.example', `/api/models/${r.int(1, 80)}`, {
      name: `m_${r.hex(4)}`,
      raw_code: code,
      tags: ['daily'],
    }),
  ),
  texts('conditions of a report', 140, FRAGMENTS, (r, where) =>
    r.chance(0.5)
      ? asked(r, 'bi.meadow.example', '/api/export', { where, columns: 'id,name' })
      : sent(r, 'POST', 'bi.meadow.example', '/api/segments', { name: 'Segment', condition: where }),
  ),
  texts('sort orders', 120, ORDERS, (r, sort) =>
    asked(r, 'bi.meadow.example', '/api/rows', {
      [r.pick(['sort', 'order_by', 'orderBy'])]: sort,
      page: r.int(1, 9),
    }),
  ),
  texts('calculated fields', 100, FORMULAS, (r, formula) =>
    sent(r, 'POST', 'bi.meadow.example', '/api/fields', { name: 'calc', formula, dataType: 'number' }),
  ),
];
