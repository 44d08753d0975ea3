/** A name as a label: one line without control characters, with the end kept, where the type stands. */
export function safeFilename(name: string): string {
  const line = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .trim();
  return (line.length > 255 ? `${line.slice(0, 150)}…${line.slice(-100)}` : line) || "unnamed";
}

/** `Content-Disposition` for saving under a name that may hold anything (RFC 6266, RFC 8187). */
export function attachment(name: string): string {
  const base = safeFilename(name).split(/[/\\]/).at(-1) || "evidence";
  const ascii = base.replace(/[^\x20-\x7e]/g, "_").replace(/["\\%;]/g, "_");
  const encoded = encodeURIComponent(base).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
