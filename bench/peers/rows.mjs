// The rows of a results file, and what is made of several samples of one figure.
import { readFileSync } from 'node:fs';
import { median } from './lib.mjs';

const LOUD = 0.35; // cores that other processes used meanwhile

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
  const quiet = all.filter((r) => (r.noise?.foreign ?? 0) < LOUD);
  return quiet.length >= 2 ? quiet : all;
}
export const values = (rows, peer, metric, pick) => samples(rows, peer, metric).map(pick).filter(Number.isFinite);

export const number = (x) => (x >= 1000 ? Math.round(x).toLocaleString('en-US') : x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(2));
export const spread = (v) => (v.length > 1
  ? `**${number(median(v))}** (${number(Math.min(...v))}–${number(Math.max(...v))}; ${v.length})`
  : `**${number(v[0])}**`);

// The ratio of the medians, and what it was within each round.
export function ratio(rows, mine, other, metric, pick) {
  const a = samples(rows, mine, metric), b = samples(rows, other, metric);
  const of = (list, round) => {
    const v = list.filter((r) => round === undefined || r.run === round).map(pick).filter(Number.isFinite);
    return v.length ? median(v) : undefined;
  };
  const rounds = [...new Set(a.map((r) => r.run))].map((n) => of(a, n) / of(b, n)).filter(Number.isFinite);
  const all = of(a) / of(b);
  return { value: all, text: rounds.length > 1 ? `${number(all)} (${number(Math.min(...rounds))}–${number(Math.max(...rounds))})` : number(all) };
}
