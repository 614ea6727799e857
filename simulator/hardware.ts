/** What is soldered into the devices of a generated city, in the words of the protocol. */
import type { Hardware } from "#protocol/behavior/device-state.ts";
import type { Capability } from "#protocol/wire/hello.ts";
import type { Profile } from "#protocol/wire/vocabulary.ts";
import type { City, CityLampModel } from "./city/city.ts";

/** A device as it leaves the factory, and how far its crystal is off. */
export interface FactoryDevice {
  readonly hardware: Hardware;
  /** Parts per million. */
  readonly drift: number;
}

/** Firmware the whole simulated city runs. */
const swVersion = "1.0.0";
const modelOfProfile: Readonly<Record<Profile, string>> = { R: "DEN-R", W: "DEN-W", C: "DEN-C64" };

/** @returns every device of the city in the order of its inventory. */
export function manufacture(city: City): FactoryDevice[] {
  const models = new Map(city.lampModels.map((model) => [model.id, model]));
  const lampsOf = Map.groupBy(
    city.lamps.filter((lamp) => lamp.deviceId !== undefined),
    (lamp) => lamp.deviceId!,
  );
  const facts = new Map(city.hardware.map((hardware) => [hardware.deviceId, hardware]));
  return city.devices.map(({ id, profile, outputs }) => {
    const { link, rtc, drift } = facts.get(id)!;
    const driven: CityLampModel[] = [];
    for (const lamp of lampsOf.get(id) ?? []) driven[lamp.output!] = models.get(lamp.modelId)!;
    const capabilities =
      profile === "R" ? Array.from({ length: outputs }, (): Capability => ({ outputKind: "relay" })) : driven.map(able);
    return {
      drift,
      hardware: {
        id,
        profile,
        model: modelOfProfile[profile],
        serial: id.slice(-8).toUpperCase(),
        swVersion,
        capabilities,
        ...(profile === "R" ? {} : { ratedPower: driven.map((model) => model.nominalPower) }),
        link,
        ...(rtc === undefined ? {} : { rtc }),
        encoding: "cbor",
      },
    };
  });
}

function able({ outputKind, minLevel, curve }: CityLampModel): Capability {
  return outputKind === "white" ? { outputKind, minLevel, curve } : { outputKind, minLevel };
}
