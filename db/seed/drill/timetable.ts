import { gunzipSync } from "node:zlib";
import type { LogFile } from "@/db/seed/log-file";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";

/** One line of a log, and when in the story it was written. */
export interface StoryLine {
  at: number;
  text: string;
}

/** The lines of CloudTrail files, each delivery's overlap once, in the order of their times (microseconds). */
export function cloudTrailLines(files: readonly LogFile[]): StoryLine[] {
  const lines = new Map<string, StoryLine>();
  for (const { bytes } of files) {
    const { Records } = JSON.parse(gunzipSync(bytes).toString()) as {
      Records: { eventTime: string; eventID: string }[];
    };
    for (const record of Records) {
      lines.set(record.eventID, { at: Date.parse(record.eventTime) * 1000, text: JSON.stringify(record) });
    }
  }
  return [...lines.values()].sort((a, b) => a.at - b.at);
}

const NANOS = /"((?:start|end|observed)?[tT]imeUnixNano)":"(\d+)"/g;

/** The lines of an OTLP file: an export of spans each, sent when the last of them had ended. */
export function otlpStoryLines({ bytes }: LogFile): StoryLine[] {
  return bytes
    .toString()
    .split("\n")
    .filter((text) => text !== "")
    .map((text) => ({
      at: Math.max(...[...text.matchAll(NANOS)].map((found) => Number(BigInt(found[2] ?? 0) / 1000n))),
      text,
    }))
    .sort((a, b) => a.at - b.at);
}

export interface Clockwork {
  /** The stretch of the story that is played. */
  from: Instant;
  until: Instant;
  /** When the play began. */
  startedAt: Instant;
  /** So many times as fast as it was. */
  speed: number;
}

/** When a moment of the story comes in the play, in microseconds. */
export function playedAt(clockwork: Clockwork, at: number): number {
  return instantToMicros(clockwork.startedAt) + Math.round((at - instantToMicros(clockwork.from)) / clockwork.speed);
}

export function within({ from, until }: Clockwork, lines: readonly StoryLine[]): StoryLine[] {
  return lines.filter(({ at }) => at >= instantToMicros(from) && at < instantToMicros(until));
}

/** The line as it would read had it happened in the play: its own times moved, nothing else. */
export function retimed(clockwork: Clockwork, text: string): string {
  const moved = (micros: number) => playedAt(clockwork, micros);
  return text
    .replace(/"eventTime":"([^"]+)"/, (_, time: string) => {
      return `"eventTime":"${microsToInstant(moved(Date.parse(time) * 1000)).slice(0, 23)}Z"`;
    })
    .replaceAll(NANOS, (_, name: string, nanos: string) => `"${name}":"${moved(Number(BigInt(nanos) / 1000n))}000"`);
}
