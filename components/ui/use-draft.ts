"use client";

import { del, get, set } from "idb-keyval";
import { useCallback, useEffect, useRef, useState } from "react";

const SAVE_AFTER_MS = 400;

export interface Draft<T> {
  value: T;
  /** Keeps the change in this browser at once, and on disk within half a second. */
  change: (next: T | ((previous: T) => T)) => void;
  /** What an earlier visit left is here, if it left anything. */
  loaded: boolean;
  /** True when text from an earlier visit was brought back. */
  restored: boolean;
  /** After sending, or when the person throws it away. */
  discard: () => void;
}

/** Text that survives a closed tab. `key` names the form and what it is about: "declare", "entry:INC-42". */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const name = `draft:${key}`;
  const [value, setValue] = useState(initial);
  const [restored, setRestored] = useState(false);
  const [loaded, setLoaded] = useState(false);
  const touched = useRef(false);
  const first = useRef(initial);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const unsaved = useRef<(() => void) | null>(null);

  useEffect(() => {
    let gone = false;
    get<T>(name)
      .then((kept) => {
        if (gone || touched.current || kept === undefined) return;
        setValue(kept);
        setRestored(true);
      })
      .catch(() => {})
      .finally(() => !gone && setLoaded(true));
    return () => {
      gone = true;
      // A form that is closed and opened again at once finds what was typed last.
      clearTimeout(timer.current);
      unsaved.current?.();
    };
  }, [name]);

  const change = useCallback(
    (next: T | ((previous: T) => T)) => {
      touched.current = true;
      setValue((previous) => {
        const result = typeof next === "function" ? (next as (previous: T) => T)(previous) : next;
        clearTimeout(timer.current);
        unsaved.current = () => {
          unsaved.current = null;
          void set(name, result).catch(() => {});
        };
        timer.current = setTimeout(() => unsaved.current?.(), SAVE_AFTER_MS);
        return result;
      });
    },
    [name],
  );

  const discard = useCallback(() => {
    clearTimeout(timer.current);
    unsaved.current = null;
    touched.current = false;
    setValue(first.current);
    setRestored(false);
    void del(name).catch(() => {});
  }, [name]);

  return { value, change, loaded, restored, discard };
}
