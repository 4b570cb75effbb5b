// The goals of Redflow's speed, each as cells: goal, Redflow, peer, ratio, scaled, met.
import { median } from './lib.mjs';
import { values, number, ratio, takeover } from './rows.mjs';

const REDFLOW = 'redflow';
const ENOUGH = 3; // samples
const perSec = (r) => r.perSec;
const serverCpu = (r) => r.serverCpuUs;
const bytes = (r) => r.bytesPerJob;
const quantile = (of, p) => (r) => r[of]?.[p];

// At least `factor` times as many as the peer, in whose best way of doing it.
const times = (name, metric, peer, factor, theirs = metric) => ({ text: `${name} ≥ ${factor} × ${peer}`, metric, peer, theirs, pick: perSec, met: (a, b) => a >= factor * b });
// No slower than the peer.
const noSlower = (name, metric, peer, pick) => ({ text: `${name} ≤ ${peer}`, metric, peer, pick, unit: ' ms', met: (a, b) => a <= b });
// At most so much; the peer stands beside it for the scale.
const atMost = (name, metric, max, unit, peer, pick, theirs = metric) => ({ text: `${name} ≤ ${max}${unit}`, metric, peer, theirs, pick, unit, met: (a) => a <= max });
// What Redis may take; also as it would be on the machine of which the goals speak, where bee-queue's took `there`.
const redisCpu = (name, metric, max, there) => ({ ...atMost(`Redis CPU, ${name}`, metric, max, ' µs', 'bee-queue', serverCpu), there });

// µs of Redis for a job of bee-queue on the machine on which the goals were set. BullMQ's were 20 and 46.
const BEE_QUEUE = { emit: 8, drain: 27 };

const GOALS = [
  times('emit, 64 in flight', 'emit', 'bee-queue', 1.2),
  times('emit, 64 in flight', 'emit', 'bullmq', 2.5),
  times('bulk', 'bulk', 'bee-queue', 2),
  times('drain, no-op runs', 'drain', 'bullmq', 3),
  times('drain, no-op runs', 'drain', 'bee-queue', 2.5),
  times('three durable steps', 'steps', 'bullmq', 2.5),
  times('three durable steps', 'steps', 'dbos', 60, 'direct'),
  noSlower('idle: emit → start p50', 'idle', 'bee-queue', quantile('toStart', 'p50')),
  noSlower('idle: emit → result p50', 'idle', 'bee-queue', quantile('toResult', 'p50')),
  atMost('idle: emit → start p99', 'idle', 1.5, ' ms', 'bee-queue', quantile('toStart', 'p99')),
  atMost('idle: emit → result p99', 'idle', 1.5, ' ms', 'bee-queue', quantile('toResult', 'p99')),
  noSlower('500 runs/s: → result p99', 'load', 'bee-queue', quantile('toResult', 'p99')),
  atMost('delayed start: late p99', 'delayed', 5, ' ms', 'bullmq', quantile('late', 'p99')),
  atMost('memory per kept no-op run, after the drain', 'drain', 350, ' bytes', 'bee-queue', bytes),
  atMost('memory per kept no-op run, of the second half', 'memory-noop', 350, ' bytes', 'bee-queue', bytes, 'drain'),
  atMost('takeover, default settings', 'crash-default', 6, ' s', 'bee-queue', takeover),
  atMost('takeover, shortest settings', 'crash-short', 0.8, ' s', 'bee-queue', takeover),
  redisCpu('emit', 'emit', 8, BEE_QUEUE.emit),
  redisCpu('finish + claim', 'drain', 15, BEE_QUEUE.drain),
];

const middle = (v) => (v.length ? median(v) : undefined);
const shown = (x, unit = '') => (x === undefined ? '—' : `${number(x)}${unit}`);
// Of how many samples it is, where these are few.
const verdict = (samples, met) => {
  const n = Math.min(...samples);
  return n ? `${met ? 'yes' : '**no**'}${n < ENOUGH ? ` (n = ${n})` : ''}` : 'not measured';
};

// Ours as it would be on a machine on which a job of bee-queue took Redis so much.
function scaled(rows, ours, metric, there) {
  const here = middle(values(rows, 'bee-queue', metric, serverCpu));
  return ours === undefined || !here || !there ? '—' : `${number(ours * there / here)} µs`;
}

