import { CONNECTORS } from '../../connectors/index.ts';
import { AssayError } from '../model/errors.ts';

/** The connector of a name, loaded when asked for. Throws AssayError `config` where there is none. */
export async function loadConnector(id: string): ReturnType<NonNullable<(typeof CONNECTORS)[string]>> {
  const load = Object.hasOwn(CONNECTORS, id) ? CONNECTORS[id] : undefined;
  if (load === undefined) {
    throw new AssayError({
      code: 'CONNECTOR_UNKNOWN',
      kind: 'config',
      message: `There is no connector "${id.slice(0, 60)}".`,
      fix: 'assay connectors list shows them.',
    });
  }
  return load();
}
