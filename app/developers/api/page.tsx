import type { Metadata } from "next";
import Link from "next/link";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { PROBLEMS } from "@/lib/api/problems";
import { ROUTES } from "@/lib/api/server/route-table";
import { RouteDetails } from "./route-details";

export const metadata: Metadata = { title: "API" };

/** Every entry of the API, from the table that the server itself runs on. */
export default function ApiPage() {
  return (
    <main className="mx-auto max-w-5xl px-6 py-10">
      <Link href="/" className="underline-quiet text-ink-2 text-sm">
        Back to Firebreak
      </Link>
      <h1 className="mt-2 font-semibold text-2xl">API</h1>
      <p className="mt-2 max-w-[75ch] text-ink-2">
        The web pages use the same API as programs do. Send <span className="mono">Authorization: Bearer fb_…</span>{" "}
        with a token from Settings; its scopes are the permissions below. The whole contract is the{" "}
        <a className="underline-quiet" href="/api/v1/openapi.json">
          OpenAPI 3.1 document
        </a>
        . Instants are RFC 3339 in UTC with microseconds, lists are{" "}
        <span className="mono">{"{ data, nextCursor }"}</span>, refusals are RFC 9457 problems, and a POST with an{" "}
        <span className="mono">Idempotency-Key</span> happens once.
      </p>
      <Table caption="Routes below /api/v1" className="mt-6">
        <THead>
          <tr>
            <Th>Method</Th>
            <Th>Path below /api/v1</Th>
            <Th>What it does</Th>
            <Th>Permission</Th>
          </tr>
        </THead>
        <tbody>
          {ROUTES.map((route) => (
            <Tr key={`${route.method} ${route.path}`}>
              <Td className="mono">{route.method.toUpperCase()}</Td>
              <Td className="mono break-all">{route.path}</Td>
              <Td>
                {route.summary}
                <RouteDetails route={route} />
              </Td>
              <Td className="mono">{route.permission}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <h2 className="mt-8 mb-2 font-semibold text-lg">Problems</h2>
      <ul className="flex flex-wrap gap-3">
        {PROBLEMS.map((problem) => (
          <li key={problem.code}>
            <Link className="mono underline-quiet" href={`/developers/problems/${problem.code}`}>
              {problem.status} {problem.code}
            </Link>
          </li>
        ))}
      </ul>
    </main>
  );
}
