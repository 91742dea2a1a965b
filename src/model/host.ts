/**
 * Identity of a host: lower-case, no trailing dot, default port of the scheme dropped, other ports kept.
 * The scheme is not identity; with no scheme known both default ports are dropped.
 */
export function normalizeHost(host: string, scheme: 'http' | 'https' | null): string {
  let text = host.trim().toLowerCase();
  const portAt = text.startsWith('[') ? text.indexOf(']:') + 1 : text.lastIndexOf(':');
  let port = '';
  const isBareIpv6 = !text.startsWith('[') && text.indexOf(':') !== portAt;
  if (portAt > 0 && !isBareIpv6) {
    port = text.slice(portAt + 1);
    text = text.slice(0, portAt);
  }
  if (text.endsWith('.')) text = text.slice(0, -1);
  const isDefault =
    port === '' ||
    (scheme === 'http' && port === '80') ||
    (scheme === 'https' && port === '443') ||
    (scheme === null && (port === '80' || port === '443'));
  return isDefault ? text : `${text}:${port}`;
}
