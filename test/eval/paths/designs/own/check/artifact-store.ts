import type { Design } from '../../../design.ts';
import { bytes, item, list, on } from '../notation.ts';
import { MATERIALS, OBJECTS } from './vocabulary.ts';

const IMAGE = {
  ...item('schemaVersion mediaType config layers annotations'),
  contentType: 'application/vnd.oci.image.manifest.v1+json',
};

/** Artifacts: images with digest or tag in one slot, wheels as file names, crates sharded by their first letters. */
export const ARTIFACT_STORE: Design = {
  name: 'warehouseman',
  source: 'own',
  half: 'check',
  host: 'artifacts.warehouseman.example',
  basePath: '',
  templates: [
    on('GET', '/v2/_catalog', item('repositories'), 'n last'),
    on('GET', '/v2/{namespace}/{image}/tags/list', item('name tags'), 'n last', { weight: 3 }),
    on('GET HEAD PUT', '/v2/{namespace}/{image}/manifests/{reference}', IMAGE, '', { weight: 8 }),
    on('GET HEAD', '/v2/{namespace}/{image}/blobs/{digest}', bytes('application/octet-stream'), '', {
      weight: 8,
    }),
    on('PATCH PUT', '/v2/{namespace}/{image}/blobs/uploads/{upload}', { type: 'none' }, 'digest', {
      statuses: [202],
      weight: 2,
    }),
    on('GET', '/v2/{namespace}/{image}/referrers/{digest}', IMAGE, 'artifactType'),
    on('GET', '/pypi/{distribution}/json', item('info releases urls vulnerabilities last_serial'), '', {
      weight: 4,
    }),
    on('GET', '/pypi/{distribution}/{release}/json', item('info urls vulnerabilities'), '', { weight: 3 }),
    on('GET', '/wheels/{wheel}.whl', bytes('application/zip'), '', { weight: 4 }),
    on('GET', '/crates/{firstTwo}/{nextTwo}/{crate}', { type: 'text', contentType: 'text/plain' }, '', {
      weight: 3,
    }),
    on('GET', '/api/v1/crates/{crate}', item('crate versions keywords categories'), 'include', { weight: 3 }),
    on('GET', '/api/v1/crates/{crate}/{release}/download', bytes('application/gzip'), '', { weight: 3 }),
    on(
      'GET',
      '/api/v1/crates/{crate}/reverse_dependencies',
      item('dependencies versions meta'),
      'page per_page',
    ),
    on('GET', '/api/v1/summary', item('num_downloads num_crates new_crates most_downloaded')),
    on('GET', '/maven2/{coordinates+}', bytes('application/java-archive'), '', { weight: 3, scored: false }),
    on('GET', '/conda/{channel}/linux-64/repodata.json', item('info packages removed')),
    on('GET', '/advisories/{cve}', item('id summary severity affected references'), '', { weight: 2 }),
    on('GET', '/search', list('kind name description downloads'), 'q kind page', { weight: 2 }),
    on('GET', '/signatures/{package}@{release}.sig', bytes('application/pgp-signature')),
    on('GET', '/content-addressed/{shard}/{objectHash}', bytes('application/octet-stream'), '', {
      weight: 3,
    }),
  ],
  slots: {
    namespace: 'like:<any:library|bitworks|northlab|acmecorp|team-blue|team-red|jdoe|ops|grid|kiln>',
    image: `like:<any:${OBJECTS}><any:|-api|-worker|-web|-base>`,
    reference:
      'mixed:like:sha256:<hex:64>~like:<any:latest|edge|stable|1.0|1.1|2.3.0|2.3.1|2024.10|nightly><any:|-arm64|-amd64|-rc1|-debug|-alpine>',
    digest: 'like:sha256:<hex:64>',
    upload: 'uuid',
    distribution: `like:<any:py|django|flask|async|ml|geo><any:|-|_><any:${OBJECTS}>`,
    release: 'like:<int:0-9>.<int:0-40>.<int:0-30><any:|||rc1|.post1|b2>',
    wheel: `like:<any:${OBJECTS}>_<any:${MATERIALS}>-<int:0-9>.<int:0-40>.<int:0-9>-<any:py3-none-any|cp312-cp312-manylinux_2_28_x86_64|cp311-cp311-win_amd64>`,
    firstTwo: 'lower:2',
    nextTwo: 'lower:2',
    crate: `like:<any:${MATERIALS}>-<any:${OBJECTS}>`,
    coordinates: 'file-path',
    channel:
      'enum:main|forge|bioinfo|robotics|nightly|legacy|gpu|research|intel|edge|teaching|astro|hydro|finance|audio',
    cve: 'like:CVE-<int:2015-2026>-<digits:5>',
    package: `like:<any:${MATERIALS}>-<any:${OBJECTS}>`,
    shard: 'hex:2',
    objectHash: 'hex:62',
  },
  pools: { package: 'crate' },
};
