import { RefParams } from "@/lib/api/inputs";
import { defineRoute, defineStream, type Route } from "@/lib/api/server/define-route";
import { CustodyPage, DigestReport } from "../custody";
import { CustodyQuery, EvidenceParams } from "../inputs";
import { RehashView } from "../views";
import { getDigestReport } from "./get-digest-report";
import { getOriginal } from "./get-original";
import { listCustody } from "./list-custody";
import { rehashEvidence } from "./rehash-evidence";

/** Stands before the other routes: `digests` is no source's id. */
export const custodyRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/evidence/digests",
    summary:
      "Log files checked against the vendor's digests of them: verified, differing, not brought, and hours without",
    permission: "read",
    params: RefParams,
    view: DigestReport,
    run: (ctx, { params }) => getDigestReport(ctx, params.ref),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/evidence/{id}/custody",
    summary: "How a log file came, and everything done with it since: read, looked at, taken out, hashed again",
    permission: "read",
    params: EvidenceParams,
    query: CustodyQuery,
    view: CustodyPage,
    run: (ctx, { params, query }) => listCustody(ctx, params.ref, params.id, query),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/evidence/{id}/rehash",
    summary: "Take the SHA-256 of the stored bytes again and record the result",
    permission: "respond",
    params: EvidenceParams,
    view: RehashView,
    run: (ctx, { params }) => rehashEvidence(ctx, params.ref, params.id),
  }),
  defineStream({
    method: "get",
    path: "/incidents/{ref}/evidence/{id}/original",
    summary: "The bytes as they came, with the permission respond or audit; recorded in the incident's record",
    permission: "read",
    params: EvidenceParams,
    gives: "application/octet-stream",
    respond: (ctx, { params }) => getOriginal(ctx, params.ref, params.id),
  }),
];
