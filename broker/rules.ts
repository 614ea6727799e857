/** The name of every rule this broker can refuse by, and what it means: the label in metrics, logs and security events. */

export const rules = {
  "frame.length": "remaining length longer than four bytes [MQTT-2.2.3]",
  "frame.size": "packet larger than its sender may send",
  "frame.flags": "reserved bits of the fixed header set wrongly [MQTT-2.2.2-2]",
  "frame.type": "packet type that a client never sends [MQTT-2.2.1]",
  "frame.body": "fields do not fill the packet exactly [MQTT-4.8.0-1]",
  "frame.text": "text that is not UTF-8 or holds U+0000 [MQTT-1.5.3-1] [MQTT-1.5.3-2]",
  "frame.packetId": "packet identifier 0 [MQTT-2.3.1-1]",
  "frame.slow": "a packet that was begun and not finished in time",

  "connect.first": "first packet is not CONNECT [MQTT-3.1.0-1]",
  "connect.second": "second CONNECT on one connection [MQTT-3.1.0-2]",
  "connect.late": "no CONNECT in time [MQTT-3.1.4]",
  "connect.protocolName": "protocol name is not MQTT [MQTT-3.1.2-1]",
  "connect.protocolLevel": "protocol level is not 4, that is MQTT 3.1.1 [MQTT-3.1.2-2]",
  "connect.flags": "connect flags contradict each other [MQTT-3.1.2-3] [MQTT-3.1.2-11] … [MQTT-3.1.2-22]",
  "connect.clientId": "client identifier empty with a kept session, or too long [MQTT-3.1.3-8] [MQTT-3.1.3-9]",
  "connect.will": "will topic empty or with a wildcard [MQTT-4.7.1-1]",

  "publish.qos": "both QoS bits set [MQTT-3.3.1-4]",
  "publish.duplicate": "DUP set with QoS 0 [MQTT-3.3.1-2]",
  "publish.topic": "topic empty or with a wildcard [MQTT-3.3.2-2] [MQTT-4.7.3-1]",
  "publish.size": "payload larger than its sender may publish",
  "subscribe.empty": "no topic filter [MQTT-3.8.3-3] [MQTT-3.10.3-2]",
  "subscribe.qos": "requested QoS is not 0, 1 or 2 [MQTT-3-8.3-4]",
  "subscribe.filter": "topic filter empty or with a misplaced wildcard [MQTT-4.7.1-2] [MQTT-4.7.1-3]",

  "signIn.failed": "unknown user, wrong secret, or revoked",
  "signIn.anonymous": "no user name, and nobody may come without",
  "signIn.clientId": "client identifier belongs to somebody else [MQTT-3.1.3-9]",
  "signIn.unavailable": "the credentials file is missing, empty or damaged: nobody new gets in",
  "signIn.blocked": "too many refusals before: this user has to wait",
  "signIn.revoked": "credential changed or withdrawn while connected",

  "access.publish": "topic this user may not publish to",
  "access.retain": "retained publish by a user or on a topic that may not",
  "access.system": "topic beginning with $",
  "access.subscribe": "filter this user may not subscribe to",
  "access.wildcard": "wildcard filter of a device",
  "access.shared": "shared subscription, which MQTT 3.1.1 does not have",
  "access.subscriptions": "more topic filters than this user may hold",
  "access.topic": "topic or filter too long or with too many levels",
  "access.will": "will on a topic this user may not publish to, or retained",
  "access.session": "a device asked for a session that outlives its connection",

  "rate.messages": "more messages a second than this user may send: reading pauses",
  "rate.bytes": "more bytes a second than this user may send: reading pauses",
  "slow.queue": "subscriber with more bytes waiting than its queue holds",
  "slow.stalled": "subscriber that takes nothing any more",
  "slow.unacknowledged": "subscriber with more messages unacknowledged than its window",
  "retained.full": "retained message that is too large or does not fit into the store: delivered, not kept",
  "session.queue": "message for an absent session beyond its queue",
  "idle.silent": "nothing heard for longer than any keep-alive allows",
  "connections.total": "more connections than the broker takes",
  "connections.address": "more connections than one address may have",
  "offender.closed": "a user refused too often in a minute",
} as const;

export type Rule = keyof typeof rules;

export const ruleNames = Object.keys(rules) as Rule[];
