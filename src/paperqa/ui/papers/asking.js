// Puts the cursor where the next question is typed, once the chat is on the screen.

window.paperqaTypeNext = (tries = 60) => {
  const box = document.querySelector("#question textarea");
  if (box?.offsetParent) {
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  } else if (tries) setTimeout(window.paperqaTypeNext, 50, tries - 1);
};
