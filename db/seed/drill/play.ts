import { agentSpansFile } from "@/db/seed/forum-advice-sev1/logs/agent-spans";
import { cloudTrailFiles } from "@/db/seed/forum-advice-sev1/logs/cloudtrail";
import { dateToInstant, type Instant, instantToMicros } from "@/lib/time/instant";
import { INJECTS } from "./injects";
import {
  type Clockwork,
  cloudTrailLines,
  otlpStoryLines,
  playedAt,
  retimed,
  type StoryLine,
  within,
} from "./timetable";

export interface Stage {
  /** To the installation, with the token of whoever runs the drill. */
  fetch: (path: string, init: RequestInit & { token?: string }) => Promise<Response>;
  now: () => Instant;
  wait: (ms: number) => Promise<void>;
  say: (text: string) => void;
}

export interface DrillOptions {
  /** A drill that is there already; without it one is declared. */
  incident: string | null;
  speed: number;
  from: Instant;
  until: Instant;
}

const SOURCES = [
  { name: "CloudTrail", system: "aws-cloudtrail", lines: () => cloudTrailLines(cloudTrailFiles()) },
  { name: "forum-assistant", system: "otlp", lines: () => otlpStoryLines(agentSpansFile()) },
];

/** How often the play looks at its clock. */
const STEP_MS = 1000;

/** Plays the day of the forum's agent into a drill: its logs by live ingestion, and what people tell the room. */
export async function playDrill(stage: Stage, options: DrillOptions): Promise<{ incident: string; lines: number }> {
  const { ref, mode } = await incidentOf(stage, options.incident);
  // The one thing that must never happen: invented lines among the evidence of something real.
  if (mode !== "drill") throw new Error(`${ref} is no drill. A drill never writes into what is real.`);
  const clockwork: Clockwork = { ...options, startedAt: stage.now() };
  const sources = await Promise.all(SOURCES.map((source) => openSource(stage, ref, clockwork, source)));
  const injects = INJECTS.map(({ at, text }) => ({ at: instantToMicros(at), text }));
  const waiting = within(clockwork, injects);
  const all = sources.reduce((sum, { lines }) => sum + lines.length, 0);
  stage.say(
    `${ref}: ${all.toLocaleString("en")} log lines and ${waiting.length} injects, ${options.speed} times as fast.`,
  );
  for (let left = true; left; ) {
    const now = instantToMicros(stage.now());
    for (const source of sources) await send(stage, source.token, due(clockwork, source.lines, now), clockwork);
    for (const inject of due(clockwork, waiting, now)) await tell(stage, ref, clockwork, inject);
    left = waiting.length > 0 || sources.some(({ lines }) => lines.length > 0);
    if (left) await stage.wait(STEP_MS);
  }
  for (const { id } of sources) await post(stage, `/api/v1/incidents/${ref}/live-sources/${id}/end`, {});
  return { incident: ref, lines: all };
}

async function incidentOf(stage: Stage, ref: string | null): Promise<{ ref: string; mode: string }> {
  if (ref) return read(await stage.fetch(`/api/v1/incidents/${ref}`, { method: "GET" }));
  const title = "Drill: an agent answered on the forum without approval";
  return post(stage, "/api/v1/incidents", { title, mode: "drill" });
}

async function openSource(stage: Stage, ref: string, clockwork: Clockwork, source: (typeof SOURCES)[number]) {
  const { name, system } = source;
  const path = `/api/v1/incidents/${ref}/live-sources`;
  const opened = await post<{ source: { id: string }; token: { token: string } }>(stage, path, {
    ...{ name: `${name} (drill)`, system },
  });
  return { id: opened.source.id, token: opened.token.token, lines: within(clockwork, source.lines()) };
}

/** Takes off the list what has come. */
function due(clockwork: Clockwork, lines: StoryLine[], now: number): StoryLine[] {
  const next = lines.findIndex(({ at }) => playedAt(clockwork, at) > now);
  return lines.splice(0, next < 0 ? lines.length : next);
}

/** Well below what one request may hold. */
const LINES_A_REQUEST = 500;

async function send(stage: Stage, token: string, lines: readonly StoryLine[], clockwork: Clockwork): Promise<void> {
  for (let i = 0; i < lines.length; i += LINES_A_REQUEST) {
    const body = lines.slice(i, i + LINES_A_REQUEST).map(({ text }) => retimed(clockwork, text));
    const headers = { "Content-Type": "application/x-ndjson" };
    await read(await stage.fetch("/v1/events", { method: "POST", headers, body: `${body.join("\n")}\n`, token }));
  }
}

async function tell(stage: Stage, ref: string, clockwork: Clockwork, { at, text }: StoryLine): Promise<void> {
  const occurredAt = dateToInstant(new Date(playedAt(clockwork, at) / 1000));
  await post(stage, `/api/v1/incidents/${ref}/timeline`, {
    occurredAt,
    kind: "communication",
    body: `Inject: ${text}`,
  });
  stage.say(text);
}

async function post<T = unknown>(stage: Stage, path: string, body: unknown): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  return read(await stage.fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function read<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`The server answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as T;
}
