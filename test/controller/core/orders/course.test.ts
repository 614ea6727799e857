import { expect, test } from "vitest";
import { courseOf } from "../../../../controller/core/orders/course.ts";

/** Changes every ten. */
function counted() {
  const asked: number[] = [];
  const course = courseOf((at) => {
    asked.push(at);
    return { tens: Math.floor(at / 10), until: Math.floor(at / 10) * 10 + 10 };
  });
  return { asked, tensAt: (at: number) => course(at).tens };
}

test("every stretch is worked out once, in whatever order instants are asked about", () => {
  const { asked, tensAt } = counted();
  expect([3, 47, 12, 9, 30, 29, 47].map(tensAt)).toEqual([0, 4, 1, 0, 3, 2, 4]);
  expect(asked).toEqual([3, 10, 20, 30, 40]);
});

test("what lies before the first instant asked about is answered too", () => {
  const { tensAt } = counted();
  expect([25, 4, 31].map(tensAt)).toEqual([2, 0, 3]);
});

test("what never changes is asked once", () => {
  let asked = 0;
  const course = courseOf(() => ({ at: ++asked, until: Number.POSITIVE_INFINITY }));
  expect([course(1).at, course(1e15).at]).toEqual([1, 1]);
});
