// Each frame is as tall as what stands in it.
addEventListener('message', ({ origin, source, data }) => {
  if (origin !== location.origin || data?.type !== 'plugin.resize') return;
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source) frame.style.height = `${Math.ceil(data.payload.height) + 4}px`;
  }
});
