// A portal: hands in a request, prints the answer, and watches the case to its end.
//   node client.js 127.0.0.1:8080 <controller> <right> <seconds> <type>=<value> ...
'use strict';
const crypto = require('node:crypto');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const protos = process.env.DSR_PROTOS || path.join(__dirname, '../../../protos');
const options = { includeDirs: [protos, path.join(__dirname, '..')], enums: String, longs: Number, defaults: true };
const { dsr } = grpc.loadPackageDefinition(loader.loadSync('dsr/v1/case_service.proto', options));
const errors = loader.loadSync('rich_error.proto', options);

const short = (name, prefix) => name.replace(prefix, '');

function print(kase) {
  const conclusion = short(kase.conclusion, 'CONCLUSION_');
  console.log(`case ${kase.caseId}: ${short(kase.state, 'CASE_STATE_')}${conclusion === 'UNSPECIFIED' ? '' : ' ' + conclusion}`);
  for (const step of kase.steps) {
    const parts = step.parts.map(p => `${short(p.kind, 'OUTCOME_KIND_')} ${p.count} ${p.category}`).join(', ');
    console.log(`  ${step.systemId}: ${step.state === 'STEP_STATE_ENDED' ? parts : 'not answered yet'}`);
  }
}

/** What to branch on is in a trailer: the reason, and every malformed field at once. */
function printError(error) {
  console.error(`${grpc.status[error.code]}: ${error.details}`);
  const trailer = error.metadata.get('grpc-status-details-bin')[0];
  for (const any of trailer ? errors['google.rpc.Status'].deserialize(trailer).details : []) {
    const type = any.type_url.split('/')[1];
    const detail = errors[type] && errors[type].deserialize(any.value);
    if (type === 'google.rpc.ErrorInfo') console.error(`reason ${detail.reason}`);
    if (type === 'google.rpc.BadRequest') detail.fieldViolations.forEach(v => console.error(`field ${v.field}: ${v.description}`));
  }
}

const [address, controllerId, right, seconds, ...identifiers] = process.argv.slice(2);
const cases = new dsr.v1.CaseService(address, grpc.credentials.createInsecure());
const metadata = new grpc.Metadata();
metadata.set('dsr-contract-revision', '2'); // the contract's revision that this portal can read: docs/contracts.md
const newCase = {
  requestId: crypto.randomUUID(), // keep it: the same id again gives the same case, so a failed call can be repeated
  controllerId,
  right: 'RIGHT_' + right.toUpperCase(),
  actor: 'node-portal',
  identifiers: identifiers.map(i => ({ type: i.slice(0, i.indexOf('=')), value: i.slice(i.indexOf('=') + 1) })),
};

cases.ExecuteCase({ newCase }, metadata, { deadline: Date.now() + seconds * 1000 }, (error, answer) => {
  if (error) {
    printError(error);
    process.exitCode = 1;
    return cases.close();
  }
  print(answer.case);
  const watch = cases.WatchCase({ caseId: answer.case.caseId, afterRevision: answer.case.revision }, metadata);
  watch.on('data', message => print(message.case));
  watch.on('error', problem => { printError(problem); process.exitCode = 1; });
  watch.on('end', () => { console.log('end'); cases.close(); });
});
