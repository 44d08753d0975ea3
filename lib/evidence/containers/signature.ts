import { ContainerError } from "./limits";

/** How the outermost bytes are packed. Decided by the bytes, never by the name. */
export type Packing = "gzip" | "zip" | "parquet" | "plain";

interface Refusal {
  bytes: number[];
  at?: number;
  what: string;
  advice: string;
}

const UNPACK = "Unpack it and add the files inside (gzip and zip are read as they are).";
const REFUSALS: Refusal[] = [
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: "an xz archive", advice: UNPACK },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: "Zstandard-compressed", advice: UNPACK },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: "a 7z archive", advice: UNPACK },
  { bytes: [0x42, 0x5a, 0x68], what: "bzip2-compressed", advice: UNPACK },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: "a RAR archive", advice: UNPACK },
  { bytes: [0x75, 0x73, 0x74, 0x61, 0x72], at: 257, what: "a tar archive", advice: UNPACK },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: "a PDF", advice: "Export the log itself as JSON or CSV." },
  { bytes: [...Buffer.from("SQLite format 3")], what: "an SQLite database", advice: "Export the table as CSV." },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: "an executable program", advice: "Only log files can be read." },
  { bytes: [0x4d, 0x5a, 0x90], what: "an executable program", advice: "Only log files can be read." },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: "a PNG image", advice: "Only log files can be read." },
  { bytes: [0xff, 0xd8, 0xff], what: "a JPEG image", advice: "Only log files can be read." },
  { bytes: [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65], what: "a Windows event log", advice: "Export it as JSON." },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: "an old Office document", advice: "Save the sheet as CSV and add that." },
];

/** Looks at the first bytes (512 are enough). Throws ContainerError for what is known and cannot be read. */
export function sniffPacking(head: Buffer): Packing {
  if (startsWith(head, [0x1f, 0x8b])) return "gzip";
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) return "zip";
  if (startsWith(head, [0x50, 0x41, 0x52, 0x31])) return "parquet";
  for (const refusal of REFUSALS) {
    if (startsWith(head, refusal.bytes, refusal.at))
      throw new ContainerError("refused", `This is ${refusal.what}. ${refusal.advice}`);
  }
  return "plain";
}

function startsWith(head: Buffer, bytes: number[], at = 0): boolean {
  return head.length >= at + bytes.length && bytes.every((byte, i) => head[at + i] === byte);
}
