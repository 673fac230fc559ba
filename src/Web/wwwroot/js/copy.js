// Buttons that copy what stands beside them; without script, or where the browser does not let us, they stay hidden and the text can be chosen.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const said = button.closest("section").querySelector("[data-copied]");
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        said.textContent = button.dataset.done;
        button.classList.add("btn-done");
        setTimeout(() => button.classList.remove("btn-done"), 2000);
      } catch {
        getSelection().selectAllChildren(button.previousElementSibling);
      }
    });
  }
}
