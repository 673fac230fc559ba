// How much is in the basket: public pages are the same for everyone, so the sign is filled in here, from a cookie the server keeps true.
const show = () => {
  const pieces = Number(/(?:^|; )gio-so=(\d{1,6})/.exec(document.cookie)?.[1] ?? 0);
  for (const sign of document.querySelectorAll("[data-basket-count]")) {
    sign.textContent = pieces > 99 ? "99+" : String(pieces);
    sign.hidden = pieces === 0;
  }
};
show();
addEventListener("pageshow", show); // back from another page, where it may have changed

// On the basket's own page a choice is kept at once; without script its button does the same.
for (const field of document.querySelectorAll("[data-save]")) {
  field.addEventListener("change", () => field.form.requestSubmit(field.form.querySelector(`button[value="${field.dataset.save}"]`)));
}
