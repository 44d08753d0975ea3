#!/usr/bin/env node
// Checks an exported Firebreak record without the server, the network or any package: Node's own modules only.
//
//   node verify.mjs BUNDLE.zip [--entry SEQ:HASH]
//
// Ends with 0 when the record is sound, 1 when something was altered (the first bad entry is named), 2 when the file
// can't be read as a bundle. `--entry 48:9f3c…` also checks that entry 48 has the hash that you noted earlier: nothing
// inside a bundle can show that a whole record was written anew, only a hash that was kept elsewhere can.

import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync, realpathSync } from "node:fs";
import { argv, exit, stderr, stdout } from "node:process";
import { fileURLToPath } from "node:url";
import * as zlib from "node:zlib";

const FORMAT = "firebreak-record/1";
const FILES = ["README.md", "verify.mjs", "evidence.jsonl", "events.jsonl", "manifest.json"];
const MAX_SMALL_FILE = 64 * 1024 * 1024;
const CHUNK = 1024 * 1024;

class Altered extends Error {}
class Unreadable extends Error {}

/**
 * Checks the bundle at `path`. Throws Altered or Unreadable; returns what was found sound.
 * @param {string} path
 * @param {{ seq: number, hash: string } | null} noted
 */
export function verifyBundle(path, noted = null) {
  const file = openFile(path);
  try {
    const zip = readZip(file);
    const manifest = parseJson(readText(file, zip.get("manifest.json"), "manifest.json"), "manifest.json");
    const chain = checkEvents(file, zip.get("events.jsonl"), noted);
    const sums = {};
    for (const name of FILES.slice(0, 4)) sums[name] = checkContent(file, name, zip.get(name));
    checkContent(file, "manifest.json", zip.get("manifest.json"));
    checkBound(chain, sums);
    checkManifest(manifest, chain, sums, readText(file, zip.get("manifest.json"), "manifest.json"));
    return { incident: chain.incident, entries: chain.seq, head: chain.hash.toString("hex") };
  } finally {
    closeSync(file.fd);
  }
}

// ---- the chain

function checkEvents(file, entry, noted) {
  const chain = { seq: 0, hash: Buffer.alloc(32), incident: null, last: null };
  let notedFound = noted === null;
  for (const line of linesOf(file, entry)) {
    const where = `entry ${chain.seq + 1}`;
    const event = parseJson(line, where);
    const { seq, payload, salt, prev, hash } = event;
    const written = JSON.stringify({ seq, payload, salt, prev, hash });
    if (line !== written) throw new Altered(`${where}: the line is not written as an export writes it`);
    if (seq !== chain.seq + 1) throw new Altered(`${where}: missing; the next one is ${seq}`);
    if (!isHex(salt, 32) || !isHex(prev, 64) || !isHex(hash, 64) || typeof payload !== "string") {
      throw new Altered(`${where}: salt, prev, hash or payload is malformed`);
    }
    if (prev !== chain.hash.toString("hex")) throw new Altered(`${where}: does not point back to the entry before it`);
    const link = linkHash(chain.hash, Buffer.from(salt, "hex"), payload);
    if (link.toString("hex") !== hash) throw new Altered(`${where}: the text is not what was hashed`);
    checkPayload(parseJson(payload, where), payload, seq, chain, where);
    if (noted?.seq === seq) {
      if (noted.hash !== hash) throw new Altered(`${where}: its hash is not the one you noted`);
      notedFound = true;
    }
    chain.seq = seq;
    chain.hash = link;
  }
  if (chain.seq === 0) throw new Altered("entry 1: missing; a record has at least one entry");
  if (!notedFound) throw new Altered(`entry ${noted.seq}: missing; you noted its hash, and the record ends before it`);
  return chain;
}

/** SHA-256(0x02 ‖ prev ‖ SHA-256(salt ‖ payload)) */
function linkHash(prev, salt, payload) {
  const commitment = createHash("sha256").update(salt).update(payload, "utf8").digest();
  return createHash("sha256").update(Buffer.of(2)).update(prev).update(commitment).digest();
}

function checkPayload(content, payload, seq, chain, where) {
  if (canonical(content) !== payload) throw new Altered(`${where}: the text is not canonical JSON`);
  if (content.seq !== seq) throw new Altered(`${where}: the text belongs to entry ${content.seq}`);
  chain.incident ??= content.incident;
  if (content.incident !== chain.incident) throw new Altered(`${where}: belongs to ${content.incident}`);
  chain.last = content;
}

