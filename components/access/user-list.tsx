"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { FailedState } from "@/components/ui/failed-state";
import { Select } from "@/components/ui/select";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { toast, toastFailed } from "@/components/ui/toast";
import { ROLES } from "@/lib/access/model";
import { useChangeUser } from "@/lib/access/mutations";
import { users } from "@/lib/access/queries";
import { useViewer } from "@/lib/access/use-viewer";
import type { UserView } from "@/lib/access/views";
import { failedQuery } from "@/lib/api/failed-query";
import { failureText } from "@/lib/api/field-errors";
import { AddUserDialog } from "./add-user-dialog";

/** Who may come in, as what. */
export function UserList() {
  const found = useQuery(users());
  const [adding, setAdding] = useState(false);
  return (
    <div>
      <div className="mb-3 flex items-start justify-between gap-4">
        <p className="max-w-[65ch] text-ink-2">
          A role says what somebody may do. It opens no restricted incident: for those, its members decide.
        </p>
        <Button variant="primary" onClick={() => setAdding(true)}>
          Add a user
        </Button>
      </div>
      {found.isPending && <SkeletonRows rows={5} label="Loading users" />}
      {found.isError && <FailedState title="The users could not be loaded." {...failedQuery(found)} />}
      {found.data && (
        <Table caption="Users">
          <THead>
            <tr>
              <Th>Name</Th>
              <Th>E-mail address</Th>
              <Th>Role</Th>
              <Th>Since</Th>
              <Th>
                <span className="sr-only">Action</span>
              </Th>
            </tr>
          </THead>
          <tbody>
            {found.data.data.map((user) => (
              <UserRow key={user.id} user={user} />
            ))}
          </tbody>
        </Table>
      )}
      {adding && <AddUserDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

const ROLE_OPTIONS = ROLES.map((value) => ({ value, label: value }));

function UserRow({ user }: { user: UserView }) {
  const viewer = useViewer();
  const change = useChangeUser();
  const [asking, setAsking] = useState(false);
  const self = user.id === viewer.id;
  const failed = (error: unknown) => toastFailed(`${user.name} was not changed.`, { detail: failureText(error) });
  return (
    <Tr className={user.disabledAt ? "text-ink-3" : undefined}>
      <Td className="font-medium">
        {user.name}
        {self && <span className="font-normal text-ink-3"> (you)</span>}
      </Td>
      <Td>{user.email}</Td>
      <Td>
        <Select
          aria-label={`Role of ${user.name}`}
          className="w-36"
          options={ROLE_OPTIONS}
          value={user.role}
          disabled={self || user.disabledAt !== null || change.isPending}
          onValueChange={(role) =>
            change.mutate(
              { id: user.id, role },
              { onSuccess: () => toast(`${user.name} is ${role} now`), onError: failed },
            )
          }
        />
      </Td>
      <Td>
        <Time value={user.createdAt} mode="date" />
      </Td>
      <Td className="text-right">
        {user.disabledAt ? (
          <Button
            size="sm"
            busy={change.isPending}
            onClick={() => change.mutate({ id: user.id, disabled: false }, { onError: failed })}
          >
            Let in again
          </Button>
        ) : (
          !self && (
            <Button size="sm" onClick={() => setAsking(true)}>
              Disable
            </Button>
          )
        )}
        <AlertDialog
          open={asking}
          onOpenChange={setAsking}
          title={`Disable ${user.name}?`}
          description="Their sessions and tokens end at once. What they did stays in every record, and they can be let in again."
          confirm="Disable"
          danger
          busy={change.isPending}
          onConfirm={() =>
            change.mutate({ id: user.id, disabled: true }, { onError: failed, onSettled: () => setAsking(false) })
          }
        />
      </Td>
    </Tr>
  );
}
