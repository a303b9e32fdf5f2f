// The tenants' pages of host/ that are written with a framework, built as their developers would.
import { build, type BuildOptions, type Plugin } from "esbuild";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileScript, parse } from "vue/compiler-sfc";
import { policy } from "./host.js";
import { type Served, serve } from "./serve.js";

const HOST = join(import.meta.dirname, "..", "host");

export type Framework = "react" | "vue" | "next";
/** When embed.js runs: before the framework's own script, or after it. */
export type Order = "before" | "after";

export interface FrameworkSite extends Served {
  page: (framework: Framework, order: Order, params: { embed: string; src: string }) => string;
}

/** `.vue` files, with the element known as one that is no component of Vue. */
const vue: Plugin = {
  name: "vue",
  setup({ onLoad }) {
    onLoad({ filter: /\.vue$/ }, async ({ path }) => {
      const compilerOptions = { isCustomElement: (tag: string) => tag.startsWith("fairlead-") };
      const text = await readFile(path, "utf8");
      const { descriptor } = parse(text, { filename: path, templateParseOptions: compilerOptions });
      const templateOptions = { compilerOptions };
      const script = compileScript(descriptor, { id: "settings", inlineTemplate: true, templateOptions });
      return { contents: script.content, loader: "ts" };
    });
  },
};

async function bundle(entry: string, outfile: string, more: BuildOptions = {}): Promise<void> {
  await build({
    entryPoints: [join(HOST, entry)],
    outfile,
    bundle: true,
    jsx: "automatic",
    plugins: [vue],
    // Only this build of React tells what does not fit.
    define: {
      "process.env.NODE_ENV": '"development"',
      __VUE_OPTIONS_API__: "false",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "true",
    },
    logLevel: "error",
    ...more,
  });
}

export async function startFrameworks(): Promise<FrameworkSite> {
  const folder = await mkdtemp(join(tmpdir(), "fairlead-hosts-"));
  const server = join(folder, "server.mjs");
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" };
  await Promise.all([
    bundle("react/main.tsx", join(folder, "react.js")),
    bundle("vue/main.ts", join(folder, "vue.js"), { alias: { vue: "vue/dist/vue.runtime.esm-bundler.js" } }),
    bundle("next/client.tsx", join(folder, "next.js")),
    bundle("next/server.tsx", server, { platform: "node", format: "esm", banner }),
  ]);
  const { render } = (await import(pathToFileURL(server).href)) as { render: (src: string) => string };

  const served = await serve("localhost", async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const script = /^\/(react|vue|next)\.js$/.exec(url.pathname);
    if (script) {
      response.setHeader("content-type", "text/javascript; charset=utf-8");
      response.end(await readFile(join(folder, script[0])));
    } else if (url.pathname === "/") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.setHeader("content-security-policy", policy(url.searchParams));
      response.end(await page(url.searchParams, render));
    } else {
      response.statusCode = url.pathname === "/favicon.ico" ? 204 : 404;
      response.end();
    }
  });
  return {
    origin: served.origin,
    stop: async () => {
      await served.stop();
      await rm(folder, { recursive: true, force: true });
    },
    page: (framework, order, params) =>
      `${served.origin}/?${new URLSearchParams({ framework, order, ...params })}`,
  };
}

async function page(params: URLSearchParams, render: (src: string) => string): Promise<string> {
  const value = (name: string): string => params.get(name) ?? "";
  const src = value("src");
  // A script that is in the way runs first; a deferred one after the page's own.
  const script = `<script src="${value("embed")}/embed.js"${value("order") === "after" ? " defer" : ""}></script>`;
  const markup = value("framework") === "next" ? render(src) : "";
  const parts: Record<string, string> = { src, script, markup, framework: value("framework") };
  const template = await readFile(join(HOST, "framework.html"), "utf8");
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? "");
}
