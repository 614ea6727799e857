/** Property tests draw the same cases in every run, so that a red run can be repeated; the long run draws new ones. */
import fc from "fast-check";

if (process.env.DEN_TEST_LONG !== "1") fc.configureGlobal({ seed: 20_270_206 });
