import { setTimeout as sleep } from "node:timers/promises";

const LIMIT_MS = 120_000;

/** Waits until an address answers 200; gives up with the last answer and a hint where to look. */
export async function untilAnswers(url: string, hint: string): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const answer = await ask(url);
    if (answer === "200") return;
    if (Date.now() > deadline) throw new Error(`${url} did not become ready (${answer}). ${hint}`);
    await sleep(100);
  }
}

async function ask(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    await response.body?.cancel();
    return String(response.status);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
