import type { Design } from '../../../design.ts';
import { item, list, on, siblings, text } from '../notation.ts';

const ACK = item('acknowledged requestId');

/** Operations toolbox: sixty kebab-case and snake_case actions on one level, next to a few real collections. */
export const OPS_TOOLBOX: Design = {
  name: 'pitcrew',
  source: 'own',
  half: 'check',
  host: 'ops.pitcrew.example:9443',
  basePath: '/internal/api',
  templates: [
    ...siblings(
      'POST',
      '/actions/',
      `drain-node cordon-node uncordon-node rotate-certificates renew-leases flush-dns reload-firewall sync-clocks prune-images
       compact-logs rebalance-shards snapshot-volumes expire-tokens unlock-account resend-invites recalculate-quotas reconcile-ledger
       replay-events republish-outbox rebuild-projections throttle-crawlers promote-replica demote-primary quarantine-host
       release-quarantine toggle-maintenance warm-cdn purge-cdn revoke-grants reissue-cards refresh-materialized-views trim-queues`,
      ACK,
    ),
    ...siblings(
      'GET',
      '/inspect/',
      `open_files goroutines heap_profile slow_endpoints stuck_workers dead_letters clock_skew disk_latency tls_expiry dns_cache
       connection_pool feature_matrix license_usage audit_tail config_diff`,
      item('collected_at host values'),
      'host limit',
    ),
    on('GET', '/nodes', list('name role zone state load'), 'zone role', { weight: 4 }),
    on('GET', '/nodes/{node}', item('name role zone state load kernel mounts'), '', { weight: 5 }),
    on('GET', '/nodes/{node}/processes', list('pid command cpu rss')),
    on('GET POST', '/incidents', list('number title severity state commander'), 'state severity', {
      weight: 2,
    }),
    on('GET PATCH', '/incidents/{incident}', item('number title severity state commander timeline'), '', {
      weight: 2,
    }),
    on('POST', '/incidents/{incident}/page', ACK),
    on('GET', '/runbooks/{runbook}', item('title steps owner reviewedOn'), '', { weight: 3 }),
    on('GET', '/on-call/now', item('primary secondary until')),
    on('GET', '/on-call/calendar', list('start end person'), 'from to'),
    on('GET', '/livez', text('text/plain'), '', { weight: 3 }),
    on('GET', '/prometheus/metrics', text('text/plain'), '', { weight: 3 }),
  ],
  slots: {
    node: 'like:<any:fra|ams|waw|mad|ord|sjc><int:1-3>-<any:k8s|db|lb|gpu><digits:2>',
    incident: 'like:INC-<digits:5>',
    runbook:
      'like:<any:restore|recover|scale|rotate|patch|migrate|failover|drain>-<any:kafka|postgres|redis|vault|consul|nginx|etcd|minio|clickhouse|elastic>-<any:cluster|node|leader|replica|region>',
  },
};
