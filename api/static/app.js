/* What every page does: submit a select when it changes, print, ask before undoing, send a form only once. */
"use strict";
(function () {
  document.documentElement.classList.add("js");

  document.addEventListener("change", function (event) {
    const control = event.target.closest("[data-submit]");
    if (control && control.form) {
      control.form.submit();
    }
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) {
      window.print();
    }
  });

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.dataset.ask && !window.confirm(form.dataset.ask)) {
      event.preventDefault();
      return;
    }
    if (form.hasAttribute("data-once")) {
      const button = form.querySelector("button");
      window.setTimeout(function () {
        button.disabled = true;
        button.textContent = "正在导入…";
      }, 0);
    }
  });
})();
