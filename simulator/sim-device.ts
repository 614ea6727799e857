/**
 * The shell around one device: it runs the protocol's state machine exactly as a luminaire would, on a crystal of its
 * own, over a real MQTT connection, with supply that comes and goes. What the device decides is in `#protocol/behavior`;
 * what its outputs do to the world is the street's.
 */

import { bootDevice } from "#protocol/behavior/boot-device.ts";
import { boundAt, wallAt } from "#protocol/behavior/clock.ts";
import { step } from "#protocol/behavior/device.ts";
import type { Device, DeviceEffect, DeviceInput, Hardware, Stored } from "#protocol/behavior/device-state.ts";
import { darkOf } from "#protocol/behavior/light.ts";
import type { Target } from "#protocol/wire/directive.ts";
import type { BootReason } from "#protocol/wire/vocabulary.ts";
import type { Clock } from "./clock.ts";
import { counted, type HeldClock, passedWhile, readHeldClock } from "./physics/oscillator.ts";
import { type Ether, Radio } from "./radio.ts";
import type { Rng } from "./rng.ts";
import { createRowRecorder, type RowRecorder } from "./row-recorder.ts";
import type { Street } from "./street/street.ts";
import type { Truth } from "./truth.ts";
import type { Wake, Wakes } from "./wakes.ts";

/** What all devices of one simulation share. */
export interface DeviceWorld {
  readonly clock: Clock;
  readonly wakes: Wakes;
  readonly street: Street;
  readonly ether: Ether;
  readonly truth: Truth | undefined;
}

export interface DeviceBuild {
  readonly hardware: Hardware;
  /** Its password at the broker; undefined: the broker wants none. */
  readonly secret: string | undefined;
  /** Constant error of its crystals, parts per million. */
  readonly drift: number;
  readonly rng: Rng;
  /** What an earlier life of the same device left; absent: fresh from the factory. Taken over, not copied. */
  readonly memory?: DeviceMemory;
}

/** What a device keeps without supply: its flash, and the clock on its battery if one ran. */
export interface DeviceMemory {
  readonly stored: Stored;
  readonly clock?: HeldClock;
}

/** ms from voltage to the first line of the program. */
const bootTime = 600;

export class SimDevice {
  readonly id: string;
  readonly radio: Radio;
  readonly #world: DeviceWorld;
  readonly #build: DeviceBuild;
  readonly #wake: Wake;
  readonly #recorder: RowRecorder | undefined;
  /** What the device remembers without supply. Every step leaves it as its flash would be. */
  #stored: Stored | undefined;
  /** Running program; undefined without supply and while it boots. */
  #device: Device | undefined;
  #bootedAt = 0;
  #bootReason: BootReason = "powerOn";
  #powered = false;
  #held: HeldClock | undefined;
  /** Inputs that came while one was being handled. */
  readonly #inputs: DeviceInput[] = [];
  #handling = false;
  /** What the outputs keep showing over a restart without loss of supply. */
  #showing: Target[];

  constructor(world: DeviceWorld, build: DeviceBuild) {
    const { hardware, secret, rng, memory } = build;
    this.id = hardware.id;
    this.#world = world;
    this.#build = build;
    this.#showing = darkness(hardware);
    this.#wake = world.wakes.create(() => this.#woken());
    this.#stored = memory?.stored;
    this.#held = memory?.clock;
    this.#recorder =
      world.truth === undefined ? undefined : createRowRecorder(world.truth, this.id, memory?.stored.log);
    this.radio = new Radio(world.ether, {
      deviceId: hardware.id,
      encoding: hardware.encoding,
      secret,
      rng,
      desire: () => this.#stored?.desire,
      crystal: () => this.#crystal() * 1000,
      hear: (input) => this.#handle(input),
    });
  }

  /** The running state machine, for looking at. Undefined without supply and while it boots. */
  get device(): Device | undefined {
    return this.#device;
  }

  get powered(): boolean {
    return this.#powered;
  }

