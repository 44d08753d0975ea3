let stopping = false;

/** The worker is asked to end: imports stop at their next batch and go on, elsewhere or later, from there. */
export function stopImports(): void {
  stopping = true;
}

export function throwIfStopping(): void {
  if (stopping) throw new Error("the worker is stopping; the import goes on from its checkpoint");
}
