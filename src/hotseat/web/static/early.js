// Runs before the first paint: what would otherwise flash or move.
{
  const root = document.documentElement;
  root.classList.add("js");
  if (navigator.mediaDevices && window.MediaRecorder) root.classList.add("can-record");
  const theme = localStorage.getItem("hotseat:theme");
  if (theme) root.dataset.theme = theme;
  for (const split of ["columns", "rows"]) {
    const size = localStorage.getItem(`hotseat:split:${split}`);
    if (size) root.style.setProperty(`--split-${split}`, size);
  }
}
