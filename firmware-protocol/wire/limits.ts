/** Every size and count the protocol bounds, in one place. Nothing here is configurable: both sides rely on it. */

/** Bytes a device may publish in one message. */
export const maxUpBytes = 4096;
/** Bytes a device must be able to receive: common cellular modules cannot take a TLS record above 2,303 bytes. */
export const maxDownBytes = 2048;
/** Bytes of a `desire`, which leaves room for topic and MQTT framing below `maxDownBytes`. */
export const maxDesireBytes = 1800;
/** Bytes of a message to a device on the bench that speaks JSON, which is up to eight times the size of CBOR. */
export const maxJsonDownBytes = 16_384;
/** Bytes of one document part; a longer document travels in several. */
export const maxDocumentPartBytes = 1800;
/** Parts of one document. */
export const maxDocumentParts = 64;
/** Bytes of a topic, UTF-8. */
export const maxTopicBytes = 128;
/** Rows in one batch. */
export const maxBatchRows = 64;
/** Outputs of one device. */
export const maxOutputs = 64;
/** Directives in force on one output. */
export const maxDirectivesPerOutput = 8;
/** Directives held by one device. */
export const maxDirectivesPerDevice = 16;
/** Topic groups one device belongs to. */
export const maxGroupsPerDevice = 12;
/** Topic filters one device may subscribe to. */
export const maxSubscriptions = 32;
/** Ask ids a device remembers, so that a double is answered and not repeated. */
export const rememberedAsks = 32;
/** UTC-offset transitions in one configuration. */
export const maxOffsets = 16;
/** Floor entries in one configuration, and ranges of nights in one of them. */
export const maxFloors = 16;
export const maxFloorNights = 16;
/** Ceiling entries in one configuration, and ranges of nights in one of them. */
export const maxCeilings = 16;
export const maxCeilingNights = 16;
/** Bytes of one calendar; a year of special nights and a dozen programs take about half of it. */
export const maxCalendarBytes = 16_384;
/** Programs of one calendar. */
export const maxPrograms = 32;
/** Switch points of one program. */
export const maxPoints = 24;
/** Rules of one calendar. */
export const maxRules = 400;
/** Ranges of nights, or of days of the year, in one rule. */
export const maxRanges = 400;
/** Seconds of the accepted MQTT keep-alive range. */
export const keepAliveSeconds = { min: 60, max: 1200 } as const;
