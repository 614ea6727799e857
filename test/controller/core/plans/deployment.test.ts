import { describe, expect, it } from "vitest";
import {
  type Deployment,
  type DeploymentCounts,
  nextStep,
  nextWaveEnd,
} from "../../../../controller/core/plans/deployment.ts";
import { diffPlans } from "../../../../controller/core/plans/diff-plans.ts";
import { aPlan, evening } from "../../../support/fleet-things.ts";

const none: DeploymentCounts = { waiting: 0, told: 0, away: 0, holding: 0, refused: 0 };
function aDeployment(devices: number, given: number): Deployment {
  return {
    id: "d",
    planId: "streets",
    revision: 1,
    startedAt: evening,
    personId: "lan",
    personName: "Lan",
    state: "running",
    devices: Array.from({ length: devices }, (_, n) => `d${n}`),
    given,
  };
}

describe("a deployment in waves", () => {
  it("tells two in a hundred first, then a fifth, then all, and always at least one more", () => {
    const ends = (devices: number) => {
      const list: number[] = [];
      for (let given = 0; given < devices; given = list.at(-1)!) list.push(nextWaveEnd(devices, given));
      return list;
    };
    expect(ends(10_000)).toEqual([200, 2000, 10_000]);
    expect(ends(9)).toEqual([1, 2, 9]);
    expect(ends(1)).toEqual([1]);
    expect(ends(0)).toEqual([]);
  });

  it("waits for those who were told, not for those who are away, and not for ever", () => {
    const halfWay = aDeployment(100, 20);
    expect(nextStep(halfWay, { ...none, told: 1, holding: 19 }, true)).toBe("wait");
    expect(nextStep(halfWay, { ...none, told: 1, holding: 19 }, false)).toBe("nextWave");
    expect(nextStep(halfWay, { ...none, away: 20 }, true)).toBe("nextWave");
    expect(nextStep(aDeployment(100, 100), { ...none, away: 50, holding: 50 }, true)).toBe("done");
    expect(nextStep(aDeployment(0, 0), none, true)).toBe("done");
  });

  it("stops when more than one in twenty of the told cannot use it", () => {
    expect(nextStep(aDeployment(100, 20), { ...none, holding: 19, refused: 1 }, true)).toBe("nextWave");
    expect(nextStep(aDeployment(100, 20), { ...none, holding: 18, refused: 2 }, true)).toBe("stop");
    expect(nextStep(aDeployment(100, 2), { ...none, holding: 1, refused: 1 }, true)).toBe("stop");
  });
});

describe("what differs between two states of a plan", () => {
  it("is named part by part with the fields, whatever order fields have", () => {
    const [night] = aPlan().programs;
    const reordered = { points: night!.points, name: night!.name, id: night!.id };
    expect(diffPlans(aPlan(), aPlan({ programs: [reordered] }))).toEqual([]);
    const after = aPlan({
      name: "Phố",
      programs: [
        { ...night!, name: "Đêm" },
        { ...night!, id: "late" },
      ],
      assignments: [],
    });
    expect(diffPlans(aPlan(), after)).toEqual([
      { list: "plan", id: "streets", kind: "changed", fields: ["name"] },
      { list: "programs", id: "night", kind: "changed", fields: ["name"] },
      { list: "programs", id: "late", kind: "added" },
      { list: "assignments", id: "everybody", kind: "removed" },
    ]);
  });

  it("is everything where nothing was in force", () => {
    expect(diffPlans(undefined, aPlan()).map(({ kind }) => kind)).toEqual(["added", "added", "added"]);
  });
});
