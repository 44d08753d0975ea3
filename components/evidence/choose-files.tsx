"use client";

import { Upload as UploadIcon } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { chosenFiles } from "@/lib/evidence/dropped-files";
import { useUploads } from "./uploads";

/** For those who do not drag: the button opens the system's own file chooser. */
export function ChooseFiles({ primary }: { primary?: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  const { add } = useUploads();
  useCommand({ label: "Import log files", group: "Evidence", keys: "i", run: () => input.current?.click() });
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        className="sr-only"
        tabIndex={-1}
        aria-label="Log files to import"
        onChange={(event) => {
          add(chosenFiles(event.currentTarget.files ?? []));
          event.currentTarget.value = "";
        }}
      />
      <Button
        variant={primary ? "primary" : "default"}
        hint="I"
        icon={<UploadIcon size={14} aria-hidden="true" />}
        onClick={() => input.current?.click()}
      >
        Import log files
      </Button>
      <ChooseFolder />
    </>
  );
}

/** Every browser knows it, and no standard does. */
const WHOLE_FOLDER = { webkitdirectory: "" };

/** Every file in a folder and the folders in it, each under its path. */
function ChooseFolder() {
  const input = useRef<HTMLInputElement>(null);
  const { add } = useUploads();
  useCommand({ label: "Import a folder of log files", group: "Evidence", run: () => input.current?.click() });
  return (
    <>
      <input
        ref={input}
        type="file"
        {...WHOLE_FOLDER}
        className="sr-only"
        tabIndex={-1}
        aria-label="Folder to import"
        onChange={(event) => {
          add(chosenFiles(event.currentTarget.files ?? []));
          event.currentTarget.value = "";
        }}
      />
      <Button variant="quiet" onClick={() => input.current?.click()}>
        Folder…
      </Button>
    </>
  );
}
