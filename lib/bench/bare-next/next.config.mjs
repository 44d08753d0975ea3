import { resolve } from "node:path";

// The same framework, version and settings, with nothing of ours in between: what P7 is held against.
export default {
  poweredByHeader: false,
  serverExternalPackages: ["postgres"],
  turbopack: { root: resolve(import.meta.dirname, "../../..") },
};
