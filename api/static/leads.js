/* Dragging a card into another column: it only fills in and sends the card's own form. */
"use strict";
(function () {
  const board = document.getElementById("board");
  let carried = null;
  if (!board) {
    return;
  }

  board.addEventListener("dragstart", function (event) {
    carried = event.target.closest("[data-lead]");
    if (carried) {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", carried.dataset.lead);
      carried.classList.add("carried");
    }
  });
  board.addEventListener("dragend", function () {
    if (carried) {
      carried.classList.remove("carried");
    }
    carried = null;
    mark(null);
  });
  board.addEventListener("dragover", function (event) {
    const lane = event.target.closest("[data-stage]");
    if (carried && lane) {
      event.preventDefault();
      mark(lane);
    }
  });
  board.addEventListener("drop", function (event) {
    const lane = event.target.closest("[data-stage]");
    if (!carried || !lane) {
      return;
    }
    event.preventDefault();
    const form = carried.querySelector("form");
    if (form && lane !== carried.closest("[data-stage]")) {
      form.elements.stage.value = lane.dataset.stage;
      form.submit();
    }
  });

  function mark(lane) {
    board.querySelectorAll(".lane.over").forEach(function (other) {
      other.classList.remove("over");
    });
    if (lane) {
      lane.classList.add("over");
    }
  }
})();
