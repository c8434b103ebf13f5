// The building page by keyboard: Alt and an arrow press the move button of what holds the focus; without this script the buttons do it.
document.addEventListener('keydown', (event) => {
  'use strict';
  const way = event.altKey && { ArrowUp: 'up', ArrowDown: 'down' }[event.key];
  const item = way && event.target.closest('[data-item]');
  // In a choice list Alt and an arrow open the list, in a text they may walk the lines.
  if (!item || ['SELECT', 'TEXTAREA', 'INPUT'].includes(event.target.tagName)) return;
  event.preventDefault();
  item.querySelector(`button[value="${way}"]`).click();
});