/** RFC 8785, for what a record holds. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

// ---- the files around it

/** An export is the record's last entry, and names the other files by their SHA-256: so the chain covers them too. */
function checkBound(chain, sums) {
  const { kind, data } = chain.last;
  const where = `entry ${chain.seq}`;
  if (kind !== "record_exported")
    throw new Altered(`${where}: an exported record ends with its export; entries were cut off`);
  for (const name of FILES.slice(0, 3)) {
    if (data.files?.[name] !== sums[name].sha256) throw new Altered(`${name}: not the file that was exported`);
  }
}

/** The manifest says nothing that does not follow from the rest, so it has to be exactly this text. */
function checkManifest(manifest, chain, sums, text) {
  if (manifest.format !== FORMAT)
    throw new Unreadable(`a bundle of the format ${manifest.format}, which this verifier does not know`);
  if (manifest.entries > chain.seq)
    throw new Altered(`entry ${chain.seq + 1}: missing; the manifest says ${manifest.entries} entries`);
  const expected = {
    format: FORMAT,
    incident: chain.incident,
    entries: chain.seq,
    head: chain.hash.toString("hex"),
    exportedAt: chain.last.recordedAt,
    exportedBy: chain.last.author.name,
    files: FILES.slice(0, 4).map((name) => ({ name, ...sums[name] })),
  };
  if (text !== `${JSON.stringify(expected, null, 2)}\n`)
    throw new Altered("manifest.json: does not agree with the record");
}

function checkContent(file, name, entry) {
  const hash = createHash("sha256");
  let crc = 0;
  for (const chunk of chunksOf(file, entry.start, entry.size)) {
    hash.update(chunk);
    crc = crc32(chunk, crc);
  }
  if (crc !== entry.crc) throw new Altered(`${name}: its bytes were changed`);
  return { bytes: entry.size, sha256: hash.digest("hex") };
}

// ---- the zip: stored files, one after the other, nothing between, before or behind

/** Every byte that is not content has one right value, so a changed one is found. */
function readZip(file) {
  if (file.size < 22) throw new Unreadable("too short for a bundle");
  const end = readBytes(file, file.size - 22, 22);
  if (end.readUInt32LE(0) !== 0x06054b50) throw new Unreadable("not a bundle, cut off, or with bytes behind its end");
  const count = end.readUInt16LE(10);
  const directorySize = end.readUInt32LE(12);
  const directoryStart = end.readUInt32LE(16);
  if (count !== FILES.length || directoryStart + directorySize !== file.size - 22 || directorySize > 4096) {
    throw new Altered("the bundle's directory: holds other files than a bundle has, or was moved");
  }
  if (!end.equals(endRecord(count, directorySize, directoryStart))) throw new Altered("the bundle's end was changed");
  const directory = readBytes(file, directoryStart, directorySize);
  const entries = new Map();
  let at = 0;
  let offset = 0;
  for (const name of FILES) {
    const entry = readDirectoryEntry(directory, at, name, offset);
    checkAround(file, entry, name, offset);
    entries.set(name, entry);
    at += 46 + name.length;
    offset = entry.end;
  }
  if (at !== directorySize || offset !== directoryStart) throw new Altered("the bundle: bytes between its files");
  return entries;
}

function readDirectoryEntry(directory, at, name, offset) {
  const length = 46 + name.length;
  if (at + length > directory.length) throw new Altered(`${name}: missing from the bundle's directory`);
  const given = directory.subarray(at, at + length);
  const streamed = (given.readUInt16LE(8) & 8) !== 0;
  const crc = given.readUInt32LE(16);
  const size = given.readUInt32LE(24);
  if (!given.equals(directoryRecord(name, streamed, crc, size, offset))) {
    throw new Altered(`${name}: missing from the bundle's directory, or its place there was changed`);
  }
  const start = offset + 30 + name.length;
  return { streamed, crc, size, start, end: start + size + (streamed ? 16 : 0) };
}

/** The header before a file and the sizes behind it. */
function checkAround(file, { streamed, crc, size, start, end }, name, offset) {
  if (end > file.size) throw new Altered(`${name}: cut off`);
  const header = readBytes(file, offset, start - offset);
  if (!header.equals(localHeader(name, streamed, crc, size))) throw new Altered(`${name}: its header was changed`);
  if (streamed && !readBytes(file, start + size, 16).equals(descriptor(crc, size))) {
    throw new Altered(`${name}: what follows it was changed`);
  }
}

const DOS_DATE = 0x21; // 1 January 1980: when a bundle was made is said by its record
const flags = (streamed) => 0x800 | (streamed ? 8 : 0);

