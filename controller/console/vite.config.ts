/** How the console is bundled, and how its development server reaches a controller. */
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { linguiMacros } from "./build/lingui-macros.ts";

const api = process.env.DEN_API ?? "http://127.0.0.1:8080";
const configPath = `${import.meta.dirname}/lingui.config.ts`;

export default defineConfig(({ command, mode }) => {
  // a text without Vietnamese is a fault of the build, not something people find out at night
  const isFinal = command === "build" && mode !== "draft";
  return {
    root: import.meta.dirname,
    plugins: [
      linguiMacros({ configPath, isBuild: command === "build" }),
      lingui({ cwd: import.meta.dirname, configPath, failOnMissing: isFinal, failOnCompileError: isFinal }),
      react(),
    ],
    build: {
      target: "es2024",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 700,
    },
    worker: { format: "es" },
    server: {
      host: "127.0.0.1",
      // origin kept: the API refuses commands that another site sends
      proxy: { "/api/": { target: api, changeOrigin: false }, "/healthz": { target: api, changeOrigin: false } },
    },
  };
});
