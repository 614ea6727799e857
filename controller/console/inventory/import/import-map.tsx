/** Where the lamps of a file would stand, on the map they would join. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { FleetSnapshot } from "../../../api/map-schemas.ts";
import { createCameraStore } from "../../map/canvas/camera-store.ts";
import { MapCanvas } from "../../map/canvas/map-canvas.tsx";
import { useBasemap } from "../../map/canvas/use-basemap.ts";
import { project } from "../../map/geometry/mercator.ts";
import { boxAround } from "../../map/geometry/outline.ts";
import { Answer } from "../../parts/answer.tsx";
import { cityQuery } from "../queries.ts";
import { cityWithImported } from "./city-with-imported.ts";
import classes from "./import.module.css";
import type { ImportedLamp } from "./import-file.ts";

export function ImportMap({ lamps }: { readonly lamps: readonly ImportedLamp[] }) {
  const city = useQuery(cityQuery);
  return (
    <div className={classes.map}>
      <Answer of={city}>{(data) => <View city={data} lamps={lamps} />}</Answer>
    </div>
  );
}

function View({ city, lamps }: { readonly city: FleetSnapshot; readonly lamps: readonly ImportedLamp[] }) {
  // the picture is of one look at the file: it does not change under the eyes
  const [view] = useState(() => cityWithImported(city, lamps));
  const camera = useMemo(() => createCameraStore({ ...project(0, 0), zoom: 5 }), []);
  const basemap = useBasemap();
  const [focus, setFocus] = useState<number>();
  useEffect(() => {
    const box = boxAround(lamps.map(({ lon, lat }) => project(lon, lat)));
    if (box !== undefined) camera.fit(box, 17);
  }, [lamps, camera]);
  return (
    <MapCanvas
      view={view}
      version={0}
      camera={camera}
      tool="pan"
      basemap={basemap}
      focus={focus}
      cabinetId={undefined}
      onLamp={setFocus}
      onCabinet={() => {}}
      onSelect={() => {}}
      onToggle={() => {}}
    />
  );
}
