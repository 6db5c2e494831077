// Arrows and Enter move between the cells of a decision table. Without it Tab does.
"use strict";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };

/** Whether the caret stands at the edge of the text that the key leads over. */
function atEdge(cell, key) {
  const { selectionStart: from, selectionEnd: to, value } = cell;
  if (key === "Enter") return true;
  if (from !== to) return false;
  const forward = key === "ArrowRight" || key === "ArrowDown";
  if (key === "ArrowLeft" || key === "ArrowRight") return forward ? to === value.length : from === 0;
  return forward ? !value.slice(to).includes("\n") : !value.slice(0, from).includes("\n");
}

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("textarea[data-row]");
  const step = STEPS[event.key];
  if (!cell || !step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.isComposing || !atEdge(cell, event.key)) return;
  const row = Number(cell.dataset.row) + step[0];
  const column = Number(cell.dataset.column) + step[1];
  const next = document.querySelector(`textarea[data-row="${row}"][data-column="${column}"]`);
  // Enter never breaks a line in a cell; Shift and Enter do.
  if (event.key === "Enter" || next) event.preventDefault();
  next?.focus();
});
