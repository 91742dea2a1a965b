import { basename } from 'node:path';

/** Ids of gateways that are read from files: as short as tells them apart, and no two alike. */
export function gatewayFileIds(files: readonly string[]): readonly string[] {
  const forms: readonly ((file: string) => string)[] = [
    (file) => withoutExtension(basename(file)),
    (file) => basename(file),
    withoutExtension,
    (file) => file,
  ];
  for (const form of forms) {
    const ids = files.map(form);
    if (new Set(ids).size === files.length) return ids;
  }
  return files.map((file, index) => `${file}#${index + 1}`);
}

function withoutExtension(path: string): string {
  return path.replace(/\.[^./\\]*$/, '');
}
