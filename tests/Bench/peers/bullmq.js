// BullMQ: a case is a flow, a parent job with one child job per system; the parent runs when all its children are done.
'use strict';
const { FlowProducer, QueueEvents, Worker } = require('bullmq');
const { systems, fetchFrom, serve } = require('./serve.js');

const callers = 64;
const connection = { host: '127.0.0.1', port: Number(process.env.REDIS_PORT), maxRetriesPerRequest: null };
const asking = new Worker('asking', (job) => fetchFrom(job.name, job.data), { connection, concurrency: callers * systems.length });
const closing = new Worker('closing', async (job) => Object.values(await job.getChildrenValues()), { connection, concurrency: callers });
const flows = new FlowProducer({ connection });
const closed = new QueueEvents('closing', { connection });

async function main() {
  for (const part of [asking, closing, flows, closed]) {
    part.on('error', (error) => console.error(error.message));
    part.setMaxListeners(0);
    await part.waitUntilReady();
  }
  serve(async (request) => {
    // One MULTI stores the parent and all its children: from then on the case survives as much as Redis does.
    const flow = await flows.add({
      name: 'case', queueName: 'closing', data: {}, opts: { jobId: request.case_id },
      children: systems.map((system) =>
        ({ name: system, queueName: 'asking', data: request, opts: { jobId: `${request.case_id}-${system}` } })),
    });
    return flow.job.waitUntilFinished(closed, 30_000);
  });
}

main();
