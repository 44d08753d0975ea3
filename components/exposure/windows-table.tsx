"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Unknown } from "@/components/ui/figures";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Elapsed, ZoneName } from "@/components/ui/time";
import type { WindowView } from "@/lib/exposure/views";
import { Bounded } from "./bounded";
import { audienceText, pathWord } from "./words";

// Loaded when they are first wanted: the page opens without them.
const CloseWindowDialog = dynamic(() => import("./close-window-dialog").then((module) => module.CloseWindowDialog), {
  ssr: false,
});
const WithdrawWindowDialog = dynamic(
  () => import("./withdraw-window-dialog").then((module) => module.WithdrawWindowDialog),
  { ssr: false },
);
const WindowHistory = dynamic(() => import("./window-history").then((module) => module.WindowHistory), { ssr: false });

interface WindowsTableProps {
  incidentRef: string;
  windows: readonly WindowView[];
  editable: boolean;
  /** As known at: how long an open one had lasted by then. */
  at: string | null;
  onEdit: (id: string) => void;
}

type Asked = { what: "close" | "withdraw" | "history"; window: WindowView } | null;

/** The windows on which the answer rests, each with its bounds, its path and its evidence. */
export function WindowsTable({ incidentRef, windows, editable, at, onEdit }: WindowsTableProps) {
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);
  return (
    <>
      <Table caption="Exposure windows" className="min-w-200">
        <THead>
          <tr>
            <Th>Asset</Th>
            <Th>Open to</Th>
            <Th>
              Opened, <ZoneName />
            </Th>
            <Th>Closed</Th>
            <Th numeric>Length</Th>
            <Th>By</Th>
            <Th>Evidence</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </THead>
        <tbody>
          {windows.map((window) => (
            <Tr key={window.id} id={`window-${window.id}`}>
              <Td className="mono">{window.assetName}</Td>
              <Td title={window.audience.principals.map(({ name }) => name).join(", ")}>
                {audienceText(window.audience)}
              </Td>
              <Td>
                <Bounded at={window.openedAt} earliest={window.openedAtEarliest} latest={window.openedAtLatest} />
              </Td>
              <Td>
                {window.closedAt ? (
                  <Bounded at={window.closedAt} earliest={window.closedAtEarliest} latest={window.closedAtLatest} />
                ) : (
                  <span className="font-medium text-exposed">still open</span>
                )}
              </Td>
              <Td numeric>
                <Elapsed since={window.openedAt} until={window.closedAt ?? at} />
              </Td>
              <Td>{window.path ? pathWord(window.path) : <Unknown />}</Td>
              <Td>
                <Cited incidentRef={incidentRef} ids={[...window.openedEvidence, ...window.closedEvidence]} />
              </Td>
              <Td>
                <span className="flex justify-end gap-1">
                  {editable && !window.closedAt && (
                    <Button
                      size="sm"
                      aria-label={`Close the window on ${window.assetName}`}
                      onClick={() => setAsked({ what: "close", window })}
                    >
                      Close…
                    </Button>
                  )}
                  <Menu>
                    <MenuTrigger
                      render={
                        <Button size="sm" variant="quiet" aria-label={`More for the window on ${window.assetName}`} />
                      }
                    >
                      More
                    </MenuTrigger>
                    <MenuContent align="end">
                      {editable && <MenuItem onClick={() => onEdit(window.id)}>Change…</MenuItem>}
                      <MenuItem onClick={() => setAsked({ what: "history", window })}>History</MenuItem>
                      {editable && (
                        <MenuItem danger onClick={() => setAsked({ what: "withdraw", window })}>
                          Withdraw…
                        </MenuItem>
                      )}
                    </MenuContent>
                  </Menu>
                </span>
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <CloseWindowDialog incidentRef={incidentRef} window={only(asked, "close")} onClose={close} />
      <WithdrawWindowDialog incidentRef={incidentRef} window={only(asked, "withdraw")} onClose={close} />
      <WindowHistory incidentRef={incidentRef} window={only(asked, "history")} onClose={close} />
    </>
  );
}

function only(asked: Asked, what: NonNullable<Asked>["what"]): WindowView | null {
  return asked?.what === what ? asked.window : null;
}

function Cited({ incidentRef, ids }: { incidentRef: string; ids: readonly string[] }) {
  if (ids.length === 0) return <span className="text-ink-3">none cited</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {ids.map((id) => (
        <a key={id} href={`/incidents/${incidentRef}/evidence?event=${encodeURIComponent(id)}`}>
          <Chip mono className="hover:bg-hover">
            {id}
          </Chip>
        </a>
      ))}
    </span>
  );
}
