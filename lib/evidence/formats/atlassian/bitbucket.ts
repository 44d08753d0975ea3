import { firstText, parsedJson } from "@/lib/evidence/formats/fields";
import type { Resource } from "@/lib/evidence/model";

const LINE = /^([^|]+) \| (\w+) \| ([^|]+) \| (\d{13}) \| ([^|]+) \| (.*) \| ([^|]+) \| ([^|]+)$/;

export interface BitbucketEntry {
  address: string | null;
  event: string;
  user: string | null;
  time: string;
  resources: Resource[];
  request: string | null;
  session: string | null;
}

export function isBitbucketLine(line: string): boolean {
  return LINE.test(line.trim());
}

/** `address | event | user | milliseconds | entity | details | request | session`; a dash is nothing. */
export function bitbucketLine(line: string): BitbucketEntry | null {
  const found = LINE.exec(line.trim());
  if (found === null) return null;
  const [, address = "", event = "", user = "", time = "", entity = "", details = "", request = "", session = ""] =
    found;
  const stated = (word: string) => (word.trim() === "-" ? null : word.trim());
  const place = stated(entity);
  const inner = parsedJson(details);
  return {
    address: stated(address),
    event,
    user: stated(user),
    time,
    request: stated(request),
    session: stated(session),
    resources: [
      { id: place ?? "", type: "entity", name: firstText(inner, "name") },
      { id: firstText(inner, "value") ?? "", type: "ref", name: null },
    ],
  };
}
