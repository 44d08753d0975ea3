/** How lines begin, or what stands early in them, where one line is one event and commas or bars separate nothing. */
const LOG_LINES: readonly RegExp[] = [
  /^.{0,200}?\b(CEF|LEEF):\s?\d+(\.\d+)?\|/,
  // Common and combined log format, Amazon S3 server access logs.
  /^\S+ [^[\]"]{0,300}\[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\]/,
  // Syslog: RFC 5424, and RFC 3164 with or without a priority.
  /^<\d{1,3}>/,
  /^[A-Z][a-z]{2} [ \d]\d (\d{4} )?\d\d:\d\d:\d\d/,
];

/** Whether most of these lines are of a log that is written as text. */
export function areLogLines(lines: readonly string[]): boolean {
  const known = lines.filter((line) => LOG_LINES.some((pattern) => pattern.test(line.slice(0, 1000))));
  return lines.length > 0 && known.length >= lines.length * 0.6;
}
