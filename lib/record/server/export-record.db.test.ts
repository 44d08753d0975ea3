import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as yauzl from "yauzl";
import { ZipFile } from "yazl";
import { anIncident, aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { addEntry } from "@/lib/timeline/server/add-entry";
import { correctEntry } from "@/lib/timeline/server/correct-entry";
import { verifyBundle } from "../verify.mjs";
import { exportRecord } from "./export-record";

testDatabase();

const folder = mkdtempSync(join(tmpdir(), "record-"));
afterAll(() => rmSync(folder, { recursive: true }));

let bundle: Buffer;
let files: [name: string, content: Buffer][];

beforeAll(async () => {
  const { incident, commander } = await anIncident(await aUser("commander", { name: "Ünal 🔥 O’Neil" }));
  const body = "Agent wrote “<script>” \\ \u0001 \u2028 and 漢字";
  const entry = await addEntry(commander.ctx, incident.ref, { body, occurredAt: "2026-03-11T14:05:00.000001Z" });
  await correctEntry(commander.ctx, incident.ref, entry.id, { body: "Agent answered.", reason: "Clearer" });
  bundle = Buffer.from(await (await exportRecord(commander.ctx, incident.ref)).arrayBuffer());
  files = await unzip(bundle);
});

function check(bytes: Buffer, noted: { seq: number; hash: string } | null = null): string {
  const path = join(folder, "bundle.zip");
  writeFileSync(path, bytes);
  try {
    verifyBundle(path, noted);
    return "sound";
  } catch (error) {
    return (error as Error).message;
  }
}

test("an exported record is sound, and the bundle's own verifier says so without anything else", () => {
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, "sound.zip"), bundle);
  const told = execFileSync(process.execPath, ["verify.mjs", "sound.zip"], { cwd: folder, encoding: "utf8" });
  expect(told).toMatch(/^sound: INC-\d+, \d+ entries\n/);
  expect(files.map(([name]) => name)).toEqual([
    "README.md",
    "verify.mjs",
    "evidence.jsonl",
    "events.jsonl",
    "manifest.json",
  ]);
});

test("any changed byte of a bundle is found, whatever it is changed to", () => {
  const path = join(folder, "flipped.zip");
  writeFileSync(path, bundle);
  const file = openSync(path, "r+");
  const missed: string[] = [];
  for (let at = 0; at < bundle.length; at += 1) {
    // The long texts of README.md and verify.mjs are all alike: some of their bytes stand for the others.
    if (insideText(at) && at % 37 !== 0) continue;
    for (const mask of [0x01, 0x20, 0x80]) {
      writeSync(file, Buffer.of((bundle[at] ?? 0) ^ mask), 0, 1, at);
      if (passes(path)) missed.push(`${at} ^ ${mask}`);
    }
    writeSync(file, bundle, at, 1, at);
  }
  closeSync(file);
  expect(missed).toEqual([]);
  expect(passes(path)).toBe(true);
});

function passes(path: string): boolean {
  try {
    return verifyBundle(path).entries > 0;
  } catch {
    return false;
  }
}

function insideText(at: number): boolean {
  const end = bundle.indexOf(Buffer.from("evidence.jsonl", "latin1"), bundle.indexOf("#!/usr/bin/env node"));
  return at > 100 && at < end && !isAround(at, bundle.indexOf("#!/usr/bin/env node"));
}

/** The header between the two texts is looked at byte by byte. */
function isAround(at: number, begin: number): boolean {
  return at > begin - 60 && at < begin + 20;
}

test("bytes behind the end, before the beginning and a cut-off end are found", () => {
  expect(check(Buffer.concat([bundle, Buffer.from("\n")]))).not.toBe("sound");
  expect(check(Buffer.concat([Buffer.from("x"), bundle]))).not.toBe("sound");
  for (const cut of [1, 22, 100, 1000]) expect(check(bundle.subarray(0, bundle.length - cut))).not.toBe("sound");
});

test("a bundle packed anew with something altered names the first bad entry", async () => {
  const lines = content("events.jsonl").toString().trimEnd().split("\n");
  const altered = async (edited: string[]) => check(await zip(with_("events.jsonl", `${edited.join("\n")}\n`)));
  const third = JSON.parse(lines[2] as string);
  const other = { ...third, payload: third.payload.replace("commander", "responder") };
  expect(await altered(lines.with(2, JSON.stringify(other)))).toMatch(/^entry 3: /);
  expect(await altered([...lines.slice(0, 2), ...lines.slice(3)])).toMatch(/^entry 3: /);
  expect(await altered([...lines.slice(0, 3), lines[2] as string, ...lines.slice(3)])).toMatch(/^entry 4: /);
  expect(await altered(lines.with(1, lines[2] as string).with(2, lines[1] as string))).toMatch(/^entry 2: /);
  expect(await altered(lines.slice(0, -1))).toMatch(/^entry \d+: .*cut off/);
  expect(await altered(lines.with(0, ` ${lines[0]}`))).toMatch(/^entry 1: /);
});

test("an altered file beside the events is found though everything in the bundle was made to fit again", async () => {
  const evidence = await zip(fitting("evidence.jsonl", '{"id":"a file that never was"}\n'));
  expect(check(evidence)).toMatch(/^evidence\.jsonl: /);
  const readme = await zip(fitting("README.md", "Nothing to see here.\n"));
  expect(check(readme)).toMatch(/^README\.md: /);
  const manifest = content("manifest.json").toString();
  expect(
    check(await zip(with_("manifest.json", manifest.replace(/"exportedBy": ".*"/, '"exportedBy": "Nobody"')))),
  ).toMatch(/^manifest/);
  expect(check(await zip(with_("manifest.json", manifest.trimEnd())))).toMatch(/^manifest/);
});

