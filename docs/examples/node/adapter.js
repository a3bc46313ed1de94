// An adapter: connects a system to the gateway. The system is a JSON file, {"people": {"<id>": {"email", ...}}, "operations": {}}.
//   node adapter.js 127.0.0.1:7100 <system id> people.json
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const protos = process.env.DSR_PROTOS || path.join(__dirname, '../../../protos');
const { dsr } = grpc.loadPackageDefinition(loader.loadSync('dsr/v1/adapter_service.proto', { includeDirs: [protos], enums: String, longs: Number, defaults: true }));
const [address, system, file] = process.argv.slice(2);
const CATEGORY = 'user.contact';
const rights = ['RIGHT_ACCESS', 'RIGHT_ERASURE'];

const read = () => JSON.parse(fs.readFileSync(file, 'utf8'));

/** All of the new state or all of the old one is on disk, whenever the process dies. */
function write(state) {
  const handle = fs.openSync(file + '.new', 'w');
  fs.writeSync(handle, JSON.stringify(state, null, 2));
  fs.fsyncSync(handle);
  fs.closeSync(handle);
  fs.renameSync(file + '.new', file);
}

const part = (kind, count) => ({ category: CATEGORY, kind: 'OUTCOME_KIND_' + kind, count });
const partsFor = count => [count > 0 ? part('DONE', count) : part('NOTHING_HELD', 0)];

/** Whom the identifiers single out; several matches are candidates, and none of them is selected. */
function select(state, identifiers) {
  const emails = identifiers.filter(i => i.type === 'email').map(i => i.value);
  const found = Object.keys(state.people).filter(id => emails.includes(state.people[id].email));
  if (found.length > 1) return { candidates: found.length, informationNeeded: ['customer_number'] };
  return { subjectRefs: found, matchedBy: found.length > 0 ? ['email'] : [] };
}

/** A handler whose errors become a status. What an exception says may quote a person's data, so it is not passed on. */
const unary = answer => (call, done) => {
  let response;
  try { response = answer(call.request); } catch { return done({ code: grpc.status.INTERNAL, details: 'the adapter failed' }); }
  done(null, response);
};

const describe = () => ({
  adapterName: 'node-example', adapterVersion: '1',
  systems: [{ systemId: system, product: 'JSON file', rights, searchedBy: ['email'], yields: [], categories: [CATEGORY] }],
});

function locate({ context }) {
  const selection = select(read(), context.identifiers);
  return { selection, forecast: selection.candidates ? [] : partsFor(selection.subjectRefs.length) };
}

function fulfil(call) {
  const { context } = call.request;
  if (context.systemId !== system || !rights.includes(context.right)) {
    return call.emit('error', { code: grpc.status.UNIMPLEMENTED, details: 'no such system or right' });
  }
  const outcome = context.right === 'RIGHT_ACCESS' ? access(call, context) : { parts: erase(context) };
  call.write({ outcome: { operationId: context.operationId, sent: 0, ...outcome } });
  call.end();
}

function access(call, context) {
  const state = read();
  const selection = select(state, context.identifiers);
  if (selection.candidates) return { selection };
  for (const id of selection.subjectRefs) {
    call.write({ record: { category: CATEGORY, collection: 'people', json: JSON.stringify(state.people[id]) } });
  }
  return { selection, parts: partsFor(selection.subjectRefs.length), sent: selection.subjectRefs.length };
}

/** Exactly once: the effect and the operation's id are written together, and a repeat gives the first outcome. */
function erase({ operationId, subjectRefs }) {
  const state = read();
  if (!state.operations[operationId]) {
    const held = subjectRefs.filter(id => state.people[id]);
    held.forEach(id => delete state.people[id]);
    state.operations[operationId] = partsFor(held.length);
    write(state);
  }
  return state.operations[operationId];
}

/** By another route than erase took: look for the person's values anywhere in the system's data. */
function verify({ context }) {
  const text = JSON.stringify(read().people);
  const left = context.identifiers.filter(i => text.includes(JSON.stringify(i.value)));
  return { parts: [left.length > 0 ? { ...part('RESIDUE', left.length), place: 'people' } : part('DONE', 0)] };
}

const server = new grpc.Server();
server.addService(dsr.v1.AdapterService.service, { Describe: unary(describe), Locate: unary(locate), Fulfil: fulfil, Verify: unary(verify) });
server.bindAsync(address, grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(`listening on ${port}`);
});
