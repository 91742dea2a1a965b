import type { Credential, Entrance, PlannedRequest, Tag } from '../manifest.ts';
import { clientAddressOf } from '../population.ts';
import { SeededRandom } from '../seeded-random.ts';
import type { Reply, Send } from './sender.ts';

/** What one actor does, from its first request to its last, in order. */
export type Journey = (send: Send) => Promise<void>;

export interface Site {
  readonly entrance: Entrance;
  readonly scheme: 'https' | 'http';
  readonly host: string;
}

export const API: Site = { entrance: 'nginx', scheme: 'https', host: 'api.shop.example' };

export interface CallOptions {
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly credential?: Credential;
  readonly operations?: readonly string[];
  readonly endsAtGateway?: boolean;
  readonly attack?: 'injection';
}

export const JSON_TYPE = { 'content-type': 'application/json' } as const;

/** One client: an address, a user agent, a stream of choices, and calls that name their template. */
export class Actor {
  readonly random: SeededRandom;
  private readonly send: Send;
  private readonly base: {
    readonly actor: string;
    readonly kind: Tag['kind'];
    readonly userAgent: string;
    readonly address: string;
  };

  constructor(
    send: Send,
    actor: string,
    kind: Tag['kind'],
    userAgent: string,
    address = clientAddressOf(actor),
  ) {
    this.send = send;
    this.random = new SeededRandom(`journey/${actor}`);
    this.base = { actor, kind, userAgent, address };
  }

  /** Fills the slots of `template` in order and sends the request. */
  async call(
    site: Site,
    method: string,
    template: string,
    slots: ReadonlyArray<string | number> = [],
    options: CallOptions = {},
  ): Promise<Reply> {
    let index = 0;
    const path = template.replace(/\{\w+\}/gu, () => encodeURIComponent(String(slots[index++] ?? '')));
    return this.dispatch(
      site,
      method,
      `${path}${options.query === undefined ? '' : `?${options.query}`}`,
      options,
      {
        template,
        ...(options.operations === undefined ? {} : { operations: options.operations }),
        ...(options.attack === undefined ? {} : { attack: options.attack }),
      },
    );
  }

  /** Sends something that is no use of an API. */
  async noise(
    site: Site,
    method: string,
    target: string,
    noise: NonNullable<Tag['noise']>,
    options: CallOptions = {},
  ): Promise<Reply> {
    return this.dispatch(site, method, target, options, {
      noise,
      ...(options.attack === undefined ? {} : { attack: options.attack }),
    });
  }

  private async dispatch(
    site: Site,
    method: string,
    target: string,
    options: CallOptions,
    what: Pick<Tag, 'template' | 'noise' | 'operations' | 'attack'>,
  ): Promise<Reply> {
    const planned: PlannedRequest = {
      ...site,
      method,
      target,
      clientAddress: this.base.address,
      headers: { 'user-agent': this.base.userAgent, accept: '*/*', ...options.headers },
      ...(options.body === undefined ? {} : { body: options.body }),
      tag: {
        ...what,
        credential: options.credential ?? 'none',
        actor: this.base.actor,
        kind: this.base.kind,
        ...(options.endsAtGateway === true ? { endsAtGateway: true } : {}),
      },
    };
    return this.send(planned);
  }
}

/** Repeats a step; the count is drawn once. */
export async function times(count: number, step: (turn: number) => Promise<unknown>): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await step(turn);
}

/** The same call with a JSON body. */
export function jsonWith(options: CallOptions, body: object): CallOptions {
  return { ...options, headers: { ...options.headers, ...JSON_TYPE }, body: JSON.stringify(body) };
}
