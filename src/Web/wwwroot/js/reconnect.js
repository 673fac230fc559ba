// Shows the dialog of IslandShell while the line to the server is broken. The framework says so by classes on the dialog only.
const dialog = document.getElementById("components-reconnect-modal");
const is = state => dialog.classList.contains("components-reconnect-" + state);
new MutationObserver(() => {
  if (is("rejected")) location.reload();
  else if ((is("show") || is("failed")) && !dialog.open) dialog.showModal();
  else if (is("hide") && dialog.open) dialog.close();
}).observe(dialog, { attributes: true, attributeFilter: ["class"] });