  /** Voltage comes. Harmless while it is there. */
  powerOn(): void {
    if (this.#powered) return;
    this.#setPowered(true);
    this.#boot("powerOn");
  }

  /** Voltage goes: the program ends where it stands and the connection falls silent. */
  powerOff(): void {
    if (!this.#powered) return;
    this.#setPowered(false);
    this.#halt();
    this.#showing = darkness(this.#build.hardware);
    this.#world.street.release(this.id, this.#world.clock.now());
  }

  /** The program starts again without loss of supply. Nothing happens to a device without supply. */
  restart(reason: BootReason): void {
    if (!this.#powered) return;
    this.#halt();
    this.#boot(reason);
  }

  /** Sets the battery-backed clock wrong by `error` ms and restarts: the device believes it. */
  setClockWrong(error: number): void {
    this.#halt();
    this.#held = { since: this.#world.clock.now(), error, bound: 1000 };
    if (this.#powered) this.#boot("brownOut");
  }

  /** Hands an input of the hardware to the program: a turned selector, a photocell, something noticed. */
  sense(input: Extract<DeviceInput, { kind: "selector" | "photocell" | "noticed" }>): void {
    this.#handle(input);
  }

  /** @returns a copy of what it would still know if its supply went now; undefined before its first boot. */
  remember(): DeviceMemory | undefined {
    if (this.#stored === undefined) return undefined;
    const clock = this.#heldNow();
    return { stored: structuredClone(this.#stored), ...(clock === undefined ? {} : { clock }) };
  }

  /** Leaves the broker politely. The device does not run afterwards. */
  close(): void {
    this.#device = undefined;
    this.#wake.at(Number.POSITIVE_INFINITY);
    if (this.#powered) this.#setPowered(false);
    this.radio.close();
  }

  #setPowered(powered: boolean): void {
    this.#powered = powered;
    const { truth, clock, ether } = this.#world;
    ether.counters.powered += powered ? 1 : -1;
    truth?.record({ kind: "power", at: clock.now(), deviceId: this.id, fed: powered });
  }

  /** ms its crystal counted since the program began. */
  #crystal(): number {
    return counted(this.#world.clock.now() - this.#bootedAt, this.#build.drift);
  }

  #boot(reason: BootReason): void {
    this.#bootReason = reason;
    this.#wake.at(this.#world.clock.now() + bootTime);
  }

  /** Ends the program. The battery-backed clock runs on from what the program believed. */
  #halt(): void {
    this.#held = this.#heldNow();
    this.#device = undefined;
    this.#inputs.length = 0;
    this.#wake.at(Number.POSITIVE_INFINITY);
    this.radio.silence();
  }

  /** The battery-backed clock as it would run on if the supply went now. */
  #heldNow(): HeldClock | undefined {
    const device = this.#device;
    if (device === undefined || device.clock.source === "none") return this.#held;
    const now = this.#world.clock.now();
    const at = this.#crystal();
    return { since: now, error: wallAt(device.clock, at) - now, bound: boundAt(device.clock, at) };
  }

  #woken(): void {
    if (this.#device === undefined) this.#start();
    else this.#handle({ kind: "wake" });
  }

  #start(): void {
    const { hardware, drift, rng } = this.#build;
    const now = this.#world.clock.now();
    const rtc = readHeldClock(this.#held, hardware.rtc, drift, now);
    this.#bootedAt = now;
    this.#device = bootDevice(hardware, this.#stored, {
      reason: this.#bootReason,
      seed: rng.integer(0x1_0000_0000),
      ...(rtc === undefined ? {} : { rtcTime: rtc.time, rtcBound: rtc.bound }),
      ...(this.#bootReason === "powerOn" ? {} : { showing: [...this.#showing] }),
    });
    this.#stored = this.#device.stored;
    this.#handle({ kind: "wake" });
    const selector = this.#world.street.cabinetOf(this.id)?.selector ?? "auto";
    if (selector !== "auto") this.#handle({ kind: "selector", position: selector });
  }

  /** One input at a time: what comes meanwhile waits until the step is done. */
  #handle(input: DeviceInput): void {
    if (this.#device === undefined) return;
    this.#inputs.push(input);
    if (this.#handling) return;
    this.#handling = true;
    try {
      for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) this.#step(next);
    } finally {
      this.#handling = false;
    }
  }

  #step(input: DeviceInput): void {
    const device = this.#device;
    if (device === undefined) return;
    const { effects, wakeAt } = step(device, input, this.#crystal());
    this.#stored = device.stored;
    this.#recorder?.take(device.stored);
    for (const effect of effects) {
      this.#perform(effect);
      // an effect can end the program: a reboot does
      if (this.#device !== device) return;
    }
    // a microsecond more, so that rounding cannot wake the device just before its time for ever
    this.#wake.at(Math.ceil(this.#bootedAt + passedWhile(wakeAt, this.#build.drift) + 1e-3));
  }

  #perform(effect: DeviceEffect): void {
    const { street, clock, truth } = this.#world;
    switch (effect.kind) {
      case "connect":
        this.radio.connect(effect);
        break;
      case "subscribe":
        this.radio.subscribe(effect);
        break;
      case "publish":
        this.radio.publish(effect);
        break;
      case "drive": {
        const { output, level, target, rampMs } = effect;
        this.#showing[output] = target;
        truth?.record({ kind: "drive", at: clock.now(), deviceId: this.id, output, level, rampMs });
        street.drive(this.id, output, target, level, rampMs, clock.now());
        break;
      }
      case "measure":
        this.#inputs.push({ kind: "measured", rows: street.measure(this.id, clock.now()) });
        break;
      case "identify": {
        const { output, duration } = effect;
        const which = output === undefined ? {} : { output };
        truth?.record({ kind: "blink", at: clock.now(), deviceId: this.id, ...which, duration });
        break;
      }
      case "persist":
        // a step is all or nothing here: `#stored` is what the flash holds after it
        break;
      case "reboot":
        this.restart("requested");
        break;
      default:
        effect satisfies never;
    }
  }
}

function darkness({ capabilities }: Hardware): Target[] {
  return capabilities.map(({ outputKind }) => darkOf(outputKind));
}
