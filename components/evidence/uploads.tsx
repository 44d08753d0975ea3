"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { failureText } from "@/lib/api/field-errors";
import type { NamedFile } from "@/lib/evidence/dropped-files";
import { useGiveUpUpload } from "@/lib/evidence/mutations";
import { evidenceKeys } from "@/lib/evidence/queries";
import type { StatedCoverage } from "@/lib/evidence/upload";
import { countSent, NOTHING_SENT, type SentSoFar } from "./sent-so-far";

export interface Upload {
  key: number;
  file: File;
  /** With the folders in which it stands. */
  name: string;
  coverage: StatedCoverage;
  /** As what a person wants it read; null where it is to be recognised. */
  format: string | null;
  sent: number;
  /** Null while it waits for its turn. */
  startedMs: number | null;
  /** Where it began or went on then. */
  startedAt: number;
  /** The connection is gone, and it waits to go on. */
  lost: boolean;
  /** Of a file that goes on where it was after a break, or when it is chosen again. */
  uploadId: string | null;
  /** What went wrong; the file can be sent again. */
  failure: string | null;
  /** Set when these bytes were imported before. */
  duplicate: boolean;
}

interface Uploads {
  uploads: readonly Upload[];
  /** All files since none was on its way. */
  total: SentSoFar;
  /** What the files that come next cover; asked anew for those after them. */
  coverage: StatedCoverage;
  stateCoverage(coverage: StatedCoverage): void;
  /** How often files were brought: what was stated for one round is not stated for the next. */
  rounds: number;
  add(files: readonly NamedFile[], given?: { format?: string }): void;
  cancel(key: number): void;
  retry(keys: readonly number[]): void;
}

const Context = createContext<Uploads | null>(null);

const WAITING = { sent: 0, startedMs: null, startedAt: 0, lost: false, uploadId: null, failure: null };

const NOT_STATED: StatedCoverage = { from: null, until: null };

/** Stands around the room, so that a file goes on being sent while one looks at another tab of the incident. */
export function UploadProvider({ incident, children }: { incident: string; children: ReactNode }) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [total, setTotal] = useState<SentSoFar>(NOTHING_SENT);
  const [coverage, stateCoverage] = useState(NOT_STATED);
  const [rounds, setRounds] = useState(0);
  const nextKey = useRef(1);

  const change = useCallback((key: number, part: Partial<Upload>) => {
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)));
  }, []);
  const remove = useCallback((key: number) => setUploads((all) => all.filter((upload) => upload.key !== key)), []);
  const { enqueue, abort } = useSending({ incident, change, remove, setTotal });
  const giveUp = useGiveUpUpload(incident).mutate;

  const value = useMemo<Uploads>(
    () => ({
      uploads,
      total,
      coverage,
      stateCoverage,
      rounds,
      add(files, given) {
        const format = given?.format ?? null;
        const fresh = { ...WAITING, coverage, format, duplicate: false };
        const added = files.map(({ file, name }) => ({ key: nextKey.current++, file, name, ...fresh }));
        setUploads((all) => [...all, ...added]);
        stateCoverage(NOT_STATED);
        setRounds((n) => n + 1);
        enqueue(added);
      },
      cancel(key) {
        abort(key);
        const uploadId = uploads.find((upload) => upload.key === key)?.uploadId;
        if (uploadId) giveUp(uploadId);
        remove(key);
      },
      retry(keys) {
        const again = uploads.filter(({ key, failure }) => failure !== null && keys.includes(key));
        for (const { key } of again) change(key, WAITING);
        enqueue(again);
      },
    }),
    [uploads, total, coverage, rounds, enqueue, abort, change, remove, giveUp],
  );
  return <Context value={value}>{children}</Context>;
}

interface SendingProps {
  incident: string;
  change: (key: number, part: Partial<Upload>) => void;
  remove: (key: number) => void;
  setTotal: (change: (total: SentSoFar) => SentSoFar) => void;
}

/** One file after the other: browsers keep only six connections to a server, and the room needs some. */
function useSending({ incident, change, remove, setTotal }: SendingProps) {
  const client = useQueryClient();
  const waiting = useRef<Promise<void>>(Promise.resolve());
  const controllers = useRef(new Map<number, AbortController>());

  const send = useCallback(
    async ({ key, file, name, coverage, format }: Upload, { signal }: AbortController) => {
      let sent = 0;
      let ended: Parameters<typeof countSent.ended>[1] = "given up";
      try {
        if (signal.aborted) return;
        const onSent = (bytes: number) => {
          const more = Math.min(bytes, file.size) - sent;
          sent += more;
          setTotal((total) => countSent.bytes(total, more));
          change(key, { sent });
        };
        const onPlace = (startedAt: number, uploadId: string | null) => {
          change(key, { startedMs: Date.now(), startedAt, uploadId, lost: false });
          onSent(startedAt);
        };
        const onLost = () => change(key, { lost: true });
        onPlace(0, null);
        const told = { onSent, onPlace, onLost, signal };
        // What sends is loaded with the first file, not with every page of the room.
        const { sendSource } = await import("@/lib/evidence/upload");
        const received = await sendSource(incident, file, { name, coverage, format, ...told });
        ended = "arrived";
        if (received.duplicateOf === null) remove(key);
        else change(key, { duplicate: true, sent: file.size });
      } catch (error) {
        if (!signal.aborted) change(key, { failure: failureText(error), lost: false });
      } finally {
        controllers.current.delete(key);
        setTotal((total) => countSent.ended(total, ended, { size: file.size, sent }));
        await client.invalidateQueries({ queryKey: evidenceKeys.all(incident) });
      }
    },
    [incident, change, remove, setTotal, client],
  );

  const enqueue = useCallback(
    (files: readonly Upload[]) => {
      const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
      setTotal((total) => countSent.begun(total, { files: files.length, bytes, nowMs: Date.now() }));
      for (const upload of files) {
        const controller = new AbortController();
        controllers.current.set(upload.key, controller);
        waiting.current = waiting.current.then(() => send(upload, controller));
      }
    },
    [send, setTotal],
  );
  const abort = useCallback((key: number) => controllers.current.get(key)?.abort(), []);
  return { enqueue, abort };
}

export function useUploads(): Uploads {
  const uploads = useContext(Context);
  if (!uploads) throw new Error("useUploads needs an UploadProvider around it");
  return uploads;
}
