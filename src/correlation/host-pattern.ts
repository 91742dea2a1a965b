/** A host as a route or server names it; `*` at one end only, optional port. */
export interface HostPattern {
  readonly kind: 'exact' | 'suffix' | 'prefix' | 'any';
  /** Lower-case, without `*` and port: `.shop.example` for `*.shop.example`. */
  readonly text: string;
  readonly port: string | null;
}

export interface HostParts {
  readonly name: string;
  readonly port: string | null;
}

export function splitHost(host: string): HostParts {
  const portAt = host.startsWith('[') ? host.indexOf(']:') + 1 : host.indexOf(':');
  if (portAt <= 0 || (!host.startsWith('[') && host.indexOf(':', portAt + 1) > 0)) {
    return { name: host, port: null };
  }
  return { name: host.slice(0, portAt), port: host.slice(portAt + 1) };
}

export function parseHostPattern(pattern: string): HostPattern {
  const { name: stated, port } = splitHost(pattern.toLowerCase());
  const name = stated.endsWith('.') ? stated.slice(0, -1) : stated;
  if (name === '*') return { kind: 'any', text: '', port };
  if (name.startsWith('*')) return { kind: 'suffix', text: name.slice(1), port };
  if (name.endsWith('*')) return { kind: 'prefix', text: name.slice(0, -1), port };
  return { kind: 'exact', text: name, port };
}

/** What a pattern without port says: any port (routers of gateways), or the default port alone (URLs). */
export type PortRule = 'any' | 'stated';

/** A stated port also fits a host whose default port was dropped. */
function portFits(pattern: HostPattern, port: string | null, ports: PortRule): boolean {
  if (pattern.port === port || (pattern.port === null && ports === 'any')) return true;
  return port === null && (pattern.port === '80' || pattern.port === '443');
}

export function hostPatternFits(pattern: HostPattern, host: string, ports: PortRule = 'any'): boolean {
  const { name, port } = splitHost(host);
  if (!portFits(pattern, port, ports)) return false;
  switch (pattern.kind) {
    case 'any':
      return true;
    case 'exact':
      return name === pattern.text;
    case 'suffix':
      return name.length > pattern.text.length && name.endsWith(pattern.text);
    case 'prefix':
    default:
      return name.length > pattern.text.length && name.startsWith(pattern.text);
  }
}

/** Index key of a pattern; `hostKeys` lists every key that can fit a host, so a lookup costs its label count. */
export function hostPatternKey(pattern: HostPattern): string {
  switch (pattern.kind) {
    case 'any':
      return '*';
    case 'exact':
      return `=${pattern.text}`;
    case 'suffix':
      return pattern.text.startsWith('.') ? `<${pattern.text}` : '*';
    case 'prefix':
    default:
      return pattern.text.endsWith('.') ? `>${pattern.text}` : '*';
  }
}

export function hostKeys(host: string): readonly string[] {
  const { name } = splitHost(host);
  const keys = [`=${name}`];
  for (let at = name.indexOf('.'); at >= 0; at = name.indexOf('.', at + 1)) {
    keys.push(`<${name.slice(at)}`, `>${name.slice(0, at + 1)}`);
  }
  keys.push('*');
  return keys;
}

/** Linear glob over a host: `*` stands for any text. Used by grouping and host rules. */
export function hostGlobFits(glob: string, host: string): boolean {
  const pieces = glob.toLowerCase().split('*');
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return first === host;
  const last = pieces.at(-1) ?? '';
  if (host.length < first.length + last.length || !host.startsWith(first) || !host.endsWith(last))
    return false;
  let at = first.length;
  const end = host.length - last.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = host.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
