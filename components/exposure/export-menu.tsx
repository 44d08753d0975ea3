"use client";

import { Download, FileText } from "lucide-react";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { buttonStyle } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { viewParsers } from "./view-state";

/** Everything that can be taken away: the page's summary, and the answer for programs. As known then, if the page is. */
export function ExportMenu({ incidentRef, csvHref }: { incidentRef: string; csvHref: string }) {
  const [{ at }] = useQueryStates(viewParsers);
  const asKnown = at ? `?at=${encodeURIComponent(at)}` : "";
  const api = `/api/v1/incidents/${incidentRef}/exposure`;
  // biome-ignore lint/a11y/useAnchorContent: the menu puts the item's words into it
  const file = (href: string, name: string) => <a href={href} download={name} />;
  return (
    <span className="inline-flex gap-2 print:hidden">
      <Link href={`/incidents/${incidentRef}/exposure/summary${asKnown}`} className={buttonStyle()} prefetch={false}>
        <FileText aria-hidden="true" />
        One page
      </Link>
      <Menu>
        <MenuTrigger className={buttonStyle()}>
          <Download aria-hidden="true" />
          Export
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem detail="One line an access" render={file(csvHref, `${incidentRef}-accesses.csv`)}>
            Accesses as CSV
          </MenuItem>
          <MenuItem
            detail="Every figure with its reasons and inputs"
            render={file(`${api}${asKnown}`, `${incidentRef}-exposure.json`)}
          >
            The whole answer as JSON
          </MenuItem>
          <MenuItem
            detail="Sentences and tables, for a postmortem"
            render={file(`${api}/summary.md${asKnown}`, `${incidentRef}-exposure.md`)}
          >
            The summary as Markdown
          </MenuItem>
        </MenuContent>
      </Menu>
    </span>
  );
}
