import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  ADMIN,
  BACKEND_ADDRESS,
  GATEWAY,
  HAPROXY,
  LEGACY,
  NGINX,
  ORIGIN,
  PARTNER_EXPORT,
  PLAYGROUND,
  SUPPORT,
} from '../estate.ts';

/** Debian's own builds, found on the PATH. */
const PROGRAMS = { nginx: 'nginx', haproxy: 'haproxy', openssl: 'openssl' } as const;

/** Names what is missing before anything starts. */
export function requirePrograms(): void {
  const missing = Object.values(PROGRAMS).filter((program) => spawnSync(program, ['-v']).error !== undefined);
  if (missing.length > 0)
    throw new Error(`not installed: ${missing.join(', ')}; on Debian: apt install nginx haproxy openssl`);
}

/** A certificate for the estate's hosts, made for one run and thrown away with its directory. */
export function makeCertificate(directory: string): {
  key: string;
  cert: string;
  bundleFile: string;
  keyFile: string;
  certFile: string;
} {
  const keyFile = join(directory, 'estate.key');
  const certFile = join(directory, 'estate.crt');
  const bundleFile = join(directory, 'estate.pem');
  execFileSync(
    PROGRAMS.openssl,
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=shop.example',
      '-addext',
      'subjectAltName=DNS:*.shop.example',
      '-keyout',
      keyFile,
      '-out',
      certFile,
    ],
    { stdio: 'ignore' },
  );
  const key = readFileSync(keyFile, 'utf8');
  const cert = readFileSync(certFile, 'utf8');
  writeFileSync(bundleFile, `${cert}${key}`, { mode: 0o600 });
  return { key, cert, bundleFile, keyFile, certFile };
}

/** Names of fields as operators commonly write them; `escape=json` makes every line valid JSON. */
const NGINX_FIELDS = [
  'time_iso8601',
  'msec',
  'remote_addr',
  'request_method',
  'scheme',
  'host',
  'request_uri',
  'server_protocol',
  'status',
  'request_length',
  'bytes_sent',
  'request_time',
  'upstream_response_time',
  'http_user_agent',
  'http_referer',
] as const;

function nginxConfig(directory: string, logFile: string): string {
  const format = NGINX_FIELDS.map((name) => `"${name}":"$${name}"`).join(',');
  const proxyHeaders =
    'proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host; proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme;';
  const tls = `listen ${NGINX.address}:${NGINX.tlsPort} ssl`;
  return `
daemon off; worker_processes 1; pid ${directory}/nginx.pid; error_log ${directory}/nginx-error.log warn;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
http {
  client_body_temp_path ${directory}/body; proxy_temp_path ${directory}/proxy; fastcgi_temp_path ${directory}/fastcgi; uwsgi_temp_path ${directory}/uwsgi; scgi_temp_path ${directory}/scgi;
  log_format calls escape=json '{${format}}';
  access_log ${logFile} calls;
  ssl_certificate ${directory}/estate.crt; ssl_certificate_key ${directory}/estate.key;
  set_real_ip_from 127.0.0.0/8; real_ip_header X-Forwarded-For;
  keepalive_requests 100000; server_tokens off;
  upstream gateway { server ${GATEWAY.address}:${GATEWAY.tlsPort}; keepalive 32; keepalive_requests 100000; }
  upstream partner_export { server ${BACKEND_ADDRESS}:${PARTNER_EXPORT.port}; keepalive 8; }
  server { ${tls} default_server; server_name _; location / { return 404; } }
  server { ${tls}; server_name api.shop.example; location / { ${proxyHeaders} proxy_ssl_session_reuse on; proxy_pass https://gateway; } }
  server { ${tls}; server_name ${PARTNER_EXPORT.host}; location / { ${proxyHeaders} proxy_pass http://partner_export; } }
  server { ${tls}; server_name www.shop.example; root ${directory}/www; }
}
`;
}

