import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A line between a process and a server that can be made slow, and on which attempts to connect are counted. */
export interface SlowLine {
  readonly port: number;
  /** Connections asked for since the start; those that found nobody at home too. */
  attempts(): number;
  /** From now on whatever goes over the line, either way, arrives this much later. */
  setDelayMs(ms: number): void;
  stop(): Promise<void>;
}

export async function startSlowLine(targetPort: number): Promise<SlowLine> {
  let attempts = 0;
  let delayMs = 0;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    attempts += 1;
    const far = connect(targetPort, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      pass(from, to, () => delayMs);
      from.on('close', () => open.delete(from));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    attempts: () => attempts,
    setDelayMs: (ms) => {
      delayMs = ms;
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** In order, each piece after its delay; an end or a break is passed on like everything else. */
function pass(from: Socket, to: Socket, delayMs: () => number): void {
  let last: Promise<void> = Promise.resolve();
  const later = (work: () => void): void => {
    const due = delay(delayMs());
    last = last.then(() => due).then(work);
  };
  from.on('data', (piece: Buffer) => later(() => void to.write(piece)));
  from.on('end', () => later(() => to.end()));
  from.on('error', () => to.destroy());
  from.on('close', () => later(() => to.destroy()));
}
