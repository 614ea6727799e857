/** How the console is bundled, and how its development server reaches a controller. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { speaking } from "./build/speaking.ts";

const api = process.env.DEN_API ?? "http://127.0.0.1:8080";

export default defineConfig(({ command, mode }) => {
  const isBuild = command === "build";
  return {
    root: import.meta.dirname,
    plugins: [speaking({ folder: import.meta.dirname, isBuild, isFinal: isBuild && mode !== "draft" }), react()],
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