function localHeader(name, streamed, crc, size) {
  const known = streamed ? [0, 0, 0] : [crc, size, size];
  return bytes(
    [4, 0x04034b50],
    [2, 20],
    [2, flags(streamed)],
    [2, 0],
    [2, 0],
    [2, DOS_DATE],
    ...known.map((n) => [4, n]),
    [2, name.length],
    [2, 0],
    name,
  );
}

function directoryRecord(name, streamed, crc, size, offset) {
  return bytes(
    [4, 0x02014b50],
    [2, 0x033f],
    [2, 20],
    [2, flags(streamed)],
    [2, 0],
    [2, 0],
    [2, DOS_DATE],
    [4, crc],
    [4, size],
    [4, size],
    [2, name.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0x81b40000],
    [4, offset],
    name,
  );
}

function descriptor(crc, size) {
  return bytes([4, 0x08074b50], [4, crc], [4, size], [4, size]);
}

function endRecord(count, size, start) {
  return bytes([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, start], [2, 0]);
}

function bytes(...fields) {
  return Buffer.concat(
    fields.map((field) => {
      if (typeof field === "string") return Buffer.from(field, "ascii");
      const buffer = Buffer.alloc(field[0]);
      buffer.writeUIntLE(field[1], 0, field[0]);
      return buffer;
    }),
  );
}

// ---- reading

function openFile(path) {
  try {
    const fd = openSync(path, "r");
    return { fd, size: fstatSync(fd).size };
  } catch (error) {
    throw new Unreadable(error.message);
  }
}

function readBytes(file, position, length) {
  const buffer = Buffer.alloc(length);
  for (let have = 0; have < length; ) {
    const n = readSync(file.fd, buffer, have, length - have, position + have);
    if (n === 0) throw new Unreadable("the file ends too early");
    have += n;
  }
  return buffer;
}

function* chunksOf(file, start, size) {
  for (let at = 0; at < size; at += CHUNK) yield readBytes(file, start + at, Math.min(CHUNK, size - at));
}

/** Lines without their ends. The last one has to have an end too. */
function* linesOf(file, { start, size }) {
  let rest = Buffer.alloc(0);
  let line = 0;
  for (const chunk of chunksOf(file, start, size)) {
    const all = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let to = all.indexOf(10); to >= 0; to = all.indexOf(10, from)) {
      line += 1;
      yield decode(all.subarray(from, to), `entry ${line}`);
      from = to + 1;
    }
    rest = all.subarray(from);
    if (rest.length > MAX_SMALL_FILE) throw new Altered(`entry ${line + 1}: longer than any entry`);
  }
  if (rest.length > 0) throw new Altered(`entry ${line + 1}: cut off, its line has no end`);
}

function readText(file, { start, size }, name) {
  if (size > MAX_SMALL_FILE) throw new Altered(`${name}: larger than it can be`);
  return decode(readBytes(file, start, size), name);
}

function decode(buffer, where) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(buffer);
  } catch {
    throw new Altered(`${where}: not UTF-8 text`);
  }
}

function parseJson(text, where) {
  try {
    const value = JSON.parse(text);
    if (value !== null && typeof value === "object" && !Array.isArray(value)) return value;
  } catch {
    // Said below.
  }
  throw new Altered(`${where}: not a JSON object`);
}

function isHex(text, length) {
  return typeof text === "string" && text.length === length && /^[0-9a-f]*$/.test(text);
}

const TABLE = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** Node has one since 20.15 and 22.2; older ones get by with this table. */
function crc32(buffer, before) {
  if (zlib.crc32) return zlib.crc32(buffer, before);
  let crc = ~before;
  for (const byte of buffer) crc = TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

// ---- the command

function main([path, option, value]) {
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(value ?? "") ?? [];
  if (!path || (option !== undefined && (option !== "--entry" || !seq))) {
    stderr.write("usage: node verify.mjs BUNDLE.zip [--entry SEQ:HASH]\n");
    return 2;
  }
  try {
    const { incident, entries, head } = verifyBundle(path, seq ? { seq: Number(seq), hash } : null);
    stdout.write(`sound: ${incident}, ${entries} entries\nlast entry ${entries}:${head}\n`);
    if (!seq)
      stdout.write(
        "Compare this hash with one that was kept outside; the bundle alone can't show a rewritten whole.\n",
      );
    return 0;
  } catch (error) {
    if (error instanceof Altered) stderr.write(`ALTERED: ${error.message}\n`);
    else stderr.write(`unreadable: ${error.message}\n`);
    return error instanceof Altered ? 1 : 2;
  }
}

// Run as a command, also through a symbolic link: a check that silently does nothing would pass for a sound one.
if (argv[1] && realpathSync(argv[1]) === realpathSync(fileURLToPath(import.meta.url))) exit(main(argv.slice(2)));
