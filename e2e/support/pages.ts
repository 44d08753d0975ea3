import { readdirSync } from "node:fs";

/** What stands for a parameter of a page's path. A new parameter needs a line here, or its page is not visited. */
const EXAMPLES: Record<string, string> = { "[ref]": "INC-1", "[agent]": "forum-assistant", "[code]": "conflict" };

/** For development only: a production build answers 404. */
const DEVELOPMENT_ONLY = ["/gallery"];

/** The address of every page in app/, so that none can be forgotten. */
export function everyPage(): string[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /(^|\/)page\.tsx$/.test(path))
    .map((path) => `/${path.split("/").slice(0, -1).filter(isInAddress).map(example).join("/")}`)
    .filter((path) => !DEVELOPMENT_ONLY.includes(path))
    .sort();
}

/** Folders in round brackets group files only. */
function isInAddress(segment: string): boolean {
  return !/^\(.*\)$/.test(segment);
}

function example(segment: string): string {
  if (!segment.startsWith("[")) return segment;
  const value = EXAMPLES[segment];
  if (!value) throw new Error(`e2e/support/pages.ts needs an example for ${segment}`);
  return value;
}