function cells(rows, { text, metric, peer, theirs = metric, pick, unit, met, there }) {
  const ours = values(rows, REDFLOW, metric, pick), others = values(rows, peer, theirs, pick), a = middle(ours), b = middle(others);
  const samples = met.length === 1 ? [ours.length] : [ours.length, others.length];
  const failed = !ours.length && rows.some((r) => r.peer === REDFLOW && r.metric === metric && r.error);
  return [
    text, failed ? 'failed' : shown(a, unit), `${shown(b, unit)} (${peer})`, ratio(rows, { peer: REDFLOW, metric }, { peer, metric: theirs }, pick),
    scaled(rows, a, metric, there), failed ? '**no**' : verdict(samples, met(a, b)),
  ];
}

// A step costs a third of what a run of three steps costs beyond one of none.
function step(rows) {
  const samples = (peer) => ['steps', 'drain'].map((metric) => values(rows, peer, metric, serverCpu));
  const cost = (peer) => {
    const [three, none] = samples(peer).map(middle);
    return three === undefined || none === undefined ? undefined : (three - none) / 3;
  };
  const mine = cost(REDFLOW), theirs = cost('bullmq');
  return [
    'Redis CPU, step ≤ 4 µs', shown(mine, ' µs'), `${shown(theirs, ' µs')} (bullmq)`, mine && theirs ? number(mine / theirs) : '—',
    scaled(rows, mine, 'drain', BEE_QUEUE.drain), verdict(samples(REDFLOW).map((v) => v.length), mine <= 4),
  ];
}

// What emits and claims cost Redis when there is much, beside what they cost when there is little.
const count = (n) => n.toLocaleString('en-US');
const growth = (rows) => [['backlog', 1000000, 1000], ['limited', 10000, 1]].flatMap(([of, many, few]) => ['emit', 'claim'].map((what) => {
  const metric = (n) => `growth-${what}-${of}-${n}`, costs = [many, few].map((n) => values(rows, REDFLOW, metric(n), serverCpu));
  const [a, b] = costs.map(middle);
  return [
    `Redis CPU, ${what}, ${of} ${count(many)} ≤ 1.5 × ${of} ${count(few)}`, shown(a, ' µs'), `${shown(b, ' µs')} (${of} ${count(few)})`,
    ratio(rows, { peer: REDFLOW, metric: metric(many) }, { peer: REDFLOW, metric: metric(few) }, serverCpu), '—',
    verdict(costs.map((v) => v.length), a <= 1.5 * b),
  ];
}));

// What the scenarios measure; of several sizes, any.
const METRICS = [
  'emit', 'bulk', 'bulk4', 'drain', 'drain-limited', 'steps', 'idle', 'load', 'delayed', 'memory-noop', 'memory-steps', 'crash-short', 'crash-default',
  'PING *', 'SET *', 'EVALSHA *', 'growth-emit-backlog-*', 'growth-claim-backlog-*', 'growth-emit-limited-*', 'growth-claim-limited-*',
  'growth-drain-workers-*', 'payload-emit-*', 'payload-drain-*',
];

// Garnet is held to nothing but that every scenario runs.
function garnet(rows) {
  const mine = rows.filter((r) => r.peer === 'redflow-garnet'), failed = mine.some((r) => r.error);
  const is = (name, metric) => (name.endsWith('*') ? metric.startsWith(name.slice(0, -1)) : metric === name);
  const there = METRICS.filter((name) => mine.some((r) => !r.error && is(name, r.metric)));
  const met = failed ? '**no**' : there.length < METRICS.length ? 'not measured' : 'yes';
  return ['Garnet: every scenario runs', mine.length ? `${there.length} of ${METRICS.length} metrics` : '—', '—', '—', '—', met];
}

// What tracing costs: beside Redflow without it.
function tracing(rows) {
  const traced = 'redflow-tracing';
  return ['emit', 'drain', 'steps'].filter((metric) => values(rows, traced, metric, perSec).length).map((metric) => [
    `with tracing: ${metric}`, shown(middle(values(rows, traced, metric, perSec))), `${shown(middle(values(rows, REDFLOW, metric, perSec)))} (without)`,
    ratio(rows, { peer: traced, metric }, { peer: REDFLOW, metric }, perSec), '—', 'no goal',
  ]);
}

export const goals = (rows) => [...GOALS.map((g) => cells(rows, g)), step(rows), ...growth(rows), garnet(rows), ...tracing(rows)];
