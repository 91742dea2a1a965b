/* oxlint-disable typescript/no-unsafe-assignment, typescript/no-unsafe-member-access, typescript/no-unsafe-call, typescript/no-unsafe-return, typescript/no-unsafe-argument -- JavaScript without types: it is copied into backends of any version */
import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import express from 'express';

const PROVIDER = 'assay';
const ORIGIN = 'backstage.io/managed-by-origin-location';
const MAX_ENTITIES = 200;

/**
 * Takes entities from Assay into the catalog. They come without a location key, so that an entity of the same name that
 * a person registers takes the place of ours; one that stands already is never touched.
 *
 *   GET  /api/catalog/assay/entities?marker=…&limit=…&after=…   what the catalog holds from this marker
 *   POST /api/catalog/assay/entities {marker, entities}         adds or replaces; 409 when a name is somebody else's
 *
 * Both want a service as caller: a token of `backend.auth.externalAccess`.
 */
export const catalogModuleAssay = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'assay',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ catalog, database, httpAuth, httpRouter }) {
        const provider = createProvider();
        catalog.addEntityProvider(provider);
        httpRouter.use(createRouter({ provider, database, httpAuth }));
      },
    });
  },
});

// oxlint-disable-next-line import/no-default-export -- backend.add(import(…)) takes the default export
export default catalogModuleAssay;

function createProvider() {
  let connection = null;
  return {
    getProviderName: () => PROVIDER,
    connect: async (given) => {
      connection = given;
    },
    add: async (entities) => {
      if (connection === null) throw new Error('The catalog is still starting.');
      const added = entities.map((entity) => ({ entity }));
      await connection.applyMutation({ type: 'delta', added, removed: [] });
    },
  };
}

function createRouter({ provider, database, httpAuth }) {
  const router = express.Router();
  const path = '/assay/entities';
  const route = (handle) => (request, response, next) => {
    httpAuth
      .credentials(request, { allow: ['service'] })
      .then(() => handle(request, response))
      .catch(next);
  };
  router.get(
    path,
    route(async (request, response) => {
      const { marker, after = '' } = request.query;
      if (typeof marker !== 'string' || typeof after !== 'string') throw new InputError('marker is missing');
      const limit = Math.min(Number(request.query.limit ?? MAX_ENTITIES) || MAX_ENTITIES, MAX_ENTITIES);
      response.json(await listEntities(await database.getClient(), { marker, after, limit }));
    }),
  );
  router.post(
    path,
    express.json({ limit: '20mb' }),
    route(async (request, response) => {
      const { marker, entities } = readBody(request.body);
      const conflicts = await foreignRefs(await database.getClient(), marker, entities.map(refOf));
      if (conflicts.length > 0) {
        response.status(409).json({ conflicts });
        return;
      }
      await provider.add(entities);
      response.status(204).end();
    }),
  );
  return router;
}

function readBody(body) {
  const { marker, entities } = body ?? {};
  if (typeof marker !== 'string' || !Array.isArray(entities) || entities.length > MAX_ENTITIES)
    throw new InputError(`A body is { marker, entities } with at most ${MAX_ENTITIES} entities`);
  for (const entity of entities) {
    const { name, namespace, annotations } = entity?.metadata ?? {};
    if (entity?.kind !== 'API' || typeof name !== 'string' || typeof namespace !== 'string')
      throw new InputError('An entity is of kind API and has a name and a namespace');
    if (annotations?.[ORIGIN] !== originOf(marker))
      throw new InputError(`An entity has the annotation ${ORIGIN}: ${originOf(marker)}`);
  }
  return { marker, entities };
}

/** What the catalog was given and has not lost since: processed or not, so that a plan sees what was just pushed. */
async function listEntities(knex, { marker, after, limit }) {
  const rows = await knex('refresh_state')
    .join(
      'refresh_state_references',
      'refresh_state_references.target_entity_ref',
      'refresh_state.entity_ref',
    )
    .where('refresh_state_references.source_key', PROVIDER)
    .andWhere('refresh_state.entity_ref', '>', after)
    .orderBy('refresh_state.entity_ref')
    .limit(limit + 1)
    .select('refresh_state.entity_ref as ref', 'refresh_state.unprocessed_entity as entity');
  const shown = rows.slice(0, limit);
  return {
    items: shown.map((row) => JSON.parse(row.entity)).filter((entity) => isOf(entity, marker)),
    next: rows.length > limit ? shown.at(-1).ref : null,
  };
}

/** References under which something stands that did not come from this marker. */
async function foreignRefs(knex, marker, refs) {
  const rows = await knex('refresh_state')
    .leftJoin(
      'refresh_state_references',
      'refresh_state_references.target_entity_ref',
      'refresh_state.entity_ref',
    )
    .whereIn('refresh_state.entity_ref', refs)
    .select(
      'refresh_state.entity_ref as ref',
      'refresh_state.unprocessed_entity as entity',
      'refresh_state_references.source_key as source',
    );
  const ours = new Set(
    rows
      .filter((row) => row.source === PROVIDER && isOf(JSON.parse(row.entity), marker))
      .map((row) => row.ref),
  );
  return [...new Set(rows.map((row) => row.ref))].filter((ref) => !ours.has(ref));
}

function isOf(entity, marker) {
  return entity.metadata?.annotations?.[ORIGIN] === originOf(marker);
}

function originOf(marker) {
  return `assay:${marker}`;
}

function refOf({ metadata }) {
  return `api:${metadata.namespace}/${metadata.name}`.toLowerCase();
}
