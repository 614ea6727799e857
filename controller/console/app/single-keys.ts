/** Whether single letters are shortcuts here. Who speaks to his computer, or rests a hand on the keys, turns them off (WCAG 2.1.4). */
import { createStore, useStore } from "@mantine/store";

const key = "den.single-keys";
const store = createStore({ areOn: localStorage.getItem(key) !== "off" });

export const useSingleKeys = (): boolean => useStore(store).areOn;
export const singleKeysAreOn = (): boolean => store.getState().areOn;

export function setSingleKeys(areOn: boolean): void {
  localStorage.setItem(key, areOn ? "on" : "off");
  store.setState({ areOn });
}
