import { NotRun, printNotRun } from '../support/services/not-run.ts';
import { OPENSEARCH, startSearchNode } from '../support/services/search-node.ts';
import { searchNodeSuite } from '../support/services/search-node-suite.ts';

const server = await startSearchNode(OPENSEARCH);

if (server instanceof NotRun) printNotRun(server);
else searchNodeSuite(`${OPENSEARCH.name} ${OPENSEARCH.version}`, server);
