// Generated from the mappings beside it by `npm run generate`. Do not edit.
import type { CompiledMapping } from '../../src/mapping/compiled-mapping.ts';
import { aktoKafka } from './akto-kafka.compiled.ts';
import { apacheVhost } from './apache-vhost.compiled.ts';
import { assayCall } from './assay-call.compiled.ts';
import { awsAlb } from './aws-alb.compiled.ts';
import { awsApiGateway } from './aws-api-gateway.compiled.ts';
import { awsCloudfront } from './aws-cloudfront.compiled.ts';
import { axwayOpenTraffic } from './axway-open-traffic.compiled.ts';
import { axwayTrafficMonitor } from './axway-traffic-monitor.compiled.ts';
import { axwayTransactionEvent } from './axway-transaction-event.compiled.ts';
import { caddyJson } from './caddy-json.compiled.ts';
import { ecsHttp } from './ecs-http.compiled.ts';
import { ecsHttpHits } from './ecs-http-hits.compiled.ts';
import { envoyJson } from './envoy-json.compiled.ts';
import { gelfHttp } from './gelf-http.compiled.ts';
import { haproxyHttp } from './haproxy-http.compiled.ts';
import { har } from './har.compiled.ts';
import { iisW3c } from './iis-w3c.compiled.ts';
import { kongHttpLog } from './kong-http-log.compiled.ts';
import { nginxCombined } from './nginx-combined.compiled.ts';
import { nginxJson } from './nginx-json.compiled.ts';
import { ocsfApiActivity } from './ocsf-api-activity.compiled.ts';
import { ocsfHttpActivity } from './ocsf-http-activity.compiled.ts';
import { otlpHttp } from './otlp-http.compiled.ts';
import { resurface } from './resurface.compiled.ts';
import { resurfaceSql } from './resurface-sql.compiled.ts';
import { splunkWeb } from './splunk-web.compiled.ts';
import { traefikJson } from './traefik-json.compiled.ts';

export const SHIPPED_MAPPINGS: readonly CompiledMapping[] = [
  aktoKafka,
  apacheVhost,
  assayCall,
  awsAlb,
  awsApiGateway,
  awsCloudfront,
  axwayOpenTraffic,
  axwayTrafficMonitor,
  axwayTransactionEvent,
  caddyJson,
  ecsHttp,
  ecsHttpHits,
  envoyJson,
  gelfHttp,
  haproxyHttp,
  har,
  iisW3c,
  kongHttpLog,
  nginxCombined,
  nginxJson,
  ocsfApiActivity,
  ocsfHttpActivity,
  otlpHttp,
  resurface,
  resurfaceSql,
  splunkWeb,
  traefikJson,
];
