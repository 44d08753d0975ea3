"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { signIn } from "@/lib/access/mutations";
import type { DemoSignInView } from "@/lib/access/views";
import { failureText, fieldErrors } from "@/lib/api/field-errors";

export interface SignInFormProps {
  /** The address to go to afterwards, inside this app. */
  next: string;
  demo: readonly DemoSignInView[];
}

const DEMO_WORDS: Record<string, string> = {
  commander: "runs the room",
  responder: "writes, imports, closes",
  admin: "users and settings too",
  auditor: "checks the record",
  viewer: "reads only",
};

export function SignInForm({ next, demo }: SignInFormProps) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const errors = fieldErrors(error);

  async function enter(email: string, password: string, who: string) {
    if (busy) return;
    setBusy(who);
    setError(null);
    try {
      await signIn({ email, password });
      queryClient.clear();
      router.replace(next);
      router.refresh();
    } catch (failure) {
      setError(failure);
      setBusy(null);
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void enter(String(form.get("email") ?? ""), String(form.get("password") ?? ""), "form");
  }

  return (
    <>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {error !== null && Object.keys(errors).length === 0 && (
          <Notice kind="exposed" live>
            {failureText(error)}
          </Notice>
        )}
        <Field label="E-mail address" error={errors.email}>
          <Input type="email" name="email" autoComplete="username" autoFocus className="h-9" required />
        </Field>
        <Field label="Password" error={errors.password}>
          <Input type="password" name="password" autoComplete="current-password" className="h-9" required />
        </Field>
        <Button type="submit" variant="primary" size="lg" busy={busy === "form"}>
          Sign in
        </Button>
      </form>
      {demo.length > 0 && (
        <section aria-labelledby="demo-heading" className="mt-8 border-line border-t pt-5">
          <h2 id="demo-heading" className="font-semibold">
            This is a demo
          </h2>
          <p className="mb-3 text-ink-2">Its people are invented. Look around as one of them:</p>
          <ul className="flex flex-col gap-1.5">
            {demo.map((person) => (
              <li key={person.email}>
                <Button
                  className="h-auto w-full justify-between px-3 py-1.5 pointer-coarse:h-11"
                  busy={busy === person.email}
                  onClick={() => void enter(person.email, person.password, person.email)}
                >
                  <span>
                    {person.name}
                    <span className="sr-only">, </span>
                  </span>
                  <span className="ml-auto font-normal text-ink-3 text-sm">
                    {person.role}: {DEMO_WORDS[person.role] ?? ""}
                  </span>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
