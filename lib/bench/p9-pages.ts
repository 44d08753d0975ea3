import { type Browser, chromium } from "@playwright/test";
import { ensureChromium } from "@/lib/start/chromium";
import { pageScripts } from "@/lib/structure/bundle";
import type { Bench, Benchmark, Figure } from "./benchmark";
import { fillRooms } from "./fill-rooms";

const PAGES = ["/sign-in", "/incidents", "/incidents/INC-1"];
const JS_LIMIT_KB = 250;
const LCP_LIMIT_MS = 1000;
const SHIFT_LIMIT = 0.02;

export const benchmark: Benchmark = { id: "P9", title: "Pages in the browser: JavaScript, paint, layout shift", run };

async function run(bench: Bench): Promise<Figure[]> {
  const database = await bench.database();
  const { cookie } = await fillRooms(database, bench);
  const address = await bench.web(database);
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const seen: Figure[] = [];
    for (const path of PAGES) seen.push(...(await look(bench, browser, address, path, cookie)));
    return [...scripts(), ...seen];
  } finally {
    await browser.close();
  }
}

function scripts(): Figure[] {
  return pageScripts().map(({ page, gzipKb }) => ({
    what: `JavaScript of ${page}, gzip`,
    unit: "kB",
    runs: [gzipKb],
    target: `≤ ${JS_LIMIT_KB} kB`,
    isMet: (median) => median <= JS_LIMIT_KB,
  }));
}

/** A fresh browser profile each time: nothing is cached. */
async function look(bench: Bench, browser: Browser, address: string, path: string, cookie: string): Promise<Figure[]> {
  const [paints, shifts]: [number[], number[]] = [[], []];
  for (let turn = 0; turn <= bench.runs; turn += 1) {
    const context = await browser.newContext({ extraHTTPHeaders: path === "/sign-in" ? {} : { cookie } });
    const page = await context.newPage();
    await page.goto(address + path, { waitUntil: "networkidle" }).catch(() => page.waitForTimeout(1000));
    const { paint, shift } = await page.evaluate(measureInPage);
    await context.close();
    if (turn === 0) continue; // warms the server up
    paints.push(paint);
    shifts.push(shift);
  }
  bench.say(`${path}: ${paints.map(Math.round).join(", ")} ms`);
  return [
    figure(`Largest paint of ${path}`, "ms", paints, LCP_LIMIT_MS),
    figure(`Layout shift of ${path}`, "ratio", shifts, SHIFT_LIMIT),
  ];
}

function figure(what: string, unit: Figure["unit"], runs: number[], limit: number): Figure {
  return { what, unit, runs, target: `≤ ${limit}`, isMet: (median) => median <= limit };
}

/** Runs in the page: what the browser recorded since its navigation. */
function measureInPage(): Promise<{ paint: number; shift: number }> {
  return new Promise((done) => {
    let [paint, shift] = [0, 0];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) paint = Math.max(paint, entry.startTime);
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done({ paint, shift }), 300);
  });
}
