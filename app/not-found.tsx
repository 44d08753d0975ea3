import type { Metadata } from "next";
import Link from "next/link";
import { Entrance } from "@/components/shell/entrance";
import { buttonStyle } from "@/components/ui/button";

export const metadata: Metadata = { title: "Nothing here" };

export default function NotFound() {
  return (
    <Entrance title="There is nothing at this address." lead="It may have been mistyped, or moved.">
      <Link href="/" className={buttonStyle()}>
        To the start
      </Link>
    </Entrance>
  );
}
