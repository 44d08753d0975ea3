"use client";

import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Piece } from "./piece";

export function GalleryOverlays() {
  const [asking, setAsking] = useState(false);
  return (
    <Piece name="What floats">
      <Dialog>
        <DialogTrigger render={<Button />}>Dialog</DialogTrigger>
        <DialogContent
          title="A dialog"
          description="With a footer that stays."
          footer={<Button variant="primary">Save</Button>}
        >
          Content.
        </DialogContent>
      </Dialog>
      <Menu>
        <MenuTrigger render={<Button />}>Menu</MenuTrigger>
        <MenuContent>
          <MenuItem hint="E">Edit</MenuItem>
          <MenuItem detail="2 tasks are open" disabled>
            Close
          </MenuItem>
          <MenuSeparator />
          <MenuItem danger>Remove</MenuItem>
        </MenuContent>
      </Menu>
      <Popover>
        <PopoverTrigger render={<Button />}>Popover</PopoverTrigger>
        <PopoverContent title="Why">Because of the log.</PopoverContent>
      </Popover>
      <Button onClick={() => setAsking(true)}>Alert</Button>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title="Revoke the token?"
        description="Programs that use it are refused from now on."
        confirm="Revoke"
        danger
        onConfirm={() => setAsking(false)}
      />
    </Piece>
  );
}
