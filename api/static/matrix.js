/* Copies a table as a table, so that it pastes into Excel and WPS; works on a plain http address too. */
"use strict";
(function () {
  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-copy]");
    if (!button) {
      return;
    }
    const range = document.createRange();
    range.selectNode(document.querySelector(button.dataset.copy));
    const chosen = window.getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
    const done = document.execCommand("copy");
    chosen.removeAllRanges();
    button.textContent = done ? "已复制，可粘贴到 Excel" : "复制不了，请导出 Excel";
    window.setTimeout(function () { button.textContent = "复制表格"; }, 2500);
  });
})();
