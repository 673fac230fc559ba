// Fills in where the reader is, once they ask for it: for finding what is near, and for the pin of a place.
for (const button of document.querySelectorAll("[data-here]")) {
  const field = button.form.elements[button.dataset.here];
  const note = button.form.querySelector("[data-here-note]");
  if (!("geolocation" in navigator)) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const seeks = field.type === "hidden";
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      button.disabled = false;
      field.value = [coords.latitude, coords.longitude].map(d => d.toFixed(seeks ? 3 : 5)).join(", ");
      note.textContent = "";
      const other = button.form.elements[button.dataset.clears];
      if (other) other.value = "";
      if (seeks) button.form.requestSubmit(); else field.focus();
    }, () => {
      button.disabled = false;
      note.textContent = button.dataset.failed;
    }, { enableHighAccuracy: !seeks, maximumAge: 60000, timeout: 15000 });
  });
}