function haproxyConfig(directory: string): string {
  const byHost = [SUPPORT, ADMIN, PLAYGROUND, ORIGIN]
    .map(
      (api) =>
        `  use_backend be_${api.port === ORIGIN.port ? 'origin' : api.host.split('.')[0]} if { req.hdr(host) -i ${api.host} }`,
    )
    .join('\n');
  const backends = [SUPPORT, ADMIN, PLAYGROUND, LEGACY]
    .map((api) => `backend be_${api.host.split('.')[0]}\n  server app1 ${BACKEND_ADDRESS}:${api.port}`)
    .join('\n');
  // The real client stands in X-Forwarded-For, believed from the recorder's own address only.
  const client =
    '  http-request set-src hdr(x-forwarded-for) if { src 127.0.0.1 }\n  http-request del-header x-forwarded-for\n  option forwardfor\n  capture request header Host len 64';
  return `
global
  log stdout len 4096 format raw local0
  nbthread 1
  maxconn 1024
defaults
  mode http
  log global
  option httplog
  option dontlognull
  timeout connect 5s
  timeout client 60s
  timeout server 60s
frontend fe_tls
  bind ${HAPROXY.address}:${HAPROXY.tlsPort} ssl crt ${directory}/estate.pem
${client}
  http-request set-header x-forwarded-proto https
${byHost}
  default_backend be_none
frontend fe_plain
  bind ${HAPROXY.address}:${HAPROXY.plainPort}
${client}
  http-request set-header x-forwarded-proto http
  use_backend be_legacy if { req.hdr(host) -i ${LEGACY.host} }
  default_backend be_none
backend be_origin
  http-request replace-path /customers/v1/(.*) /\\1
  server app1 ${BACKEND_ADDRESS}:${ORIGIN.port}
${backends}
backend be_none
  http-request return status 404 content-type application/json string '{"error":"not_found"}'
`;
}

export interface EdgeServers {
  /** Sends both servers their graceful stop and waits until they ended. */
  readonly stop: () => Promise<void>;
}

async function untilListening(host: string, port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, host, () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (open) return;
    await delay(50);
  }
  throw new Error(`nothing listens on ${host}:${port}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => child.once('exit', () => resolve()));
}

/** Starts the real NGINX and HAProxy over `directory`; HAProxy's standard output is its log, line by line as written. */
export async function startEdgeServers(
  directory: string,
  nginxLog: string,
  haproxyLog: string,
): Promise<EdgeServers> {
  const environment = { ...process.env, TZ: 'UTC' };
  mkdirSync(join(directory, 'www', 'assets'), { recursive: true });
  for (const [name, text] of [
    ['favicon.ico', 'icon'],
    ['assets/shop.css', 'body{}'],
    ['assets/shop.js', '"use strict";'],
    ['assets/logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ] as const)
    writeFileSync(join(directory, 'www', name), text);
  writeFileSync(join(directory, 'nginx.conf'), nginxConfig(directory, nginxLog));
  writeFileSync(join(directory, 'haproxy.cfg'), haproxyConfig(directory));
  const nginx = spawn(PROGRAMS.nginx, ['-p', directory, '-c', join(directory, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment,
  });
  const haproxy = spawn(PROGRAMS.haproxy, ['-db', '-f', join(directory, 'haproxy.cfg')], {
    stdio: ['ignore', openSync(haproxyLog, 'w'), 'inherit'],
    env: environment,
  });
  const stop = async (): Promise<void> => {
    nginx.kill('SIGQUIT');
    haproxy.kill('SIGTERM');
    await Promise.all([ended(nginx), ended(haproxy)]);
  };
  try {
    await Promise.all([
      untilListening(NGINX.address, NGINX.tlsPort),
      untilListening(HAPROXY.address, HAPROXY.tlsPort),
    ]);
  } catch (cause) {
    await stop();
    throw cause;
  }
  return { stop };
}

/** Version lines of both servers, for the record. */
export function edgeVersions(): { nginx: string; haproxy: string } {
  const haproxy = execFileSync(PROGRAMS.haproxy, ['-v'], { encoding: 'utf8' }).split('\n')[0] ?? '';
  // nginx prints its version on standard error.
  const nginx = spawnSync(PROGRAMS.nginx, ['-v'], { encoding: 'utf8' }).stderr.trim();
  return { nginx: nginx.replace('nginx version: ', ''), haproxy: haproxy.replace(/ \d{4}\/.*$/u, '') };
}
