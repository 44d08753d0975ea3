import { AppError } from "@/lib/api/errors";
import { RefParams } from "@/lib/api/inputs";
import { defineRoute, defineStream, type Route } from "@/lib/api/server/define-route";
import { BeginUploadInput, EvidenceParams } from "../inputs";
import { UploadPage, UploadView } from "../views";
import { beginUpload } from "./begin-upload";
import { continueUpload } from "./continue-upload";
import { discardUpload } from "./discard-upload";
import { getUpload, listUploads } from "./find-upload";

/**
 * A file in several requests, for connections that break. Names and headers are those of the IETF's draft on resumable
 * uploads (draft-ietf-httpbis-resumable-upload); an upload is begun with JSON, since it says more than its length.
 */
export const uploadRoutes: Route[] = [
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/uploads",
    summary:
      "Begin to send a log file in several requests; with the fingerprint of one begun before, go on with that: `offset` says how many bytes are here",
    permission: "respond",
    params: RefParams,
    body: BeginUploadInput,
    status: 201,
    view: UploadView,
    run: (ctx, { params, body }) => beginUpload(ctx, params.ref, body),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/uploads",
    summary: "Your uploads that did not come to their end; what arrived of each is kept for a day",
    permission: "respond",
    params: RefParams,
    view: UploadPage,
    run: (ctx, { params }) => listUploads(ctx, params.ref),
  }),
  defineStream({
    method: "get",
    path: "/incidents/{ref}/uploads/{id}",
    summary: "How far an upload is, also as HEAD: Upload-Offset bytes of Upload-Length have arrived",
    permission: "respond",
    params: EvidenceParams,
    gives: "application/json",
    respond: async (ctx, { params }) => {
      const view = await getUpload(ctx, params.ref, params.id);
      return Response.json(view, { headers: progressOf(view) });
    },
  }),
  defineStream({
    method: "patch",
    path: "/incidents/{ref}/uploads/{id}",
    summary:
      "Send bytes of an upload from the header Upload-Offset on; 200 with how far it is, or 202 with {id, status, sha256, duplicateOf} after the last byte",
    permission: "respond",
    params: EvidenceParams,
    takes: "application/partial-upload",
    gives: "application/json",
    respond: async (ctx, { params, request }) => {
      const offset = request.headers.get("upload-offset") ?? "";
      if (!/^\d{1,15}$/.test(offset))
        throw new AppError("invalid", "Say with the header Upload-Offset from which byte on this goes.");
      const body = request.body ?? new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
      const received = await continueUpload(ctx, params.ref, params.id, Number(offset), body);
      if (received) return Response.json(received, { status: 202, headers: { "Upload-Complete": "?1" } });
      const view = await getUpload(ctx, params.ref, params.id);
      return Response.json(view, { headers: progressOf(view) });
    },
  }),
  defineRoute({
    method: "delete",
    path: "/incidents/{ref}/uploads/{id}",
    summary: "Give an upload up; what arrived of it goes",
    permission: "respond",
    params: EvidenceParams,
    status: 204,
    view: null,
    run: (ctx, { params }) => discardUpload(ctx, params.ref, params.id),
  }),
];

function progressOf({ offset, bytes, received }: UploadView): Record<string, string> {
  return {
    "Upload-Offset": String(offset),
    "Upload-Length": String(bytes),
    "Upload-Complete": received ? "?1" : "?0",
  };
}
