// DBOS Transact: a case is a workflow, each adapter call a step whose result is stored before the workflow goes on.
'use strict';
const { DBOS } = require('@dbos-inc/dbos-sdk');
const { systems, fetchFrom, serve } = require('./serve.js');

const carryOut = DBOS.registerWorkflow(
  (request) => Promise.all(systems.map((system) => DBOS.runStep(() => fetchFrom(system, request), { name: system }))),
  { name: 'case' });

async function main() {
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl: process.env.DATABASE_URL, logLevel: 'error' });
  await DBOS.launch();
  // startWorkflow comes back when the workflow's row is committed: from then on the case survives a crash.
  serve(async (request) => (await DBOS.startWorkflow(carryOut, { workflowID: request.case_id })(request)).getResult());
}

main();
