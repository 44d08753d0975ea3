"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { failureText } from "@/lib/api/field-errors";
import { evidenceKeys } from "@/lib/evidence/queries";
import { type StatedCoverage, uploadSource } from "@/lib/evidence/upload";

export interface Upload {
  key: number;
  file: File;
  coverage: StatedCoverage;
  sent: number;
  startedMs: number;
  /** What went wrong; the file can be sent again. */
  failure: string | null;
  /** Set when these bytes were imported before. */
  duplicate: boolean;
}

interface Uploads {
  uploads: readonly Upload[];
  /** What the files that come next cover; asked anew for those after them. */
  coverage: StatedCoverage;
  stateCoverage(coverage: StatedCoverage): void;
  /** How often files were brought: what was stated for one round is not stated for the next. */
  rounds: number;
  add(files: readonly File[]): void;
  cancel(key: number): void;
  retry(key: number): void;
}

const Context = createContext<Uploads | null>(null);

const NOT_STATED: StatedCoverage = { from: null, until: null };

/** Stands around the room, so that a file goes on being sent while one looks at another tab of the incident. */
export function UploadProvider({ incident, children }: { incident: string; children: ReactNode }) {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [coverage, stateCoverage] = useState(NOT_STATED);
  const [rounds, setRounds] = useState(0);
  const nextKey = useRef(1);
  const controllers = useRef(new Map<number, AbortController>());

  const change = useCallback((key: number, part: Partial<Upload>) => {
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)));
  }, []);
  const remove = useCallback((key: number) => setUploads((all) => all.filter((upload) => upload.key !== key)), []);

  const send = useCallback(
    async ({ key, file, coverage }: Pick<Upload, "key" | "file" | "coverage">) => {
      const controller = new AbortController();
      controllers.current.set(key, controller);
      try {
        const onSent = (sent: number) => change(key, { sent });
        const received = await uploadSource(incident, file, { coverage, onSent, signal: controller.signal });
        if (received.duplicateOf === null) remove(key);
        else change(key, { duplicate: true, sent: file.size });
      } catch (error) {
        if (error instanceof DOMException && error.name === "AbortError") remove(key);
        else change(key, { failure: failureText(error) });
      } finally {
        controllers.current.delete(key);
        await client.invalidateQueries({ queryKey: evidenceKeys.all(incident) });
      }
    },
    [incident, change, remove, client],
  );

  const value = useMemo<Uploads>(
    () => ({
      uploads,
      coverage,
      stateCoverage,
      rounds,
      add(files) {
        const added = files.map((file) => ({
          key: nextKey.current++,
          file,
          coverage,
          sent: 0,
          startedMs: Date.now(),
          failure: null,
          duplicate: false,
        }));
        setUploads((all) => [...all, ...added]);
        stateCoverage(NOT_STATED);
        setRounds((n) => n + 1);
        void inTurn(added, send);
      },
      cancel(key) {
        const controller = controllers.current.get(key);
        if (controller) controller.abort();
        else remove(key);
      },
      retry(key) {
        const upload = uploads.find((candidate) => candidate.key === key);
        if (!upload) return;
        change(key, { failure: null, sent: 0, startedMs: Date.now() });
        void send(upload);
      },
    }),
    [uploads, coverage, rounds, send, change, remove],
  );
  return <Context value={value}>{children}</Context>;
}

/** One after the other: browsers keep only six connections to a server, and the room needs some. */
async function inTurn<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  for (const item of items) await run(item);
}

export function useUploads(): Uploads {
  const uploads = useContext(Context);
  if (!uploads) throw new Error("useUploads needs an UploadProvider around it");
  return uploads;
}
