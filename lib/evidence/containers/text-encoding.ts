import { ContainerError } from "./limits";

export type TextEncoding = "utf-8" | "utf-16le" | "utf-16be";

/** By byte-order mark, else by where the zero bytes stand. Throws for UTF-32, which no log is written in. */
export function sniffEncoding(head: Buffer): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) {
    if (head.length >= 4 && head[2] === 0 && head[3] === 0)
      throw new ContainerError("refused", "This text is UTF-32. Save it as UTF-8 and add that.");
    return "utf-16le";
  }
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  let even = 0;
  let odd = 0;
  const pairs = Math.min(head.length, 1024) >> 1;
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even++;
    if (head[2 * i + 1] === 0) odd++;
  }
  if (pairs >= 2 && odd > pairs * 0.6 && even < pairs * 0.05) return "utf-16le";
  if (pairs >= 2 && even > pairs * 0.6 && odd < pairs * 0.05) return "utf-16be";
  return "utf-8";
}

/**
 * Turns UTF-16 into UTF-8 piece by piece. A lone surrogate becomes three bytes that are not UTF-8, so that the
 * record that holds it is rejected by name instead of being silently mended.
 */
export async function* utf16ToUtf8(input: AsyncIterable<Buffer>, encoding: TextEncoding): AsyncGenerator<Buffer> {
  let carry: Buffer = Buffer.alloc(0);
  let first = true;
  for await (const piece of input) {
    let bytes = carry.length > 0 ? Buffer.concat([carry, piece]) : Buffer.from(piece);
    const whole = evenCut(bytes, encoding);
    carry = bytes.subarray(whole);
    bytes = bytes.subarray(0, whole);
    if (encoding === "utf-16be") bytes = Buffer.from(bytes).swap16();
    if (first && bytes.length >= 2) {
      first = false;
      if (bytes[0] === 0xff && bytes[1] === 0xfe) bytes = bytes.subarray(2);
    }
    if (bytes.length > 0) yield encode(bytes.toString("utf16le"));
  }
  // An odd byte or half a pair at the very end: kept as bytes that cannot be text, so that it shows as a reject.
  if (carry.length > 0) yield Buffer.from([0xff]);
}

/** Length that neither splits a code unit nor a surrogate pair. */
function evenCut(bytes: Buffer, encoding: TextEncoding): number {
  const even = bytes.length & ~1;
  if (even < 2) return even;
  const high = encoding === "utf-16le" ? (bytes[even - 1] ?? 0) : (bytes[even - 2] ?? 0);
  return (high & 0xfc) === 0xd8 ? even - 2 : even;
}

function encode(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text, "utf8");
  const parts: Buffer[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit & 0xf800) !== 0xd800) continue;
    const next = text.charCodeAt(i + 1);
    if (unit < 0xdc00 && (next & 0xfc00) === 0xdc00) {
      i++;
      continue;
    }
    parts.push(Buffer.from(text.slice(from, i), "utf8"));
    parts.push(Buffer.from([0xed, 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]));
    from = i + 1;
  }
  parts.push(Buffer.from(text.slice(from), "utf8"));
  return Buffer.concat(parts);
}
