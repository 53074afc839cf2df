// Runs Lighthouse over the pages given on standard input; writes scores and findings to standard output.
// {runs, pages: [{name, url, cookie}]} → {name: [{scores, metrics, benchmark, failed}, …]}
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const METRICS = {
  fcp: "first-contentful-paint",
  lcp: "largest-contentful-paint",
  tbt: "total-blocking-time",
  cls: "cumulative-layout-shift",
};

let given = "";
for await (const part of process.stdin) given += part;
const { runs, pages } = JSON.parse(given);
const measured = {};
for (const page of pages) {
  measured[page.name] = [];
  for (let n = 0; n < runs; n++) {
    measured[page.name].push(await patiently(page));
    process.stderr.write(`${page.name}: ${JSON.stringify(measured[page.name].at(-1).scores)}\n`);
  }
}
process.stdout.write(JSON.stringify(measured));

// On a machine with other work Chromium sometimes paints nothing in time: once more, then give up.
async function patiently(page) {
  try {
    return await measure(page);
  } catch (error) {
    process.stderr.write(`${page.name}: ${error.message}; once more\n`);
    return await measure(page);
  }
}

async function measure({ url, cookie }) {
  const chrome = await launch({ chromeFlags: ["--headless=new", "--no-sandbox"], logLevel: "silent" });
  try {
    const extraHeaders = cookie ? { Cookie: cookie } : undefined;
    const { lhr } = await lighthouse(url, {
      port: chrome.port, onlyCategories: CATEGORIES, extraHeaders, logLevel: "error",
    });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    if (new URL(lhr.finalDisplayedUrl).pathname !== new URL(url).pathname)
      throw new Error(`${url} led to ${lhr.finalDisplayedUrl}: the cookie did not come along`);
    return told(lhr);
  } finally {
    chrome.kill();
  }
}

function told(lhr) {
  const scores = {};
  const failed = [];
  for (const [name, category] of Object.entries(lhr.categories)) {
    scores[name] = Math.round((category.score ?? 0) * 100);
    for (const { id, weight } of category.auditRefs) {
      const audit = lhr.audits[id];
      const counts = weight > 0 && audit.score !== null && audit.score < 1;
      if (counts && !Object.values(METRICS).includes(id) && id !== "speed-index")
        failed.push({ id, category: name, title: audit.title, where: where(audit) });
    }
  }
  const metrics = Object.fromEntries(Object.entries(METRICS).map(([key, id]) => [key, lhr.audits[id].numericValue]));
  return { scores, metrics, benchmark: lhr.environment.benchmarkIndex, failed };
}

function where(audit) {
  const items = audit.details?.items ?? [];
  const places = items.slice(0, 3).map((item) => item.node?.snippet ?? item.description ?? item.url ?? "");
  return places.some(Boolean) ? `: ${places.filter(Boolean).join(" · ").slice(0, 300)}` : "";
}
