/** How large a bench is: as the aims say, or small and short, to see that the bench itself works. */

export interface Size {
  /** Devices connected where nothing else is said. */
  readonly devices: number;
  /** Devices sending closed-loop, one figure each. */
  readonly senders: readonly number[];
  /** s measured of ours, and of its peers, after `warmUp`. */
  readonly seconds: number;
  readonly peerSeconds: number;
  /** s */
  readonly warmUp: number;
  /** Members of the dimmed group. */
  readonly group: number;
  /** Publishes to the group in one run. */
  readonly rounds: number;
  /** Devices of the simulated city, at least. */
  readonly simulated: number;
}

export const full: Size = {
  devices: 10_000,
  senders: [500, 2_000, 8_000],
  seconds: 60,
  peerSeconds: 10,
  warmUp: 3,
  group: 5_000,
  rounds: 5,
  simulated: 10_000,
};

export const quick: Size = {
  devices: 200,
  senders: [50],
  seconds: 1,
  peerSeconds: 1,
  warmUp: 0.2,
  group: 100,
  rounds: 1,
  simulated: 60,
};
