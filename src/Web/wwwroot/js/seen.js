// What was looked at last, newest first: names and addresses stay on this device and go nowhere.
const place = "da-xem", most = 8;
const section = document.querySelector("[data-seen]");

const read = () => {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "[]").filter(s => /^[a-z0-9-]{1,120}$/.test(s?.slug) && typeof s.name === "string");
  } catch {
    return []; // a private window, or something else wrote there
  }
};

if (section) {
  const { slug, name } = section.dataset;
  const others = read().filter(s => s.slug !== slug).slice(0, most);
  for (const other of others) {
    const link = document.createElement("a");
    link.href = `/san-pham/${other.slug}`;
    link.lang = "vi";
    link.textContent = other.name;
    section.querySelector("ul").appendChild(document.createElement("li")).append(link);
  }
  section.hidden = others.length === 0;
  try {
    localStorage.setItem(place, JSON.stringify([{ slug, name }, ...others].slice(0, most + 1)));
  } catch {
    // kept nowhere, then
  }
  section.querySelector("button").addEventListener("click", () => {
    localStorage.removeItem(place);
    section.hidden = true;
  });
}
