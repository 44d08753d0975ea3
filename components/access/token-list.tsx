"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { toastFailed } from "@/components/ui/toast";
import { useRevokeToken } from "@/lib/access/mutations";
import { ownTokens } from "@/lib/access/queries";
import type { TokenView } from "@/lib/access/views";
import { failedQuery } from "@/lib/api/failed-query";
import { failureText } from "@/lib/api/field-errors";
import { CreateTokenDialog } from "./create-token-dialog";

/** One's own API tokens: what a program may do in one's name. */
export function TokenList() {
  const tokens = useQuery(ownTokens());
  const [creating, setCreating] = useState(false);
  const rows = tokens.data?.data ?? [];
  const create = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      Create a token
    </Button>
  );
  return (
    <div>
      <div className="mb-3 flex items-start justify-between gap-4">
        <p className="max-w-[65ch] text-ink-2">
          A token lets a program do in your name what its scopes allow, and never more than you may. The API is
          described at{" "}
          <a href="/api/v1/openapi.json" className="underline-quiet">
            /api/v1/openapi.json
          </a>
          .
        </p>
        {rows.length > 0 && create}
      </div>
      {tokens.isPending && <SkeletonRows rows={3} label="Loading tokens" />}
      {tokens.isError && <FailedState title="Your tokens could not be loaded." {...failedQuery(tokens)} />}
      {tokens.isSuccess && rows.length === 0 && (
        <EmptyState title="You have no API tokens." action={create}>
          Create one for a script that declares incidents or brings evidence.
        </EmptyState>
      )}
      {rows.length > 0 && <TokenTable rows={rows} />}
      {creating && <CreateTokenDialog onClose={() => setCreating(false)} />}
    </div>
  );
}

function TokenTable({ rows }: { rows: readonly TokenView[] }) {
  const [asked, setAsked] = useState<TokenView | null>(null);
  const revoke = useRevokeToken();
  return (
    <>
      <Table caption="API tokens">
        <THead>
          <tr>
            <Th>Name</Th>
            <Th>Begins with</Th>
            <Th>Scopes</Th>
            <Th>Last used</Th>
            <Th>Expires</Th>
            <Th>
              <span className="sr-only">Action</span>
            </Th>
          </tr>
        </THead>
        <tbody>
          {rows.map((token) => (
            <Tr key={token.id} className={token.revokedAt ? "text-ink-3" : undefined}>
              <Td className="font-medium">{token.name}</Td>
              <Td className="mono">{token.prefix}…</Td>
              <Td>
                <span className="flex flex-wrap gap-1">
                  {token.scopes.map((scope) => (
                    <Chip key={scope}>{scope}</Chip>
                  ))}
                </span>
              </Td>
              <Td>{token.lastUsedAt ? <Time value={token.lastUsedAt} mode="relative" /> : "never"}</Td>
              <Td>{token.expiresAt ? <Time value={token.expiresAt} mode="date" /> : "does not"}</Td>
              <Td className="text-right">
                {token.revokedAt ? (
                  <>
                    revoked <Time value={token.revokedAt} mode="relative" />
                  </>
                ) : (
                  <Button size="sm" onClick={() => setAsked(token)}>
                    Revoke
                  </Button>
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <AlertDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={`Revoke “${asked?.name ?? ""}”?`}
        description="Programs that use it are refused from now on. This can’t be undone."
        confirm="Revoke the token"
        danger
        busy={revoke.isPending}
        onConfirm={() =>
          asked &&
          revoke.mutate(asked.id, {
            onError: (error) => toastFailed("The token was not revoked.", { detail: failureText(error) }),
            onSettled: () => setAsked(null),
          })
        }
      />
    </>
  );
}
