/** Which lamp: those around the person, or any by its name. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconArrowUp, IconCurrentLocation } from "@tabler/icons-react";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { cityQuery, foundQuery, thingsQuery, useNames } from "../inventory/queries.ts";
import { useFormat } from "../text/use-format.ts";
import classes from "./commissioning.module.css";
import { nearest, type Position } from "./nearest.ts";
import type { Label } from "./read-label.ts";

interface LampStepProps {
  readonly label: Label;
  readonly onLamp: (id: string) => void;
}

/** ms a position may take: under trees it does. */
const patience = 15_000;

const whereAmI = () =>
  new Promise<Position>((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lon: coords.longitude, lat: coords.latitude }),
      reject,
      { enableHighAccuracy: true, timeout: patience, maximumAge: 5_000 },
    ),
  );

/** Whether the person has allowed it already; browsers that do not tell are asked by pressing. */
const mayLocate = async (): Promise<boolean> => {
  const answer = await navigator.permissions?.query({ name: "geolocation" }).catch(() => undefined);
  return answer?.state === "granted";
};

export function LampStep({ label, onLamp }: LampStepProps) {
  const { t } = useLingui();
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words.trim(), 200);
  const here = useMutation({ mutationFn: whereAmI });
  const { mutate: locate } = here;
  // whoever allowed it once need not press for every lamp
  useEffect(() => void mayLocate().then((may) => may && locate()), [locate]);
  const found = useQuery({
    ...foundQuery("lamp", asked),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  const hanging = useQuery(thingsQuery("lamp", { deviceId: label.deviceId }));
  const roadName = useNames("road");
  return (
    <>
      {(hanging.data ?? []).map(({ id, name }) => (
        <p key={id} className={classes.warning}>
          <Trans>It hangs at {name} already.</Trans>{" "}
          <Button variant="default" onClick={() => onLamp(id)}>
            <Trans>Test it there</Trans>
          </Button>
        </p>
      ))}
      <div className={classes.actions}>
        <Button leftSection={<IconCurrentLocation size={20} />} loading={here.isPending} onClick={() => here.mutate()}>
          <Trans>Lamps near me</Trans>
        </Button>
      </div>
      {here.error && (
        <p role="alert" className={classes.note}>
          <Trans>Where you are is not known: allow it for this page, or look for the lamp by name.</Trans>
        </p>
      )}
      {here.data && asked === "" && <Near here={here.data} onLamp={onLamp} />}
      <TextInput
        label={t`Name, road or number on the pole`}
        size="md"
        autoComplete="off"
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      {asked !== "" && (
        <ul className={classes.list} aria-label={t`Lamps that match`}>
          {(found.data ?? []).slice(0, 12).map(({ id, name, pole, roadId }) => (
            <li key={id}>
              <UnstyledButton className={classes.choice} onClick={() => onLamp(id)}>
                <span>
                  {name}
                  <br />
                  <small>{[roadName(roadId), pole, id].filter(Boolean).join(" · ")}</small>
                </span>
              </UnstyledButton>
            </li>
          ))}
          {found.data?.length === 0 && <li>{t`Nothing found`}</li>}
        </ul>
      )}
    </>
  );
}

function Near({ here, onLamp }: { readonly here: Position; readonly onLamp: (id: string) => void }) {
  const { t } = useLingui();
  const { number } = useFormat();
  const city = useQuery(cityQuery);
  if (city.data === undefined) return null;
  return (
    <ul className={classes.list} aria-label={t`Lamps near me`}>
      {nearest(city.data, here, 8).map(({ id, name, roadName, distance, bearing }) => (
        <li key={id}>
          <UnstyledButton className={classes.choice} onClick={() => onLamp(id)}>
            <span>
              {name}
              <br />
              <small>{[roadName, id].filter(Boolean).join(" · ")}</small>
            </span>
            <span className={classes.far}>
              <IconArrowUp size={18} style={{ transform: `rotate(${bearing}deg)` }} aria-hidden="true" />
              {number(distance)} m
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
