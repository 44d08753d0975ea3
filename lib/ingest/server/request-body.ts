import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AppError } from "@/lib/api/errors";
import { MOST_BODY_BYTES, MOST_TEXT_BYTES } from "../model";

export interface RequestBody {
  /** As they came. */
  bytes: Buffer;
  /** The same, unpacked. */
  plain: Buffer;
  encoding: string | null;
}

/** The whole body, unpacked, within its limits; refuses what no sender means. */
export async function requestBody(request: Request): Promise<RequestBody> {
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BODY_BYTES) throw tooLarge();
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.length;
    if (size > MOST_BODY_BYTES) {
      await reader?.cancel();
      throw tooLarge();
    }
    pieces.push(part.value);
  }
  const bytes = Buffer.concat(pieces);
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() || null;
  if (encoding === null || encoding === "identity") return { bytes, plain: bytes, encoding: null };
  if (encoding !== "gzip")
    throw new AppError("unsupported", `Send the body as it is or with gzip, not as ${encoding}.`);
  return { bytes, plain: await unpacked(bytes), encoding };
}

const unzip = promisify(gunzip);

async function unpacked(bytes: Buffer): Promise<Buffer> {
  try {
    return await unzip(bytes, { maxOutputLength: MOST_TEXT_BYTES });
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw new AppError("invalid", "The body says it is gzip, and is not.");
  }
}

export function tooLarge(): AppError {
  return new AppError(
    "too_large",
    `A request holds at most ${MOST_BODY_BYTES >> 20} MB, unpacked ${MOST_TEXT_BYTES >> 20} MB. Send smaller batches.`,
  );
}
