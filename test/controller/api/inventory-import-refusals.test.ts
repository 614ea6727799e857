import { describe, expect, it } from "vitest";
import { create, importFiles, places } from "../../support/import-files.ts";
import { admin } from "../../support/open-inventory.ts";

const files = importFiles();
const { current, send } = files;

const head = "id,area,model,lon,lat";
const good = "a-1,di-an,led-100,106.7,10.9";

describe("a file that is wrong", () => {
  it.each<[string, string | Buffer, string[]]>([
    ["is empty", "", ["file: is empty"]],
    ["has only blank lines", "\n\n", ["file: is empty"]],
    ["is not UTF-8", Buffer.from([0x69, 0x64, 0xff, 0xfe]), ['file: is not UTF-8; save it as "CSV UTF-8"']],
    [
      "has other columns",
      "pole no,east,north\n1,2,3\n",
      ['line 1: column "lamp" is missing (it may be called lamp, lamp id, id, mã đèn, đèn, mã)'],
    ],
    [
      "lacks columns new lamps need",
      "id,lon\na,106.7\nb,106.7\n",
      [
        'line 1: column "area" is missing (it may be called area, area id, khu vực, mã khu vực, phường)',
        'line 1: column "model" is missing (it may be called model, lamp model, model id, loại đèn, mẫu đèn)',
        'line 1: column "lat" is missing (it may be called lat, latitude, y, vĩ độ)',
      ],
    ],
    ["names a column twice", `${head},vĩ độ\n`, ['line 1, column lat: columns "lat" and "vĩ độ" mean the same']],
    ["has a row of other width", `${head}\n${good},more\n`, ["line 2: has 6 cells where the header has 5"]],
    [
      "has an unquoted decimal comma",
      `${head}\na,di-an,led-100,106,7,10,9\n`,
      ["line 2: has 7 cells where the header has 5"],
    ],
    [
      "has an empty cell",
      `${head}\na-1,di-an,,106.7,10.9\n,di-an,led-100,106.7,10.9\n`,
      ["line 2, column model: this cell must not be empty", "line 3, column id: this cell must not be empty"],
    ],
    [
      "has a text for a number",
      `${head}\na,di-an,led-100,106.7,north\n`,
      ['line 2, column lat: "north" is not a number'],
    ],
    [
      "groups thousands",
      `${head}\na,di-an,led-100,"1.106,7",10.9\n`,
      ['line 2, column lon: "1.106,7" is not a number'],
    ],
    [
      "names an unknown area",
      `${head}\na,mars,led-100,106.7,10.9\n`,
      ['line 2, column area: there is no area with the id or name "mars"'],
    ],
    ["names an unknown kind", `${head},phase\n${good},D\n`, ['line 2, column phase: "D" is none of 1, 2, 3']],
    ["has a lamp twice", `${head}\n${good}\n${good}\n`, ['line 3, column id: lamp "a-1" stands at line 2 already']],
    [
      "puts two lamps on one output",
      `${head},device\n${good},d1\nb-1,di-an,led-100,106.7,10.9,D1\n`,
      [
        'line 2: output 0 of device "d1" already drives lamp "b-1"',
        'line 3: output 0 of device "d1" already drives lamp "a-1"',
      ],
    ],
    [
      "has impossible coordinates",
      `${head}\na,di-an,led-100,206.7,10.9\n`,
      ["line 2, column lat: impossible coordinates: longitude 206.7, latitude 10.9"],
    ],
    [
      "has longitude and latitude swapped",
      `${head}\na,di-an,led-100,10.9,106.7\n`,
      ["line 2, column lat: longitude 10.9 and latitude 106.7 look swapped"],
    ],
    [
      "names a new circuit without a cabinet",
      `${head},circuit\n${good},9\n`,
      ['line 2, column circuit: circuit "9" does not exist yet and this row names no cabinet for it'],
    ],
    [
      "contradicts itself",
      `${head},cabinet,circuit,circuit kind\n${good},K,1,halfNight\nb,di-an,led-100,106.7,10.9,K,1,whole-night\n`,
      ['line 3, column circuit kind: circuit "k-1" has "wholeNight" here and "halfNight" at line 2'],
    ],
    [
      "opens a quote and never closes it",
      `${head}\n"a-1,di-an,led-100,106.7,10.9\n`,
      [expect.stringMatching(/^line \d+: cannot be read/)] as unknown as string[],
    ],
    [
      "has a device id no topic can have",
      `${head},device\n${good},00:1A\n`,
      ['line 2, column device: id "00:1a" must be 1–32 of a–z, 0–9 and hyphen, beginning with a letter or digit'],
    ],
  ])("%s: is refused at the place, whole", async (_, file, expected) => {
    const before = current();
    const answer = await send(file);
    expect(answer).toMatchObject({ status: 422, body: { code: "inventory/import-rejected" } });
    expect(places(answer)).toEqual(expected);
    expect(current()).toBe(before);
  });

  it("names the wrong cells of all rows at once, in both languages", async () => {
    const answer = await send(
      `${head}\n${good}\nb,di-an,led-100,x,10.9\nc,di-an,led-100,10.9,106.7\nd,mars,led-100,106.7,10.9\n`,
    );
    expect(places(answer).map((place) => place.split(",")[0])).toEqual(["line 3", "line 4", "line 5"]);
    expect(answer.body.places[0]).toMatchObject({
      messageVi: "“x” không phải là số",
      code: "inventory/import-rejected",
    });
  });

  it("says which of several things of one name it cannot tell apart", async () => {
    await files.bench.inventory.change(admin, [
      create("area", { id: "p1", name: "Phường 1" }),
      create("area", { id: "p2", name: "Phường 1" }),
    ]);
    expect(places(await send(`${head}\nx,Phường 1,led-100,106.7,10.9\n`))).toEqual([
      'line 2, column area: several things of sort area are called "Phường 1": p1, p2; use the id',
    ]);
  });

  it("with more than 100,000 rows or 50 MB is refused before anything is judged", async () => {
    const rows = Array.from({ length: 100_001 }, (_, n) => `r-${n},di-an,led-100,106.7,10.9`).join("\n");
    expect(places(await send(`${head}\n${rows}`))).toEqual(["file: has more than 100000 rows; split it"]);
    const large = await send(Buffer.alloc(50 * 2 ** 20 + 1, "a"));
    expect(large).toMatchObject({ status: 413, body: { code: "request/too-large" } });
  });
});
