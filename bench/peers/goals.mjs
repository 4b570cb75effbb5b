// The goals of Redflow's speed, each as cells: goal, Redflow, peer, ratio, met.
import { median } from './lib.mjs';
import { values, number, ratio, takeover } from './rows.mjs';

const REDFLOW = 'redflow';
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
  atMost('Redis CPU, emit', 'emit', 8, ' µs', 'bee-queue', serverCpu),
  atMost('Redis CPU, finish + claim', 'drain', 15, ' µs', 'bee-queue', serverCpu),
];

const middle = (v) => (v.length ? median(v) : undefined);
const shown = (x, unit = '') => (x === undefined ? '—' : `${number(x)}${unit}`);
const verdict = (measured, met) => (measured ? (met ? 'yes' : '**no**') : 'not measured');

function cells(rows, { text, metric, peer, theirs = metric, pick, unit, met }) {
  const a = middle(values(rows, REDFLOW, metric, pick)), b = middle(values(rows, peer, theirs, pick));
  const decided = a !== undefined && (b !== undefined || met.length === 1);
  return [text, shown(a, unit), `${shown(b, unit)} (${peer})`, ratio(rows, { peer: REDFLOW, metric }, { peer, metric: theirs }, pick), verdict(decided, met(a, b))];
}

// A step costs a third of what a run of three steps costs beyond one of none.
function step(rows) {
  const cost = (peer) => {
    const three = middle(values(rows, peer, 'steps', serverCpu)), none = middle(values(rows, peer, 'drain', serverCpu));
    return three === undefined || none === undefined ? undefined : (three - none) / 3;
  };
  const mine = cost(REDFLOW), theirs = cost('bullmq');
  return ['Redis CPU, step ≤ 4 µs', shown(mine, ' µs'), `${shown(theirs, ' µs')} (bullmq)`, mine && theirs ? number(mine / theirs) : '—', verdict(mine !== undefined, mine <= 4)];
}

// What emits and claims cost Redis when there is much, beside what they cost when there is little.
const count = (n) => n.toLocaleString('en-US');
const growth = (rows) => [['backlog', 1000000, 1000], ['limited', 10000, 1]].flatMap(([of, many, few]) => ['emit', 'claim'].map((what) => {
  const metric = (n) => `growth-${what}-${of}-${n}`, cost = (n) => middle(values(rows, REDFLOW, metric(n), serverCpu));
  const a = cost(many), b = cost(few);
  return [
    `Redis CPU, ${what}, ${of} ${count(many)} ≤ 1.5 × ${of} ${count(few)}`, shown(a, ' µs'), `${shown(b, ' µs')} (${of} ${count(few)})`,
    ratio(rows, { peer: REDFLOW, metric: metric(many) }, { peer: REDFLOW, metric: metric(few) }, serverCpu), verdict(a !== undefined && b !== undefined, a <= 1.5 * b),
  ];
}));

// Garnet is held to nothing but that every scenario runs.
function garnet(rows) {
  const metrics = (peer) => new Set(rows.filter((r) => r.peer === peer && !r.error).map((r) => r.metric));
  const on = metrics('redflow-garnet'), all = [...metrics(REDFLOW)], missing = all.filter((m) => !on.has(m));
  return ['Garnet: every scenario runs', on.size ? `${all.length - missing.length} of ${all.length} metrics` : '—', '—', '—', verdict(on.size, !missing.length && !rows.some((r) => r.peer === 'redflow-garnet' && r.error))];
}

// What tracing costs: beside Redflow without it.
function tracing(rows) {
  const traced = 'redflow-tracing';
  return ['emit', 'drain', 'steps'].filter((metric) => values(rows, traced, metric, perSec).length).map((metric) => [
    `with tracing: ${metric}`, shown(middle(values(rows, traced, metric, perSec))), `${shown(middle(values(rows, REDFLOW, metric, perSec)))} (without)`,
    ratio(rows, { peer: traced, metric }, { peer: REDFLOW, metric }, perSec), 'no goal',
  ]);
}

export const goals = (rows) => [...GOALS.map((g) => cells(rows, g)), step(rows), ...growth(rows), garnet(rows), ...tracing(rows)];
