/**
 * Lets a refused publish be acknowledged and go nowhere.
 *
 * MQTT 3.1.1 offers two answers: acknowledge as usual, or close the connection [MQTT-3.3.5-2]. We acknowledge: a lamp
 * with one wrong topic would otherwise reconnect for ever, and a client that keeps QoS 1 messages would bring the same
 * one back each time. The refusal is counted and reported, and who goes on is closed. Aedes can only close, so the
 * message is emptied and turned to a topic that nobody may subscribe to; acknowledgements stay in their order [MQTT-4.6.0-2].
 *
 * Delete when `authorizePublish` can say "acknowledge and drop".
 */

/** Begins with `$`, which no filter of any user may. */
export const nowhere = "$refused";

/** What Aedes hands to `authorizePublish`; it routes the same object afterwards. */
export interface PublishToRefuse {
  topic: string;
  payload: string | Buffer;
  retain: boolean;
}

export function sendNowhere(packet: PublishToRefuse): void {
  packet.topic = nowhere;
  packet.payload = Buffer.alloc(0);
  packet.retain = false;
}
