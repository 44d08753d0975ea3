import { createHash, randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** 256 random bits in base64url, with a prefix that secret scanners and people recognise. */
export function newSecret(prefix = ""): string {
  return `${prefix}${randomBytes(32).toString("base64url")}`;
}

/** What is stored of a secret with 256 random bits: a plain hash is enough where guessing is hopeless. */
export function hashSecret(secret: string): Uint8Array {
  return createHash("sha256").update(secret, "utf8").digest();
}

/** argon2id with the library's defaults (19 MiB, 2 passes), which are OWASP's. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"));
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password.normalize("NFKC"));
}

/** Checked when there is no such account, so that the answer takes as long as for one that exists. */
export const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$A+I0QeIf3sCnu21qJvUIRg$hkK4u0DWitu62S5AFua1ugVBShFffNaxnJxk/syw2fA";
