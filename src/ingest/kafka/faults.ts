import { AssayError } from '../../model/errors.ts';

/** Names of Kafka's error codes that we decide by; the client carries them as `apiId`. */
type ApiId = string;

/** After these, metadata is asked for again: the topic may have been made anew, or is gone. */
const TOPIC_FAULTS: ReadonlySet<ApiId> = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNKNOWN_TOPIC_ID',
  'INCONSISTENT_TOPIC_ID',
]);

const AUTH_FAULTS: ReadonlySet<ApiId> = new Set([
  'SASL_AUTHENTICATION_FAILED',
  'UNSUPPORTED_SASL_MECHANISM',
  'ILLEGAL_SASL_STATE',
  'TOPIC_AUTHORIZATION_FAILED',
  'GROUP_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
]);

/** Every error code of the protocol in a fault of the client, its causes and its parts. */
function apiIdsOf(error: unknown): ReadonlySet<ApiId> {
  const found = new Set<ApiId>();
  collect(error, found, 0);
  return found;
}

const MAX_DEPTH = 8;

function collect(error: unknown, found: Set<ApiId>, depth: number): void {
  if (!(error instanceof Error) || depth > MAX_DEPTH) return;
  if ('apiId' in error && typeof error.apiId === 'string') found.add(error.apiId);
  if (error instanceof AggregateError) for (const part of error.errors) collect(part, found, depth + 1);
  collect(error.cause, found, depth + 1);
}

export function isTopicFault(error: unknown): boolean {
  return [...apiIdsOf(error)].some((id) => TOPIC_FAULTS.has(id));
}

/** Our words for a fault of the client; its messages name hosts and quote answers, and stay here. */
export function classifyKafkaFault(error: unknown, topic: string): AssayError {
  if (error instanceof AssayError) return error;
  const ids = [...apiIdsOf(error)];
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  const context = { topic, fault: ids[0] ?? code };
  if (code === 'PLT_KFK_AUTHENTICATION' || ids.some((id) => AUTH_FAULTS.has(id)))
    return new AssayError({
      code: 'KAFKA_AUTH',
      kind: 'auth',
      message: 'Kafka refused the credentials, or does not let them read the topic or the group.',
      fix: 'Check sasl and tls of the source, and the access rules of the topic and the group.',
      context,
      cause: error,
    });
  if (ids.some((id) => TOPIC_FAULTS.has(id))) return topicMissing(topic, error);
  return new AssayError({
    code: 'KAFKA_UNAVAILABLE',
    kind: 'transient',
    message: 'Kafka does not answer, or could not do the work now.',
    fix: 'Check that the brokers run and can be reached; reading goes on from what was committed.',
    context,
    cause: error,
  });
}

/**
 * The same for a question about the topic, or a request to join its group: there the client answers that a topic is
 * unknown by an error of its own, without the code of the protocol.
 */
export function classifyTopicFault(error: unknown, topic: string): AssayError {
  const isRefusedByClient = error instanceof Error && 'code' in error && error.code === 'PLT_KFK_USER';
  return isRefusedByClient ? topicMissing(topic, error) : classifyKafkaFault(error, topic);
}

function topicMissing(topic: string, cause: unknown): AssayError {
  return new AssayError({
    code: 'KAFKA_TOPIC_MISSING',
    kind: 'sourceContract',
    message: `There is no topic ${topic}.`,
    fix: 'Create it, or name another one; reading begins by itself.',
    context: { topic },
    cause,
  });
}
