// node table.mjs results.jsonl: all figures as one markdown table, then the goals.
import { cpus, totalmem, release } from 'node:os';
import { read, peersOf, values, spread, number, noise, loud, takeover } from './rows.mjs';
import { goals } from './goals.mjs';

const rows = read(process.argv[2]);
const peers = peersOf(rows);
const redis = (name) => (r) => r.redis?.[name];
const lines = [
  ['emit, 64 in flight, runs/s', 'emit', (r) => r.perSec],
  ['– producer CPU, µs/run', 'emit', (r) => r.clientCpuUs],
  ['– producer allocates, bytes/run', 'emit', (r) => r.clientBytes],
  ['– server CPU, µs/run', 'emit', (r) => r.serverCpuUs],
  ['– commands/run', 'emit', redis('commandsPerJob')],
  ['– bytes to Redis per run', 'emit', redis('bytesInPerJob')],
  ['– bytes from Redis per run', 'emit', redis('bytesOutPerJob')],
  ['bulk, 500 a call, runs/s', 'bulk', (r) => r.perSec],
  ['– producer CPU, µs/run', 'bulk', (r) => r.clientCpuUs],
  ['– server CPU, µs/run', 'bulk', (r) => r.serverCpuUs],
  ['bulk, four calls in flight, runs/s', 'bulk4', (r) => r.perSec],
  ['drain, no-op, runs/s', 'drain', (r) => r.perSec],
  ['– worker CPU, µs/run', 'drain', (r) => r.workerCpuUs],
  ['– worker allocates, bytes/run', 'drain', (r) => r.workerBytes],
  ['– server CPU, µs/run', 'drain', (r) => r.serverCpuUs],
  ['– commands/run', 'drain', redis('commandsPerJob')],
  ['– bytes to Redis per run', 'drain', redis('bytesInPerJob')],
  ['– bytes from Redis per run', 'drain', redis('bytesOutPerJob')],
  ['drain, no-op, a limit of CONCURRENCY, runs/s', 'drain-limited', (r) => r.perSec],
  ['– worker CPU, µs/run', 'drain-limited', (r) => r.workerCpuUs],
  ['– server CPU, µs/run', 'drain-limited', (r) => r.serverCpuUs],
  ['– commands/run', 'drain-limited', redis('commandsPerJob')],
  ['three steps, queued, workflows/s', 'steps', (r) => r.perSec],
  ['– worker CPU, µs/workflow', 'steps', (r) => r.workerCpuUs],
  ['– server CPU, µs/workflow', 'steps', (r) => r.serverCpuUs],
  ['– commands/workflow', 'steps', redis('commandsPerJob')],
  ['three steps, started in the worker, no queue, workflows/s', 'direct', (r) => r.perSec],
  ...['idle', 'load'].flatMap((metric) => ['toStart', 'toResult'].flatMap((to) => ['p50', 'p95', 'p99'].map((p) =>
    [`${metric}: emit → ${to.slice(2).toLowerCase()} ${p}, ms`, metric, (r) => r[to]?.[p]]))),
  ['load: runs/s', 'load', (r) => r.rate],
  ['delayed: late p50, ms', 'delayed', (r) => r.late?.p50],
  ['delayed: late p99, ms', 'delayed', (r) => r.late?.p99],
  ['store bytes per kept run, after the drain', 'drain', (r) => r.bytesPerJob],
  ['– of which event stream', 'drain', (r) => r.eventStreamBytesPerJob || undefined],
  ['store bytes per kept run, of the second half of them', 'memory-noop', (r) => r.bytesPerJob],
  ['– of three steps', 'memory-steps', (r) => r.bytesPerJob],
  ['takeover, shortest settings, s', 'crash-short', takeover],
  ['takeover, default settings, s', 'crash-default', takeover],
];

function cell(peer, metric, pick) {
  const v = values(rows, peer, metric, pick);
  if (v.length) return spread(v);
  return rows.some((r) => r.peer === peer && r.metric === metric && r.error) ? 'failed' : '—';
}
const line = (cells) => console.log(`| ${cells.join(' | ')} |`);
const head = (cells) => { line(cells); line(cells.map(() => '---')); };

console.log(`${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}; Redis ${process.env.REDIS_VERSION}, no persistence; commit ${process.env.COMMIT}; ${new Date().toISOString().slice(0, 10)}.`);
if (rows.some((r) => r.packages?.postgres)) console.log('Redis persists nothing; Postgres fsyncs each commit, as it does by default.');
console.log('Redflow: workflows without a limit (`MaxConcurrency = 0`; the default is 1), except where a limit is named.');
console.log(`JOBS=${process.env.JOBS} WORKFLOWS=${process.env.WORKFLOWS} CONCURRENCY=${process.env.CONCURRENCY} ROUNDS=${process.env.ROUNDS}. Median (min–max; samples).\n`);
head(['', ...peers]);
line(['versions', ...peers.map((p) => {
  const r = rows.find((x) => x.peer === p);
  return [r.node ? `Node ${r.node}` : r.runtime, ...Object.entries(r.packages).map(([k, v]) => `${k} ${v.replace(/\+.*/, '')}`)].join(', ');
})]);
for (const [name, metric, pick] of lines) {
  const cells = peers.map((p) => cell(p, metric, pick));
  if (cells.some((c) => c !== '—')) line([name, ...cells]);
}

// What only Redflow measures of itself: growth, payloads, limits.
const shown = new Set(lines.map(([, metric]) => metric));
const own = [...new Set(rows.filter((r) => !r.error).map((r) => r.metric))].filter((metric) => !shown.has(metric));
if (own.length) {
  const ours = peers.filter((p) => p.startsWith('redflow'));
  console.log();
  head(['', ...ours.flatMap((p) => [`${p}, per second`, 'server CPU, µs', 'commands'])]);
  for (const metric of own) line([metric, ...ours.flatMap((p) => [cell(p, metric, (r) => r.perSec), cell(p, metric, (r) => r.serverCpuUs), cell(p, metric, redis('commandsPerJob'))])]);
}

if (peers.includes('redflow')) {
  console.log('\nRatio: Redflow / peer, of the medians (smallest–largest ratio within a round). Scaled: Redflow\'s, times what bee-queue took Redis on the machine on which the goals were set (8 µs an emit, 27 µs a finish and fetch), divided by what it took here. Met: without scaling; n: how many samples, where fewer than three.\n');
  head(['goal', 'Redflow', 'peer', 'ratio', 'scaled', 'met']);
  for (const g of goals(rows)) line(g);
}

const heard = rows.filter((r) => r.noise);
console.log(`\nNoise: other processes and other guests of the host took up to ${number(Math.max(0, ...heard.map(noise)))} cores during ${heard.length} samples; ${heard.filter(loud).length} samples saw 0.35 or more, and are left out where two quieter ones exist.`);
for (const r of rows.filter((x) => x.error)) console.log(`\nError: ${r.peer} ${r.metric}, round ${r.run}: ${r.error}`);
