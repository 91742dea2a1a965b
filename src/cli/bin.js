#!/usr/bin/env node
// Kept free of dependencies and of newer syntax, so that an old Node can say what is wrong.
var major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    'assay: Node ' + process.versions.node + ' is too old; Assay needs Node 24 or newer.\n',
  );
  process.exitCode = 2;
} else {
  import('./src/cli/main.js');
}
