/** Keeps the inventory: one snapshot in memory, changed step by step, each step judged, stored and told to who listens. */
import type { Clock } from "../../clock.ts";
import { idOf } from "../../core/inventory/apply-request.ts";
import type { ChangeRequest } from "../../core/inventory/change-request.ts";
import { createInventoryIndex, type InventoryIndex } from "../../core/inventory/index.ts";
import type { Device, Inventory, ThingChange, ThingOf, ThingSort, Verb } from "../../core/inventory/model.ts";
import { planChangeSteps, topicNumbersNeeded, withTopicNumbers } from "../../core/inventory/plan-changes.ts";
import type {
  Assignment,
  BrokerCredentials,
  CabinetAssignment,
  ImportRecord,
  ImportSummary,
  InventoryStore,
} from "../../core/inventory/ports.ts";
import { type Replacement, requestsToReplace } from "../../core/inventory/replace-device.ts";
import { changesOutside, type OutsideChange, thingsOutside } from "../../core/inventory/scope.ts";
import { inUse, withChangesSteps } from "../../core/inventory/snapshot.ts";
import { hasEverywhere } from "../../core/people/grants.ts";
import type { Person } from "../../core/people/model.ts";
import { mapSteps, type Steps } from "../../core/steps.ts";
import { ControllerError } from "../../errors.ts";
import type { InSlices } from "../in-slices.ts";
import { createOneAtATime } from "../one-at-a-time.ts";
import type { Audit } from "../people/audit.ts";
import {
  type CredentialState,
  createSecretBook,
  type SecretBook,
  type SecretSource,
  type ShownSecret,
} from "./device-secrets.ts";
import { auditLines, verbOf } from "./inventory-audit.ts";
import { type PathOf, type RefusalOptions, refusalOf } from "./inventory-refusal.ts";

export interface InventoryDeps {
  readonly store: InventoryStore;
  readonly broker: BrokerCredentials;
  readonly audit: Pick<Audit, "record">;
  readonly clock: Clock;
  readonly drawSecret: SecretSource;
  readonly inSlices: InSlices;
}

export interface ChangedThing {
  readonly sort: ThingSort;
  readonly verb: Verb;
  /** As it is now. */
  readonly thing: ThingOf[ThingSort];
}

/** What a step made of the requests. */
export interface Changed {
  /** In the order of the requests, then the groups that followed. */
  readonly things: readonly ChangedThing[];
  /** Of every device that was created or restored; nobody can read them again. */
  readonly secrets: readonly ShownSecret[];
}

/** One step as somebody wants it. */
export interface Step extends Partial<RefusalOptions> {
  readonly requests: readonly ChangeRequest[];
}

/** A step as it follows from the inventory at the moment its turn comes, in small steps where that takes long. */
export type Wish = (inventory: Inventory, index: InventoryIndex) => Step | Steps<Step>;

export interface StepOptions {
  /** Judge only: answers what would be, writes nothing, draws no secrets. */
  readonly dryRun?: boolean;
  /** What to remember of an import, once it is known what it made. */
  readonly imported?: (made: readonly ChangedThing[], at: number) => ImportRecord;
}

export interface InventoryKeeper {
  current(): Inventory;
  /** Of the current snapshot. */
  index(): InventoryIndex;
  /**
   * All requests or none.
   * @throws ControllerError `inventory/…` with every problem at its place; `people/outside-area`.
   */
  change(by: Person, wanted: readonly ChangeRequest[] | Wish, options?: StepOptions): Promise<Changed>;
  /** @throws ControllerError as `change`. */
  replaceDevice(by: Person, lampId: string, version: number, replacement: Replacement): Promise<Changed>;
  /** The present secret works on until `endRotation`. @throws ControllerError `inventory/invalid` during a rotation. */
  rotateSecret(by: Person, deviceId: string): Promise<ShownSecret>;
  endRotation(by: Person, deviceId: string, keep: "new" | "old"): Promise<void>;
  /** The broker closes the device within a second. @throws ControllerError `data/unwritable` when it could not be told yet. */
  revokeDevice(by: Person, deviceId: string): Promise<void>;
  credentialOf(deviceId: string): CredentialState;
  assignments(lampIds: readonly string[]): Promise<Assignment[]>;
  /** Which controllers these cabinets had, and when. */
  cabinetAssignments(cabinetIds: readonly string[]): Promise<CabinetAssignment[]>;
  imported(id: string): Promise<ImportRecord | undefined>;
  /** Newest first, at most `limit`. @param byId only those of this person. */
  imports(limit: number, byId?: string): Promise<ImportSummary[]>;
  /** Called after each step, in the order of the steps, with the snapshot in place. @returns stop. */
  onChange(listener: (changes: readonly ThingChange[]) => void): () => void;
}

