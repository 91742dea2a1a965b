import type { Clock } from '../../model/clock.ts';
import type { AssayError } from '../../model/errors.ts';
import type { LogConsumer } from './client.ts';
import { classifyTopicFault } from './faults.ts';

export interface MembershipOptions {
  readonly consumer: LogConsumer;
  readonly topic: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly retryMs: (attempt: number) => number;
  readonly onAssigned: (partitions: readonly number[]) => void;
  readonly onProblem: (problem: AssayError | null) => void;
}

/** Joins the group and stays in it until the signal aborts: when membership is lost it is asked for again. */
export async function joinAndStay(options: MembershipOptions): Promise<void> {
  const { consumer, topic, signal } = options;
  consumer.topics.track(topic);
  consumer.on('consumer:group:join', ({ assignments }) => {
    const own = assignments?.filter((assignment) => assignment.topic === topic) ?? [];
    options.onProblem(null);
    options.onAssigned(own.flatMap(({ partitions }) => partitions));
  });
  let attempt = 0;
  while (!signal.aborted) {
    const lost = whenLost(consumer, signal);
    try {
      await consumer.joinGroup({});
      attempt = 0;
      await lost.promise;
    } catch (error) {
      options.onProblem(classifyTopicFault(error, topic));
      consumer.clearMetadata();
      await options.clock.sleep(options.retryMs(attempt), signal).catch(() => undefined);
      attempt += 1;
    } finally {
      lost.forget();
    }
  }
}

/** The client rejoins by itself after a rebalance; it says `error` when that failed, and then does no more. */
function whenLost(
  consumer: LogConsumer,
  signal: AbortSignal,
): { readonly promise: Promise<void>; forget(): void } {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  promise.catch(() => undefined);
  const onStop = (): void => resolve();
  const onError = (error: Error): void => reject(error);
  const onStalled = (): void => reject(new Error('no sign of life of the group'));
  signal.addEventListener('abort', onStop, { once: true });
  consumer.on('error', onError);
  consumer.on('consumer:heartbeat:stalled', onStalled);
  return {
    promise,
    forget: () => {
      signal.removeEventListener('abort', onStop);
      consumer.off('consumer:heartbeat:stalled', onStalled);
      consumer.off('error', onError);
    },
  };
}
