import { AppError } from "../errors";

/** The version in an If-Match such as `"3"`; undefined without the header. */
export function versionOf(request: Request): number | undefined {
  const header = request.headers.get("if-match");
  if (header === null) return undefined;
  const digits = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1];
  if (!digits) throw new AppError("invalid", 'If-Match takes the version that you read, such as "3".');
  return Number(digits);
}
