/** Map or table with legend and panel: brings the address, the selection and the camera together. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { OrderSelection } from "../order/use-order.ts";
import { createCameraStore } from "./canvas/camera-store.ts";
import type { Tool } from "./canvas/gestures.ts";
import { MapCanvas } from "./canvas/map-canvas.tsx";
import { useBasemap } from "./canvas/use-basemap.ts";
import type { FleetView } from "./fleet/fleet-view.ts";
import { boundsOf } from "./geometry/camera.ts";
import { project } from "./geometry/mercator.ts";
import { boxAround } from "./geometry/outline.ts";
import { LampTable } from "./lamp-table.tsx";
import { Legend } from "./legend.tsx";
import classes from "./map-page.module.css";
import { MapTools } from "./map-tools.tsx";
import { CabinetPanel } from "./panel/cabinet-panel.tsx";
import { LampPanel } from "./panel/lamp-panel.tsx";
import { SelectionPanel } from "./panel/selection-panel.tsx";
import { useDeviceAddress } from "./use-device-address.ts";
import type { useMapAddress } from "./use-map-address.ts";

interface MapBodyProps {
  readonly view: FleetView;
  readonly version: number;
  /** Called after the selection was changed. */
  readonly changed: () => void;
  readonly address: ReturnType<typeof useMapAddress>;
}

export function MapBody({ view, version, changed, address: { values, set, filter } }: MapBodyProps) {
  const { table } = view;
  const camera = useMemo(() => createCameraStore({ ...project(0, 0), zoom: 5 }), []);
  const [tool, setTool] = useState<Tool>("pan");
  /** The filter under which everything shown was selected: the selection then means its place. */
  const [wholeOf, setWholeOf] = useState<string>();
  const basemap = useBasemap();
  const focus = values.lamp === undefined ? undefined : table.rowOf(values.lamp);

  const isOpen = values.lamp !== undefined || values.cabinet !== undefined;
  /** Opening a panel is a step that Back takes back, as people with a phone in one hand expect; from panel to panel is none. */
  const look = (at: { readonly lamp?: string | undefined; readonly cabinet?: string | undefined }) =>
    set({ lamp: undefined, cabinet: undefined, ...at }, isOpen ? "replace" : "push");
  const closePanel = () => set({ lamp: undefined, cabinet: undefined });

  const select = (rows: readonly number[], isAdding = false) => {
    view.select(rows, isAdding);
    setWholeOf(undefined);
    changed();
  };
  const selectAll = (rows: readonly number[]) => {
    select(rows);
    if (rows.length === view.shownTotal()) setWholeOf(JSON.stringify(filter));
  };
  const toggle = (row: number) => {
    view.toggle(row);
    setWholeOf(undefined);
    changed();
  };
  const fitShown = () => {
    const rows = view.shownRows();
    const box = boxAround(rows.map((row) => ({ x: table.x[row]!, y: table.y[row]! }))) ?? table.bounds;
    if (box !== undefined) camera.fit(box);
  };
  useDeviceAddress(values.device, set);
  useFollow({ view, values, found: filter.only?.length ?? 0, focus, camera, fitShown });

  const selected = view.selectedTotal();
  const place = wholeOf === JSON.stringify(filter) ? placeOf(filter) : undefined;
  const panel =
    selected > 0 ? (
      <SelectionPanel view={view} place={place} onClose={() => select([])} />
    ) : focus !== undefined ? (
      <LampPanel
        view={view}
        row={focus}
        onLamp={(lamp) => look({ lamp })}
        onCabinet={(cabinet) => look({ cabinet })}
        onClose={closePanel}
      />
    ) : values.cabinet !== undefined ? (
      <CabinetPanel
        table={table}
        cabinetId={values.cabinet}
        onSelect={(rows) => select(rows)}
        onShowOnly={() => set({ fed: values.cabinet })}
        onClose={closePanel}
      />
    ) : undefined;
  const isTable = values.show === "table";
  return (
    <div className={classes.body} data-panel={panel !== undefined}>
      <div className={classes.stage}>
        {isTable ? (
          <LampTable
            view={view}
            version={version}
            focus={focus}
            onLamp={(row) => look({ lamp: table.ids[row] })}
            onToggle={toggle}
            onSelect={selectAll}
          />
        ) : (
          <>
            <MapCanvas
              view={view}
              version={version}
              camera={camera}
              tool={tool}
              basemap={basemap}
              focus={focus}
              cabinetId={values.cabinet}
              onLamp={(row) => (row === undefined ? closePanel() : look({ lamp: table.ids[row] }))}
              onCabinet={(cabinet) => look({ cabinet })}
              onEscape={() => (selected > 0 ? select([]) : closePanel())}
              onSelect={select}
              onToggle={toggle}
            />
            <MapTools camera={camera} tool={tool} onTool={setTool} onFit={fitShown} />
            {basemap?.attribution && <p className={classes.attribution}>{basemap.attribution}</p>}
          </>
        )}
        {!isTable && (
          <div className={classes.legend}>
            <Legend view={view} chosen={filter.states} onChoose={(states) => set({ state: states?.join(",") })} />
          </div>
        )}
      </div>
      {panel && <div className={classes.panel}>{panel}</div>}
    </div>
  );
}

interface FollowProps {
  readonly view: FleetView;
  readonly values: MapBodyProps["address"]["values"];
  /** Lamps that were looked for elsewhere; 0 until they are known. */
  readonly found: number;
  readonly focus: number | undefined;
  readonly camera: ReturnType<typeof createCameraStore>;
  readonly fitShown: () => void;
}

/** The map goes where the address points: to a lamp or cabinet that is out of sight, to a place that was chosen as filter. */
function useFollow({ view, values, found, focus, camera, fitShown }: FollowProps): void {
  const { table } = view;
  const place = [values.area, values.road, values.circuit, values.fed, values.group, values.odd, found > 0].join();
  const followed = useRef<string>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another place is chosen
  useEffect(() => {
    if (focus === undefined && values.cabinet === undefined) fitShown();
    followed.current = place;
  }, [place, view]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when something else is looked at
  useEffect(() => {
    const cabinet = table.around.cabinets.find(({ id }) => id === values.cabinet);
    const at =
      focus !== undefined ? { x: table.x[focus]!, y: table.y[focus]! } : cabinet && project(cabinet.lon, cabinet.lat);
    if (at === undefined) return;
    const { minX, maxX, minY, maxY } = boundsOf(camera.get(), camera.size(), -30);
    const isSeen = at.x > minX && at.x < maxX && at.y > minY && at.y < maxY && camera.get().zoom >= 15;
    if (!isSeen) camera.fit({ minX: at.x, maxX: at.x, minY: at.y, maxY: at.y }, 17);
  }, [focus, values.cabinet]);
}

/** @returns the one place the filter names, where it names nothing else. */
function placeOf({
  area,
  road,
  circuit,
  cabinet,
  group,
  ...rest
}: MapBodyProps["address"]["filter"]): OrderSelection | undefined {
  const places: OrderSelection[] = [
    ...(road ? [{ roadId: road, decorative: true }] : []),
    ...(circuit ? [{ circuitId: circuit, decorative: true }] : []),
    ...(cabinet ? [{ cabinetId: cabinet, decorative: true }] : []),
    ...(group ? [{ groupId: group }] : []),
    ...(area ? [{ areaId: area, decorative: true }] : []),
  ];
  return places.length === 1 && Object.keys(rest).length === 0 ? places[0] : undefined;
}
