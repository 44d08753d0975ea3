"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuGroup, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { Time } from "@/components/ui/time";
import { toast, toastFailed } from "@/components/ui/toast";
import { apiFetch } from "@/lib/api/client";
import { failureText } from "@/lib/api/field-errors";
import type { EventView } from "@/lib/evidence/views";
import { windowsOf } from "@/lib/exposure/queries";
import type { WindowView } from "@/lib/exposure/views";

type End = "opened" | "closed";

interface LinkToWindowProps {
  incident: string;
  events: readonly EventView[];
  onDone: () => void;
}

/** Makes the picked events the evidence on which a window's opening or closing rests. */
export function LinkToWindow({ incident, events, onDone }: LinkToWindowProps) {
  const [open, setOpen] = useState(false);
  const windows = useQuery({ ...windowsOf(incident), enabled: open });
  const link = useLink(incident, events, onDone);
  const rows = windows.data?.data ?? [];
  const ends = (end: End) => rows.filter((window) => end === "opened" || window.closedAt !== null);
  return (
    <Menu open={open} onOpenChange={setOpen}>
      <MenuTrigger render={<Button size="sm" busy={link.isPending} />}>Link to a window</MenuTrigger>
      <MenuContent>
        {windows.isSuccess && rows.length === 0 && (
          <p className="max-w-64 px-2 py-1.5 text-ink-2">No exposure window yet. Open one on the Exposure tab first.</p>
        )}
        {(["opened", "closed"] as const).map(
          (end) =>
            ends(end).length > 0 && (
              <MenuGroup key={end} label={end === "opened" ? "They show the opening of" : "They show the closing of"}>
                {ends(end).map((window) => (
                  <MenuItem key={window.id} onClick={() => link.mutate({ window, end })}>
                    <span>
                      {window.assetName}
                      <span className="block text-ink-3 text-xs">
                        <Time value={window.openedAt} quiet /> to{" "}
                        {window.closedAt ? <Time value={window.closedAt} quiet /> : "now, still open"}
                      </span>
                    </span>
                  </MenuItem>
                ))}
              </MenuGroup>
            ),
        )}
      </MenuContent>
    </Menu>
  );
}

function useLink(incident: string, events: readonly EventView[], onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ window, end }: { window: WindowView; end: End }) => {
      const field = end === "opened" ? "openedEvidence" : "closedEvidence";
      const ids = [...new Set([...window[field], ...events.map((event) => event.id)])];
      return apiFetch<WindowView>(`/incidents/${incident}/exposure-windows/${window.id}`, {
        method: "PATCH",
        body: { [field]: ids, reason: "Linked from the explorer." },
      });
    },
    onSuccess: (window) => {
      toast(`Linked to the window of ${window.assetName}.`);
      onDone();
      return client.invalidateQueries({ queryKey: ["incident", incident] });
    },
    onError: (error) => toastFailed("The events were not linked.", { detail: failureText(error) }),
  });
}
