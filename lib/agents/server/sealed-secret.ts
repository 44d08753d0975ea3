import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { AppError } from "@/lib/api/errors";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a secret that has to be used again (AES-256-GCM), with a key that is not in the database: whoever reads a dump
 * reads no secret. `about` is bound to it, so that a sealed secret can't be put in another's place.
 */
export function sealSecret(secret: string, about: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", sealingKey(), nonce);
  cipher.setAAD(Buffer.from(about, "utf8"));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Throws where it was sealed with another key, or for something else. */
export function openSecret(sealed: Uint8Array, about: string): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", sealingKey(), bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(about, "utf8"));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const parts = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
  return Buffer.concat(parts).toString("utf8");
}

/** FIREBREAK_SECRETS_KEY, which several machines share; else a file in the data folder, made when first needed. */
function sealingKey(): Buffer {
  const given = process.env.FIREBREAK_SECRETS_KEY;
  if (given !== undefined && given.length < 32) {
    throw new AppError("unavailable", "FIREBREAK_SECRETS_KEY is too short: set at least 32 random characters.");
  }
  return createHash("sha256")
    .update("firebreak secrets\n")
    .update(given ?? keyInFolder())
    .digest();
}

function keyInFolder(): Buffer {
  const folder = resolve(process.env.FIREBREAK_DATA ?? ".firebreak/data");
  const file = join(folder, "secrets-key");
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file);
}