/** Things named for the answer in one step of work: about a millisecond. */
const thingsPerStep = 2_000;

/** Loads everything and tells the broker who may connect. */
export async function createInventory(deps: InventoryDeps): Promise<InventoryKeeper> {
  const { store, audit, clock, inSlices } = deps;
  const oneAtATime = createOneAtATime();
  const listeners = new Set<(changes: readonly ThingChange[]) => void>();
  const secrets: SecretBook = createSecretBook(await store.secrets(), deps.drawSecret, deps.broker);
  let inventory = await store.load();
  let index = createInventoryIndex(inventory);
  // a disk that refuses is asked again by the adapter; lamps that are connected need nothing of this
  await secrets.publish().catch(() => {});

  async function step(by: Person, wish: Wish, options: StepOptions): Promise<Changed> {
    const at = clock.now();
    const wished = wish(inventory, index);
    const { requests, ...named } = "requests" in wished ? wished : await inSlices(wished);
    const refusal = { pathOf: pathInChanges, ...named };
    // before anything is judged: what is wrong with a change may not tell of things that are not the person's
    refuseOutside(by, requests, () => thingsOutside(by, inventory, index, existing(requests)), refusal.pathOf);
    const plan = await inSlices(planChangeSteps(inventory, index, requests, at));
    const problems = "problems" in plan ? plan.problems : [];
    if ("problems" in plan || refusal.refused?.length) throw refusalOf(problems, refusal);
    refuseOutside(by, requests, () => changesOutside(by, inventory, ofThese(requests, plan.changes)), refusal.pathOf);
    const told = (changes: readonly ThingChange[]) => inSlices(mapSteps(changes, thingsPerStep, thingOf));
    if (options.dryRun || plan.changes.length === 0) return { things: await told(plan.changes), secrets: [] };
    const needed = topicNumbersNeeded(plan.changes);
    const first = needed === 0 ? 0 : await store.drawTopicNumbers(needed);
    const changes = withTopicNumbers(plan.changes, first);
    const { shown, kept } = await inSlices(secrets.draw(changes.filter(needsSecret).map(({ after }) => after.id)));
    const things = await told(changes);
    const imported = options.imported?.(things, at);
    await store.apply({ changes, secrets: kept, at, ...(imported !== undefined && { imported }) });
    inventory = await inSlices(withChangesSteps(inventory, changes));
    index = createInventoryIndex(inventory);
    const retired = changes.filter(isRetiredDevice).map(({ after }) => after.id);
    secrets.accept(kept, retired);
    for (const listener of listeners) listener(changes);
    await Promise.all(auditLines(by, at, changes, inventory, index).map((line) => audit.record(line)));
    if (kept.length > 0 || retired.length > 0) await secrets.publish().catch(() => {});
    return { things, secrets: shown };
  }

  /** Things of before that these requests are about; what is created is in nobody's way. */
  function existing(requests: readonly ChangeRequest[]) {
    return requests.flatMap((request) => {
      const thing = request.do === "create" ? undefined : inventory[request.sort].get(idOf(request));
      return thing === undefined ? [] : [{ sort: request.sort, thing }];
    });
  }

  function refuseOutside(
    by: Person,
    requests: readonly ChangeRequest[],
    find: () => readonly OutsideChange[],
    pathOf: PathOf,
  ): void {
    if (hasEverywhere(by, "inventory")) return;
    const outside = find();
    const [first] = outside;
    if (first === undefined) return;
    const places = new Map(requests.map((request, place) => [keyOf(request), place]));
    throw new ControllerError(
      "people/outside-area",
      first.areaId === undefined
        ? `${first.change.sort} ${first.change.after.id} concerns the whole city, and you keep only a part of it.`
        : `${first.change.sort} ${first.change.after.id} lies in area ${first.areaId}, which is not yours.`,
      {
        params: { power: "inventory", ...(first.areaId !== undefined && { areaId: first.areaId }) },
        places: outside.slice(0, 100).map(({ change: { sort, after } }) => ({
          path: pathOf({ request: places.get(`${sort}/${after.id}`) ?? 0 }),
          message: `${sort} ${after.id} is outside your areas`,
          messageVi: `${after.id} nằm ngoài khu vực được giao cho bạn`,
        })),
      },
    );
  }

  /** The device, if the person may keep it. */
  function keptDevice(by: Person, deviceId: string): Device {
    const device = inUse(inventory, "device", deviceId);
    if (device === undefined) {
      throw new ControllerError("inventory/unknown", `There is no device ${deviceId} in use.`, {
        params: { sort: "device", id: deviceId },
      });
    }
    const [outside] = changesOutside(by, inventory, [{ sort: "device", before: device, after: device }]);
    if (outside === undefined) return device;
    throw new ControllerError("people/outside-area", `Device ${deviceId} is outside your areas.`, {
      params: { power: "inventory", ...(outside.areaId !== undefined && { areaId: outside.areaId }) },
    });
  }

  /** Changes who may sign in, and answers when that is stored, written down and with the broker. */
  async function setSecret(by: Person, deviceId: string, verb: string, hashes: readonly string[]): Promise<void> {
    const at = clock.now();
    const kept = [{ deviceId, hashes }];
    await store.apply({ changes: [], secrets: kept, at });
    secrets.accept(kept, []);
    const told = secrets.publish();
    // awaited below; a failure before that is not an unheard one
    told.catch(() => {});
    const [areaId] = [...index.lampsOfDevice(deviceId), ...index.cabinetsOfDevice(deviceId)].map((at) => at.areaId);
    await audit.record({
      at,
      personId: by.id,
      personName: by.name,
      action: `inventory.${verb}`,
      thing: { sort: "device", id: deviceId },
      ...(areaId !== undefined && { areaId }),
      details: {},
    });
    await told;
  }

  return {
    current: () => inventory,
    index: () => index,
    change: (by, wanted, options = {}) =>
      oneAtATime(() => step(by, typeof wanted === "function" ? wanted : () => ({ requests: wanted }), options)),

    replaceDevice: (by, lampId, version, replacement) => {
      const pathOf: PathOf = ({ field }) => `body.${field === "version" || field === "output" ? field : "device"}`;
      const wish: Wish = (now, lookup) => {
        const lamp = inUse(now, "lamp", lampId);
        // an unknown, retired or changed lamp is refused as any change of it is
        const requests: readonly ChangeRequest[] =
          lamp === undefined || lamp.version !== version
            ? [{ do: "change", sort: "lamp", id: lampId, version, set: {} }]
            : requestsToReplace(now, lookup, lamp, replacement);
        return { requests, pathOf };
      };
      return oneAtATime(() => step(by, wish, {}));
    },

    rotateSecret: (by, deviceId) =>
      oneAtATime(async () => {
        const { shown, kept } = secrets.drawNext(keptDevice(by, deviceId).id);
        await setSecret(by, deviceId, "rotate", kept.hashes).catch(unlessUntold);
        return shown;
      }),

    endRotation: (by, deviceId, keep) =>
      oneAtATime(async () => {
        const { hashes } = secrets.keepOne(keptDevice(by, deviceId).id, keep);
        await setSecret(by, deviceId, "endRotation", hashes);
      }),

    revokeDevice: (by, deviceId) => oneAtATime(() => setSecret(by, keptDevice(by, deviceId).id, "revoke", [])),

    credentialOf: (deviceId) => secrets.stateOf(deviceId),
    assignments: (lampIds) => store.assignments(lampIds),
    cabinetAssignments: (cabinetIds) => store.cabinetAssignments(cabinetIds),
    imported: (id) => store.imported(id),
    imports: (limit, byId) => store.imports(limit, byId),

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const keyOf = (request: ChangeRequest) => `${request.sort}/${idOf(request)}`;

/** Changes that were asked for, not the groups that follow. */
function ofThese(requests: readonly ChangeRequest[], changes: readonly ThingChange[]): ThingChange[] {
  const asked = new Set(requests.map(keyOf));
  return changes.filter(({ sort, after }) => asked.has(`${sort}/${after.id}`));
}

const pathInChanges: PathOf = ({ request, field }) =>
  `body.changes[${request}]${field === undefined ? "" : `.${field}`}`;

/** A drawn secret is shown once: the broker being told a second later is no reason to withhold it. */
function unlessUntold(error: unknown): void {
  if (!(error instanceof ControllerError && error.code === "data/unwritable")) throw error;
}

function thingOf(change: ThingChange): ChangedThing {
  return { sort: change.sort, verb: verbOf(change), thing: change.after };
}

function needsSecret({ sort, before, after }: ThingChange): boolean {
  const comesIntoUse = before === undefined || before.retiredAt !== undefined;
  return sort === "device" && comesIntoUse && after.retiredAt === undefined;
}

function isRetiredDevice({ sort, after }: ThingChange): boolean {
  return sort === "device" && after.retiredAt !== undefined;
}
