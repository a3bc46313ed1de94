// What every peer shares: its gRPC server, and the calls to the five adapters.
'use strict';
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const { loadSync } = require('@grpc/proto-loader');

const contract = grpc.loadPackageDefinition(
  loadSync(path.join(__dirname, 'bench.proto'), { keepCase: true, defaults: true })).dsrgateway.bench;

// SYSTEMS is "crm=127.0.0.1:7100,...": one connection per system, as the gateway has.
const adapters = process.env.SYSTEMS.split(',').map((pair) => pair.split('=')).map(([system, address]) =>
  ({ system, client: new contract.PeerAdapter(address, grpc.credentials.createInsecure()) }));

function fetchFrom(system, request) {
  const { client } = adapters.find((a) => a.system === system);
  const call = { case_id: request.case_id, system_id: system, email: request.email };
  return new Promise((resolve, reject) => client.Fetch(call, { deadline: Date.now() + 30_000 },
    (error, reply) => (error ? reject(error) : resolve({ system_id: system, outcome: reply.outcome, record: reply.record }))));
}

/** Serves Peer.Execute on PORT; carryOut gives the answers of a case once it is finished. */
function serve(carryOut) {
  const server = new grpc.Server();
  server.addService(contract.Peer.service, {
    Execute({ request }, reply) {
      carryOut(request).then(
        (answers) => reply(null, { case_id: request.case_id, answers }),
        (error) => reply({ code: grpc.status.INTERNAL, details: String(error) }));
    },
  });
  server.bindAsync(`127.0.0.1:${process.env.PORT}`, grpc.ServerCredentials.createInsecure(), (error) => {
    if (error) throw error;
    console.log('serving');
  });
}

module.exports = { systems: adapters.map((a) => a.system), fetchFrom, serve };
