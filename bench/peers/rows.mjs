// The rows of a results file, and what is made of several samples of one figure.
import { readFileSync } from 'node:fs';
import { median } from './lib.mjs';

// The cores that others took meanwhile: other processes here, and other guests of the host.
const LOUD = 0.35;
export const noise = (r) => (r.noise?.foreign ?? 0) + (r.noise?.steal ?? 0);
export const loud = (r) => noise(r) >= LOUD;

export function read(file) {
  const rows = readFileSync(file, 'utf8').split('\n').filter(Boolean).map((l) => JSON.parse(l));
  return rows.map((r) => (r.metric === 'enqueue' ? { ...r, metric: 'emit' } : r));
}

// Redflow first, and the rest by name: the rounds go both ways.
export const peersOf = (rows) => [...new Set(rows.map((r) => r.peer))]
  .sort((a, b) => b.startsWith('redflow') - a.startsWith('redflow') || a.localeCompare(b));

// Noisy samples are left out where two quiet ones exist.
export function samples(rows, peer, metric) {
  const all = rows.filter((r) => r.peer === peer && r.metric === metric && !r.error);
  const quiet = all.filter((r) => !loud(r));
  return quiet.length >= 2 ? quiet : all;
}
const known = (x) => x !== undefined && x !== null && !Number.isNaN(x);
export const values = (rows, peer, metric, pick) => samples(rows, peer, metric).map(pick).filter(known);

// Seconds until all held runs had started again; a peer may not get there within the limit.
export const takeover = (r) => (r.allMs ?? Infinity) / 1000;

export const number = (x) => (x === Infinity ? 'never' : x >= 1000 ? Math.round(x).toLocaleString('en-US') : x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(2));
export const spread = (v) => (v.length > 1
  ? `**${number(median(v))}** (${number(Math.min(...v))}–${number(Math.max(...v))}; ${v.length})`
  : `**${number(v[0])}**`);

// The ratio of the medians, and what it was within the rounds.
export function ratio(rows, mine, other, pick) {
  const of = ({ peer, metric }, round) => {
    const v = samples(rows, peer, metric).filter((r) => round === undefined || r.run === round).map(pick).filter(known);
    return v.length ? median(v) : NaN;
  };
  const rounds = [...new Set(rows.map((r) => r.run))].map((n) => of(mine, n) / of(other, n)).filter(Number.isFinite);
  const all = of(mine) / of(other);
  if (Number.isNaN(all)) return '—';
  return rounds.length > 1 ? `${number(all)} (${number(Math.min(...rounds))}–${number(Math.max(...rounds))})` : number(all);
}
