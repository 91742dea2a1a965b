import type { Readable } from 'node:stream';

/** Standard input, until the command is stopped: who writes into it may say nothing for hours. Throws the reason. */
export async function* untilStopped(input: Readable, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const stop = (): void => void input.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    yield* input;
  } catch (error: unknown) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
}
