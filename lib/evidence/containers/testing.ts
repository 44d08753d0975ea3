import { bufferSource } from "./byte-source";
import type { ContainerSpec, Cut } from "./cut";
import { CONTAINER_LIMITS, type ContainerLimits } from "./limits";
import { readMember } from "./read-records";
import { unwrap } from "./unwrap";

export interface ReadAll {
  cuts: (Cut & { member: string | null })[];
  notes: string[];
  spec: ContainerSpec | null;
  /** The decoded bytes of the last member, to check offsets against. */
  decoded: Buffer;
}

/** Reads bytes as the pipeline does, all at once: for tests. */
export async function readAll(
  bytes: Buffer,
  options: { limits?: Partial<ContainerLimits>; pieceBytes?: number; isRecord?: (value: unknown) => boolean } = {},
): Promise<ReadAll> {
  const limits = { ...CONTAINER_LIMITS, ...options.limits };
  const all: ReadAll = { cuts: [], notes: [], spec: null, decoded: Buffer.alloc(0) };
  const note = (sentence: string) => void all.notes.push(sentence);
  for await (const member of unwrap(bufferSource(bytes, options.pieceBytes), { limits, note })) {
    const pieces: Buffer[] = [];
    const reading = { limits, note, isRecord: options.isRecord ?? (() => false) };
    for await (const batch of readMember(member, reading)) {
      pieces.push(batch.bytes);
      all.spec = batch.spec;
      for (const cut of batch.cuts) all.cuts.push({ ...cut, member: member.name });
    }
    all.decoded = Buffer.concat(pieces);
  }
  return all;
}
