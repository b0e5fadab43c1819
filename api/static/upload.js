/* Dropping a file onto the form, showing its name, and how much of it has been sent; leaving the page cancels. */
"use strict";
(function () {
  const form = document.getElementById("upload");
  const area = document.getElementById("drop");
  const input = form.querySelector("input[type=file]");
  const sent = document.getElementById("sent");
  const chosen = document.getElementById("chosen");

  function tell() {
    const file = input.files[0];
    chosen.textContent = file ? file.name + "（" + Math.max(1, Math.round(file.size / 1024)) + " KB）" : "";
  }

  ["dragenter", "dragover"].forEach(function (name) {
    area.addEventListener(name, function (event) {
      event.preventDefault();
      area.classList.add("over");
    });
  });
  ["dragleave", "drop"].forEach(function (name) {
    area.addEventListener(name, function (event) {
      event.preventDefault();
      area.classList.remove("over");
    });
  });
  area.addEventListener("drop", function (event) {
    if (event.dataTransfer.files.length === 1) {
      input.files = event.dataTransfer.files;
      tell();
    } else {
      chosen.textContent = "一次只能传一个文件；多个表请放在一个 xlsx 的几个工作表里";
    }
  });
  input.addEventListener("change", tell);

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", function (step) {
      sent.hidden = false;
      sent.value = step.lengthComputable ? (100 * step.loaded) / step.total : 0;
    });
    request.addEventListener("load", function () {
      if (request.status < 400) {
        window.location.href = JSON.parse(request.responseText).next;
        return;
      }
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const told = page.querySelector(".told p");
      sent.hidden = true;
      chosen.textContent = told ? told.textContent : "上传没有成功，请再试一次";
      chosen.classList.add("bad");
    });
    request.addEventListener("error", function () {
      sent.hidden = true;
      chosen.textContent = "上传中断：文件可能太大，或连接断开";
    });
    request.send(new FormData(form));
  });
})();
