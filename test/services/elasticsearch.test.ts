import { NotRun, printNotRun } from '../support/services/not-run.ts';
import { ELASTICSEARCH, startSearchNode } from '../support/services/search-node.ts';
import { searchNodeSuite } from '../support/services/search-node-suite.ts';

const server = await startSearchNode(ELASTICSEARCH);

if (server instanceof NotRun) printNotRun(server);
else searchNodeSuite(`${ELASTICSEARCH.name} ${ELASTICSEARCH.version}`, server);
