/** What roles are called, and what each is for. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Role } from "./account.ts";

/** In the order in which they are offered: from looking to everything. */
export const roleNames: Readonly<Record<Role, { readonly name: MessageDescriptor; readonly use: MessageDescriptor }>> =
  {
    viewer: { name: msg`Viewer`, use: msg`reads everything and changes nothing` },
    districtStaff: { name: msg`District staff`, use: msg`plans, and switches until a given time` },
    lightingEngineer: { name: msg`Lighting engineer`, use: msg`scenes and shows` },
    crew: { name: msg`Maintenance crew`, use: msg`work locks and tests on site` },
    supervisor: { name: msg`Supervisor`, use: msg`also isolates, darkens below the floor and frees others' locks` },
    administrator: { name: msg`Administrator`, use: msg`everything, people and inventory too` },
  };

export const allRoles = Object.keys(roleNames) as Role[];
