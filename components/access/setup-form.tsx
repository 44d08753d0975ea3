"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { LIMITS } from "@/lib/access/model";
import { setUp } from "@/lib/access/mutations";
import { failureText, fieldErrors } from "@/lib/api/field-errors";

export interface SetupFormProps {
  token: string;
  /** The first admin says who they are; somebody who was invited only sets a password. */
  first: boolean;
}

export function SetupForm({ token, first }: SetupFormProps) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const errors = fieldErrors(error);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    setBusy(true);
    setError(null);
    try {
      await setUp({
        token,
        password: text("password"),
        ...(first ? { email: text("email"), name: text("name") } : {}),
      });
      router.replace("/");
      router.refresh();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {error !== null && Object.keys(errors).length === 0 && (
        <Notice kind="exposed" live>
          {failureText(error)}
        </Notice>
      )}
      {first && (
        <>
          <Field label="Your name" error={errors.name}>
            <Input name="name" autoComplete="name" className="h-9" required />
          </Field>
          <Field label="E-mail address" error={errors.email}>
            <Input type="email" name="email" autoComplete="username" className="h-9" required />
          </Field>
        </>
      )}
      <Field
        label="Password"
        error={errors.password}
        hint={`At least ${LIMITS.passwordMin} characters. A few words do; a manager’s are better.`}
      >
        <Input type="password" name="password" autoComplete="new-password" className="h-9" required />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {first ? "Make me the first admin" : "Set the password"}
      </Button>
    </form>
  );
}
