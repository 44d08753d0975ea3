import { type Import, importsOf, packageOf } from "./imports";
import type { SourceFile } from "./source-files";

type Kind =
  | "pure"
  | "browser"
  | "server"
  | "machinery"
  | "db"
  | "testing"
  | "seed"
  | "primitive"
  | "component"
  | "app"
  | "e2e"
  | "test";

/** First match decides. */
const KINDS: readonly [RegExp, Kind][] = [
  [/\.test\.tsx?$/, "test"],
  [/^lib\/.*\/testing(\/|\.ts$)/, "testing"],
  [/^lib\/(start|structure|bench)\/|^lib\/jobs\/[^/]+$/, "machinery"],
  [/^lib\/[^/]+\/server\//, "server"],
  [
    /^lib\/[^/]+\/([^/]*-)?(queries|mutations|client|upload|field-errors|failed-query)\.tsx?$|^lib\/[^/]+\/use-[^/]+$/,
    "browser",
  ],
  [/^lib\//, "pure"],
  [/^db\/testing\//, "testing"],
  [/^db\/seed\//, "seed"],
  [/^db\//, "db"],
  [/^components\/(ui|charts)\//, "primitive"],
  [/^components\//, "component"],
  [/^app\//, "app"],
  [/^e2e\//, "e2e"],
];

const NEVER_FROM_OUTSIDE: readonly Kind[] = ["testing", "seed", "e2e", "test"];

/** What each kind of file may lead to, itself aside. Tests, seeds and the machinery may lead anywhere. */
const MAY_IMPORT: Partial<Record<Kind, readonly Kind[]>> = {
  pure: ["pure"],
  browser: ["browser", "pure"],
  server: ["server", "pure", "db"],
  db: ["db"],
  primitive: ["primitive"],
  component: ["component", "primitive", "browser", "pure"],
  app: ["app", "component", "primitive", "browser", "pure", "server"],
};

const DRIVERS = ["drizzle-orm", "postgres", "pg", "graphile-worker"];
const FORBIDDEN_PACKAGES: Partial<Record<Kind, readonly string[]>> = {
  pure: [...DRIVERS, "next", "react", "react-dom", "hono", "@tanstack/react-query"],
  browser: [...DRIVERS, "hono"],
  server: ["react-dom"],
  primitive: [...DRIVERS, "@tanstack/react-query"],
  component: DRIVERS,
  app: DRIVERS,
};

/** Sentences about every import that breaks the layering. */
export function brokenRules(files: readonly SourceFile[]): string[] {
  return importsOf(files).flatMap((one) => {
    const reason = whyForbidden(one);
    return reason ? [`${one.from} imports ${one.specifier}: ${reason}`] : [];
  });
}

function whyForbidden({ from, specifier, to }: Import): string | undefined {
  const kind = kindOf(from);
  if (to === undefined) return whyForbiddenPackage(kind, packageOf(specifier));
  const target = kindOf(to);
  if (kind === "db" && /^lib\/([^/]+\/model|time\/[^/]+)\.ts$/.test(to)) return undefined;
  if (kind === "primitive" && /^lib\/time\/[^/]+$/.test(to)) return undefined;
  if (kind === "component" && target === "component" && areaOf(from) !== areaOf(to)) {
    return "an area's components do not know another area's; compose them in app/";
  }
  const allowed = MAY_IMPORT[kind];
  if (allowed) return allowed.includes(target) ? undefined : `${kind} files may not lead to ${target} files`;
  if (kind === "machinery" && NEVER_FROM_OUTSIDE.includes(target)) return `${target} files are no part of the program`;
  return undefined;
}

function whyForbiddenPackage(kind: Kind, name: string): string | undefined {
  return FORBIDDEN_PACKAGES[kind]?.includes(name) ? `${kind} files do not use ${name}` : undefined;
}

function kindOf(path: string): Kind {
  const found = KINDS.find(([pattern]) => pattern.test(path));
  if (!found) throw new Error(`${path} is in no folder that architecture knows`);
  return found[1];
}

function areaOf(path: string): string | undefined {
  return path.split("/")[1];
}
