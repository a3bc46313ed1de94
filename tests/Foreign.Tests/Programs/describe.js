// Calls Describe with gzip on: the request is an empty message, and so is the answer. Prints the number of systems told.
'use strict';
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [address, protos] = process.argv.slice(2);
const { dsr } = grpc.loadPackageDefinition(loader.loadSync('dsr/v1/adapter_service.proto', { includeDirs: [protos], defaults: true }));
const adapter = new dsr.v1.AdapterService(address, grpc.credentials.createInsecure(), { 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip });

adapter.Describe({}, { deadline: Date.now() + 60000 }, (error, answer) => {
  console.log(error ? `${grpc.status[error.code]}: ${error.details}` : `systems: ${answer.systems.length}`);
  adapter.close();
});
