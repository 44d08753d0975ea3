import { cn } from "@/components/ui/cn";
import type { AccessClass } from "@/lib/exposure/model";
import { CLASS_WORDS } from "./words";

const marks: Record<AccessClass, string> = {
  uncleared: "bg-exposed",
  unresolved: "hatch border border-unknown",
  explained: "rounded-full border-[1.5px] border-verified",
  cleared: "rounded-full border-[1.5px] border-ink-3",
};

/** The class of an access, told apart by shape; its word is for those who do not see the shape. */
export function ClassMark({ accessClass, word }: { accessClass: AccessClass; word?: boolean }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden="true" className={cn("inline-block size-2.25 shrink-0", marks[accessClass])} />
      <span className={word ? undefined : "sr-only"}>{CLASS_WORDS[accessClass]}</span>
    </span>
  );
}
