/** How the console is bundled, and how its development server reaches a controller. */
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const configPath = `${import.meta.dirname}/lingui.config.ts`;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    // a text without Vietnamese is a fault of the build, not something people find out at night
    lingui({
      cwd: import.meta.dirname,
      configPath,
      macroTransform: true,
      failOnMissing: true,
      failOnCompileError: true,
    }),
    react(),
  ],
  build: {
    target: "es2024",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  worker: { format: "es" },
  server: {
    host: "127.0.0.1",
    proxy: {
      // origin kept: the API refuses commands that another site sends
      "/api": { target: process.env.DEN_API ?? "http://127.0.0.1:8080", changeOrigin: false },
      "/healthz": { target: process.env.DEN_API ?? "http://127.0.0.1:8080", changeOrigin: false },
    },
  },
});
