// The way out: takes this page's entry out of the browser's history, so that "back" does not return to it.
// Without this script the link still leads away.
for (const link of document.querySelectorAll(".leave .out")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    window.location.replace(link.href);
  });
}
