// Places on a map of tiles. What lies close together is one mark with a number, until it is looked at from nearer.
const CELL = 56;

const escape = text => Object.assign(document.createElement("p"), { textContent: text }).innerHTML;

const popup = places => {
  const list = document.createElement("ul");
  list.className = "list";
  for (const { name, url, note } of places) {
    const item = list.appendChild(document.createElement("li"));
    item.appendChild(Object.assign(document.createElement("a"), { href: url, textContent: name }));
    item.append(document.createElement("br"), note);
  }
  return list;
};

const draw = element => {
  const places = JSON.parse(element.dataset.places);
  element.hidden = false;
  const map = L.map(element, { scrollWheelZoom: false, zoomControl: false, maxZoom: 18 });
  L.control.zoom({ zoomInTitle: element.dataset.textIn, zoomOutTitle: element.dataset.textOut }).addTo(map);
  map.attributionControl.setPrefix(false);
  L.tileLayer(element.dataset.tiles, { attribution: escape(element.dataset.attribution), maxZoom: 18 }).addTo(map);
  map.fitBounds(L.latLngBounds(places.map(p => [p.lat, p.lon])), { maxZoom: 13, padding: [40, 40] });
  const marks = L.layerGroup().addTo(map);

  const show = () => {
    marks.clearLayers();
    const cells = new Map();
    for (const place of places) {
      const at = map.project([place.lat, place.lon]);
      const key = `${Math.floor(at.x / CELL)} ${Math.floor(at.y / CELL)}`;
      cells.set(key, [...(cells.get(key) ?? []), place]);
    }
    for (const near of cells.values()) {
      const one = near.length === 1;
      const name = one ? near[0].name : element.dataset.textMany.replace("{0}", near.length);
      const middle = [0, 1].map(i => near.reduce((sum, p) => sum + (i ? p.lon : p.lat), 0) / near.length);
      const mark = L.marker(middle, { title: name, alt: name, icon: L.divIcon({ className: one ? "map-mark" : "map-mark map-marks", html: one ? "" : String(near.length), iconSize: [44, 44] }) }).addTo(marks);
      mark.getElement().setAttribute("aria-label", name);
      const bounds = L.latLngBounds(near.map(p => [p.lat, p.lon]));
      if (one || map.getZoom() >= map.getMaxZoom() || bounds.getNorthEast().equals(bounds.getSouthWest())) {
        mark.bindPopup(popup(near));
        mark.on("popupopen", ({ popup: opened }) => opened.getElement().querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", element.dataset.textClose));
      } else {
        mark.on("click", () => map.fitBounds(bounds, { padding: [40, 40] }));
        mark.on("keypress", ({ originalEvent }) => originalEvent.key === "Enter" && map.fitBounds(bounds, { padding: [40, 40] }));
      }
    }
  };
  map.on("zoomend", show);
  show();
};

if (window.L) for (const element of document.querySelectorAll(".tile-map")) draw(element);
