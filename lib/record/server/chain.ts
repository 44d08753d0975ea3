import { createHash } from "node:crypto";

/** What the first entry of every incident points back to. */
export const GENESIS = new Uint8Array(32);

/**
 * hash = SHA-256(0x02 ‖ prev ‖ SHA-256(salt ‖ payload)). The inner commitment would let a payload be erased under a
 * legal order without breaking the chain; 0x02 marks a link, as 0x00 and 0x01 mark leaf and node in RFC 6962.
 */
export function linkHash(prev: Uint8Array, salt: Uint8Array, payload: string): Uint8Array {
  const commitment = createHash("sha256").update(salt).update(payload, "utf8").digest();
  return createHash("sha256").update(Uint8Array.of(2)).update(prev).update(commitment).digest();
}
