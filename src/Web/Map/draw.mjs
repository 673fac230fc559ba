// Draws provinces.csv, the outlines of the 34 provinces, from the npm package @svg-maps/vietnam (63 provinces of before July 2025 and both
// archipelagos). Run after `npm ci` in src/Web, and only when the package or a province changes: node Map/draw.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import polygonClipping from "polygon-clipping";

const source = readFileSync(createRequire(import.meta.url).resolve("@svg-maps/vietnam"), "utf8");
const map = JSON.parse(source.slice(source.indexOf("{"), source.lastIndexOf("}") + 1));

// The grid on which points are kept: half a unit of the source. Neighbours share their points, so their borders stay one line.
const Grid = 2;
// Smaller pieces (units of the grid, squared) are slivers between neighbours or rocks that nobody could see.
const Smallest = 12;

const fold = name => name.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").replace(/^(Tinh|Thanh pho) /i, "").replace(/[^a-z]/gi, "").toLowerCase();
const former = readFileSync(new URL("../../Platform/Areas/Data/former-provinces.csv", import.meta.url), "utf8").trim().split("\n").slice(1).map(line => line.split(","));
const newCode = new Map(former.map(([, name, code]) => [fold(name), code]));
newCode.set("thuathienhue", newCode.get("hue"));
newCode.set("hochiminh", newCode.get("hochiminh") ?? newCode.get("tphochiminh"));
const archipelagos = new Map([["hoangsa", "48"], ["truongsa", "56"]]);

/** Rings of a path in absolute points; curves, which only the archipelagos have, become lines. */
function rings(path) {
  const tokens = path.match(/[a-df-zA-DF-Z]|-?\d*\.?\d+(?:e-?\d+)?/g);
  const out = [];
  let [i, x, y, startX, startY, command] = [0, 0, 0, 0, 0, ""];
  const next = () => parseFloat(tokens[i++]);
  while (i < tokens.length) {
    if (/^[a-z]$/i.test(tokens[i])) command = tokens[i++];
    switch (command) {
      case "z": case "Z": [x, y] = [startX, startY]; break;
      case "m": [x, y] = [x + next(), y + next()]; [startX, startY] = [x, y]; out.push([[x, y]]); command = "l"; break;
      case "M": [x, y] = [next(), next()]; [startX, startY] = [x, y]; out.push([[x, y]]); command = "L"; break;
      case "l": [x, y] = [x + next(), y + next()]; out.at(-1).push([x, y]); break;
      case "L": [x, y] = [next(), next()]; out.at(-1).push([x, y]); break;
      case "c": i += 4; [x, y] = [x + next(), y + next()]; out.at(-1).push([x, y]); break;
      default: throw new Error(`The path holds a command that is not known: ${command}`);
    }
  }
  return out;
}

const toGrid = ring => ring.map(([x, y]) => [x * Grid, y * Grid]);
const onGrid = ring => ring.map(([x, y]) => [Math.round(x), Math.round(y)]).filter((p, i, all) => i === 0 || p[0] !== all[i - 1][0] || p[1] !== all[i - 1][1]);
const area = ring => Math.abs(ring.reduce((sum, [x, y], i) => { const [u, v] = ring[(i + 1) % ring.length]; return sum + x * v - u * y; }, 0)) / 2;
const middle = ring => [Math.round(ring.reduce((s, p) => s + p[0], 0) / ring.length), Math.round(ring.reduce((s, p) => s + p[1], 0) / ring.length)];

function toPath(ring) {
  const open = ring.slice(0, -1).filter((p, i, all) => {
    const [a, b] = [all.at(i - 1), all[(i + 1) % all.length]];
    return (p[0] - a[0]) * (b[1] - a[1]) !== (p[1] - a[1]) * (b[0] - a[0]); // points on a straight line say nothing
  });
  let [x, y] = open[0];
  return `M${x} ${y}l` + open.slice(1).map(([u, v]) => { const step = `${u - x} ${v - y}`; [x, y] = [u, v]; return step; }).join(" ").replace(/ -/g, "-") + "z";
}

const parts = new Map();
const rocks = new Map();
for (const { name, id, path } of map.locations) {
  if (archipelagos.has(id)) {
    const places = new Set(rings(path).map(ring => middle(toGrid(ring)).map(n => Math.round(n / 4) * 4).join(" ")));
    rocks.set(archipelagos.get(id), [...places].map(place => `M${place}h0`).join(""));
    continue;
  }
  const code = newCode.get(fold(name)) ?? newCode.get(fold(id));
  if (!code) throw new Error(`${name} is in no province of today.`);
  for (const ring of rings(path).map(toGrid).map(onGrid)) {
    if (ring.length > 2 && area(ring) >= Smallest) parts.set(code, [...(parts.get(code) ?? []), [[...ring, ring[0]]]]);
  }
}

const lines = [...parts].sort(([a], [b]) => a.localeCompare(b)).map(([code, polygons]) => {
  const outlines = polygonClipping.union(...polygons.map(p => [p])).flatMap(polygon => polygon)
    .map(onGrid).filter(ring => area(ring) >= Smallest);
  return `${code},${outlines.map(toPath).join("")},${rocks.get(code) ?? ""}`;
});
if (lines.length !== 34) throw new Error(`${lines.length} provinces instead of 34.`);
writeFileSync(new URL("provinces.csv", import.meta.url), `code,outline,rocks\n${lines.join("\n")}\n`);
console.log(`34 provinces, ${lines.join("").length} characters`);
