import { ApiError } from "./client";

/** The messages of a refusal by field: `{ title: "Give the incident a title." }`. Empty for other failures. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(error.fields.map(({ pointer, message }) => [pointer.replace(/^\//, ""), message]));
}

/** One sentence for a failure that belongs to no field. */
export function failureText(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return "The server can’t be reached. Check the connection and try again.";
}