test("a missing, an unknown and a doubled file are found", async () => {
  expect(check(await zip(files.slice(0, -1)))).not.toBe("sound");
  expect(check(await zip([...files, ["more.txt", Buffer.from("x")]]))).not.toBe("sound");
  expect(check(await zip([...files.slice(0, -1), files[3] as [string, Buffer]]))).not.toBe("sound");
});

test("a record written anew from some entry on is found by a hash that was noted before", async () => {
  const lines = content("events.jsonl")
    .toString()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const noted = { seq: lines.length, hash: lines.at(-1).hash };
  expect(check(bundle, noted)).toBe("sound");
  let prev: Buffer = Buffer.alloc(32);
  const anew = lines.map((line, i) => {
    const payload = i === 0 ? line.payload.replace("without approval", "with approval") : line.payload;
    const hash = linkOf(prev, line.salt, payload);
    const written = { ...line, payload, prev: prev.toString("hex"), hash: hash.toString("hex") };
    prev = hash;
    return `${JSON.stringify(written)}\n`;
  });
  const forged = await zip(forgedWith(anew.join(""), prev.toString("hex")));
  expect(check(forged)).toBe("sound");
  expect(check(forged, noted)).toMatch(/not the one you noted/);
});

test("the exit code says sound, altered or unreadable", () => {
  const exitOf = (bytes: Buffer | string) => {
    writeFileSync(join(folder, "b.zip"), bytes);
    return spawnSync(process.execPath, ["lib/record/verify.mjs", join(folder, "b.zip")]).status;
  };
  const changed = Buffer.from(bundle);
  changed[bundle.indexOf("without approval")] = 0x57;
  expect([exitOf(bundle), exitOf(changed), exitOf("not a zip at all, but long enough for one")]).toEqual([0, 1, 2]);
  expect(spawnSync(process.execPath, ["lib/record/verify.mjs", join(folder, "none.zip")]).status).toBe(2);
  expect(readFileSync("lib/record/verify.mjs", "utf8").split("\n").length).toBeLessThanOrEqual(400);
});

test("another program that knows only the README's formula comes to the same hashes", () => {
  let prev: Buffer = Buffer.alloc(32);
  for (const line of content("events.jsonl").toString().trimEnd().split("\n")) {
    const event = JSON.parse(line) as { payload: string; salt: string; prev: string; hash: string };
    expect(event.prev).toBe(prev.toString("hex"));
    prev = linkOf(prev, event.salt, event.payload);
    expect(event.hash).toBe(prev.toString("hex"));
  }
  const manifest = JSON.parse(content("manifest.json").toString());
  expect(manifest.head).toBe(prev.toString("hex"));
  for (const { name, sha256 } of manifest.files) {
    expect(createHash("sha256").update(content(name)).digest("hex")).toBe(sha256);
  }
});

// Written apart from the product's own code, so that a mistake in one is not repeated in the other.

function linkOf(prev: Buffer, salt: string, payload: string): Buffer {
  const inner = createHash("sha256").update(Buffer.concat([Buffer.from(salt, "hex"), Buffer.from(payload, "utf8")]));
  return createHash("sha256")
    .update(Buffer.concat([Buffer.from([2]), prev, inner.digest()]))
    .digest();
}

function content(name: string): Buffer {
  return files.find(([other]) => other === name)?.[1] as Buffer;
}

function with_(name: string, text: string): [string, Buffer][] {
  return files.map(([other, bytes]) => [other, other === name ? Buffer.from(text) : bytes]);
}

/** The file changed, and the manifest's sums with it. */
function fitting(name: string, text: string): [string, Buffer][] {
  const manifest = JSON.parse(content("manifest.json").toString());
  const sum = manifest.files.find((file: { name: string }) => file.name === name);
  sum.bytes = Buffer.byteLength(text);
  sum.sha256 = createHash("sha256").update(text).digest("hex");
  const changed = with_(name, text);
  return changed.map(([other, bytes]) => [
    other,
    other === "manifest.json" ? Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) : bytes,
  ]);
}

function forgedWith(events: string, head: string): [string, Buffer][] {
  const manifest = JSON.parse(content("manifest.json").toString());
  manifest.head = head;
  const sum = manifest.files.find((file: { name: string }) => file.name === "events.jsonl");
  sum.bytes = Buffer.byteLength(events);
  sum.sha256 = createHash("sha256").update(events).digest("hex");
  return with_("events.jsonl", events).map(([name, bytes]) => [
    name,
    name === "manifest.json" ? Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`) : bytes,
  ]);
}

async function zip(entries: [string, Buffer][]): Promise<Buffer> {
  const file = new ZipFile();
  const options = { compress: false, forceDosTimestamp: true, mtime: new Date(1980, 0, 1), mode: 0o100664 };
  for (const [name, bytes] of entries) file.addBuffer(bytes, name, options);
  file.end();
  const parts: Buffer[] = [];
  for await (const part of file.outputStream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function unzip(bytes: Buffer): Promise<[string, Buffer][]> {
  return new Promise((resolve, reject) => {
    const found: [string, Buffer][] = [];
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, file) => {
      if (error) return reject(error);
      file.on("error", reject);
      file.on("end", () => resolve(found));
      file.on("entry", (entry) =>
        file.openReadStream(entry, async (failed, stream) => {
          if (failed) return reject(failed);
          const parts: Buffer[] = [];
          for await (const part of stream) parts.push(part as Buffer);
          found.push([entry.fileName, Buffer.concat(parts)]);
          file.readEntry();
        }),
      );
      file.readEntry();
    });
  });
}
