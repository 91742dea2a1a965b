import { AssayError, type HttpClient, namingPermission } from '../../src/kit/index.ts';
import type { ElasticsearchConfig, Flavor } from './config.ts';
import { MONITOR_PERMISSION, member } from './search-api.ts';

/** Which of the two it is: as configured, or as it says itself (`GET /`, `version.distribution`). */
export async function flavorOf(http: HttpClient, { flavor }: ElasticsearchConfig): Promise<Flavor> {
  if (flavor !== 'auto') return flavor;
  return namingPermission(MONITOR_PERMISSION, () => http.getJson({ url: '/' }, readFlavor));
}

function readFlavor(body: unknown): Flavor {
  const version = member(body, 'version');
  if (member(version, 'distribution') === 'opensearch') return 'opensearch';
  if (typeof member(version, 'number') === 'string') return 'elasticsearch';
  throw new AssayError({
    code: 'ELASTICSEARCH_UNKNOWN',
    kind: 'sourceContract',
    message: 'What answers is neither Elasticsearch nor OpenSearch.',
    fix: 'Check url, or set flavor.',
  });
}
