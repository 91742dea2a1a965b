import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { BACKEND_ADDRESS, ERP, GATEWAY, HAPROXY, NGINX } from '../estate.ts';
import type { PlannedRequest, SentRequest } from '../manifest.ts';

export interface Reply {
  readonly status: number;
  readonly text: string;
}

export type Send = (planned: PlannedRequest) => Promise<Reply>;

const ENTRANCES = {
  nginx: { address: NGINX.address, https: NGINX.tlsPort, http: NGINX.tlsPort },
  haproxy: { address: HAPROXY.address, https: HAPROXY.tlsPort, http: HAPROXY.plainPort },
  gateway: { address: GATEWAY.address, https: GATEWAY.tlsPort, http: GATEWAY.tlsPort },
  mesh: { address: BACKEND_ADDRESS, https: ERP.port, http: ERP.port },
} as const;

/** A sender that trusts the run's certificate only, and notes every request that was really answered. */
export function createSender(
  ca: string,
  onSent: (sent: SentRequest) => void,
): { send: Send; close: () => void } {
  const secure = new HttpsAgent({ keepAlive: true, maxSockets: 24, ca });
  const plain = new HttpAgent({ keepAlive: true, maxSockets: 24 });
  const send: Send = async (planned) => {
    const entrance = ENTRANCES[planned.entrance];
    const body = planned.body === undefined ? undefined : Buffer.from(planned.body);
    const common = {
      host: entrance.address,
      port: entrance[planned.scheme],
      method: planned.method,
      path: planned.target,
      setHost: false,
      headers: {
        host: planned.host,
        'x-forwarded-for': planned.clientAddress,
        ...planned.headers,
        ...(body === undefined ? {} : { 'content-length': String(body.length) }),
      },
    };
    const servername = planned.host.endsWith('.shop.example') ? planned.host : 'api.shop.example';
    const outgoing =
      planned.scheme === 'https'
        ? httpsRequest({ ...common, agent: secure, servername })
        : httpRequest({ ...common, agent: plain });
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve);
      outgoing.once('error', reject);
      outgoing.end(body);
    });
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(Buffer.from(chunk));
    const status = response.statusCode ?? 0;
    onSent({
      entrance: planned.entrance,
      scheme: planned.scheme,
      host: planned.host,
      method: planned.method,
      status,
      clientAddress: planned.clientAddress,
      tag: planned.tag,
    });
    return { status, text: Buffer.concat(chunks).toString('utf8') };
  };
  return {
    send,
    close: () => {
      secure.destroy();
      plain.destroy();
    },
  };
}
