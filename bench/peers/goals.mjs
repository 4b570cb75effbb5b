// The goals of the engine's speed, each as a row of cells: goal, Redflow, peer, ratio, met.
export function goals() {
  return [];
}
