import { parseArgs } from "node:util";
import { dateToInstant } from "@/lib/time/instant";
import { playDrill } from "./play";

const USAGE = `npm run drill -- --token fb_… [--incident INC-9] [--speed 60] [--url http://localhost:3000]

Plays an afternoon of the demo's first story into a drill: its log lines by live ingestion and what people tell the
room as entries, so many times as fast as it was (60: about four minutes). Without --incident a drill is declared. The
token (or FIREBREAK_TOKEN) is of somebody who may respond; invented lines never go into an incident that is real.`;

try {
  const { values } = parseArgs({
    options: {
      token: { type: "string" },
      incident: { type: "string" },
      speed: { type: "string", default: "60" },
      url: { type: "string", default: "http://localhost:3000" },
      help: { type: "boolean", default: false },
    },
  });
  const token = values.token ?? process.env.FIREBREAK_TOKEN;
  const speed = Number(values.speed);
  if (values.help || !token || !(speed >= 1 && speed <= 10_000)) {
    console.log(USAGE);
    process.exitCode = values.help ? 0 : 2;
  } else {
    const done = await playDrill(
      {
        fetch: (path, { token: own = token, headers, ...init }) =>
          fetch(new URL(path, values.url), { ...init, headers: { ...headers, Authorization: `Bearer ${own}` } }),
        now: () => dateToInstant(new Date()),
        wait: (ms) => new Promise((then) => setTimeout(then, ms)),
        say: (text) => console.log(`${new Date().toISOString().slice(11, 19)} ${text}`),
      },
      {
        ...{ incident: values.incident ?? null, speed },
        ...{ from: "2026-03-11T13:10:00.000000Z", until: "2026-03-11T17:30:00.000000Z" },
      },
    );
    console.log(`${done.incident}: played. ${done.lines.toLocaleString("en")} lines are its evidence.`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
