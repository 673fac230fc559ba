// Back to the start after a while without a touch, so that the next person finds it, and what is on the shelf is asked for again.
const kiosk = document.querySelector("[data-start]");
const wait = Number(kiosk.dataset.seconds) * 1000;
let timer;

const start = async () => {
  try {
    // While the line is down the screen keeps what it shows instead of an error of the browser.
    if ((await fetch(kiosk.dataset.start, { cache: "no-store" })).ok) return location.replace(kiosk.dataset.start);
  } catch { /* asked again below */ }
  begin();
};

const begin = () => {
  clearTimeout(timer);
  timer = setTimeout(start, wait);
};

for (const touch of ["pointerdown", "keydown", "input", "wheel", "scroll"]) addEventListener(touch, begin, { passive: true, capture: true });
begin();
